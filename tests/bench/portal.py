"""A portal of any size, stored fast: every row as an editor would have left it, search included."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import batched

from django.utils import timezone

from members.management.commands.load_reference import load_reference
from members.models import (
    Competence,
    Mandate,
    Membership,
    Organisation,
    Person,
    Radionuclide,
    Stage,
    User,
)
from news.models import Authorisation, NewsItem, Statement, StatementOrganisation
from nuklid.base.search.models import (
    SearchEntry,
    SearchPage,
    SearchTerm,
    SearchText,
    SearchWord,
)
from nuklid.base.texts.bilingual import LANGUAGES
from nuklid.models import Page

FIRST_DAY = date(2025, 1, 16)
TOWNS = ("Dresden", "Radeberg", "Leipzig", "Rossendorf", "Heidenau", "Freiberg")
THEMES = (
    "Lu-177 Lieferung Klinik Therapie Patienten Anlage",
    "Ga-68 Generator Diagnostik Prostata Zentrum Studie",
    "Ac-225 Forschung Target Zyklotron Ausbeute Projekt",
    "Fachkräfte Ausbildung Strahlenschutz Labor Schule Kurs",
    "Qualitätskontrolle Herstellung Erlaubnis Reinraum Prüfung",
    "Transport Logistik Behälter Halbwertszeit Flughafen Nacht",
    "Förderung Freistaat Sachsen Gründung Verein Satzung",
    "Export Japan Kooperation Vertrag Delegation Besuch",
)
PARAGRAPH = (
    "Das Vorhaben verbindet Forschung und Industrie: {}. In den kommenden Monaten prüfen die "
    "Beteiligten, wie sich Abläufe kürzen lassen, ohne dass die Sicherheit leidet. Die Ergebnisse "
    "stellen sie auf der nächsten Tagung vor. Weitere Häuser sind eingeladen, sich anzuschließen."
)
AT_ONCE = 2000  # rows an INSERT


def load(members, news):
    """Fill an empty database with so many members and news items, all of them public."""
    load_reference()
    organisations = load_organisations(members)
    people = load_people(organisations)
    load_news(news, organisations, people)
    for key in Page.Key.values:
        texts = {f"body_{code}": f"<p>{PARAGRAPH.format(key)}</p>" * 4 for code in LANGUAGES}
        Page.objects.create(key=key, title_de=key.title(), title_en=key.title(), **texts)
    load_search()


def store(rows):
    rows = list(rows)
    return type(rows[0]).objects.bulk_create(rows, batch_size=AT_ONCE)


def load_organisations(count):
    made = store(
        Organisation(
            name=f"Beispiel {number} GmbH",
            slug=f"beispiel-{number}",
            is_listed=True,
            summary_de=f"Arbeitet an {THEMES[number % 8]}.",
            description_de=PARAGRAPH.format(THEMES[number % 8]),
            address_locality=TOWNS[number % 6],
            latitude=f"51.{number % 90 + 10}",
            longitude=f"13.{number % 80 + 10}",
        )
        for number in range(count)
    )
    role = Membership.Role.FOUNDING_MEMBER
    store(Membership(organisation=each, role=role, since=FIRST_DAY) for each in made)
    stages, nuclides = list(Stage.objects.all()), list(Radionuclide.objects.all())
    store(
        Competence(
            organisation=each,
            stage=stages[(number + step) % len(stages)],
            radionuclide=nuclides[(number * 3 + step) % len(nuclides)],
            sentence_de=f"Beherrscht {THEMES[(number + step) % 8]}.",
        )
        for number, each in enumerate(made)
        for step in range(3)
    )
    return made


def load_people(organisations):
    """Store one person for each organisation, its head and press contact."""
    people = store(
        Person(
            given_name="Maria", family_name=f"Muster{n}", slug=f"maria-muster{n}", is_listed=True
        )
        for n, _ in enumerate(organisations)
    )
    store(
        Mandate(person=person, organisation=at, job_title_de="Leiterin", is_press_contact=True)
        for person, at in zip(people, organisations, strict=True)
    )
    return people


def load_news(count, organisations, people):
    contacts = list(Mandate.objects.order_by("pk"))
    items = store(item(number, contacts[number % len(contacts)]) for number in range(count))
    about = NewsItem.organisations.through
    size = len(organisations)
    store(
        about(newsitem=item, organisation=organisations[(number * 7 + step) % size])
        for number, item in enumerate(items)
        for step in range(2)
    )
    statements = store(
        statement(item, position, people[(number + position) % size])
        for number, item in enumerate(items)
        for position in range(2)
    )
    load_agreements(statements, organisations)


def item(number, contact):
    day = FIRST_DAY + timedelta(days=number % 650)
    theme = THEMES[number % 8]
    return NewsItem(
        **{f"headline_{code}": f"{theme} ({number % 40})" for code in LANGUAGES},
        **{f"standfirst_{code}": f"Worum es geht: {theme}." for code in LANGUAGES},
        **{f"body_{code}": f"<p>{PARAGRAPH.format(theme)}</p>" * 5 for code in LANGUAGES},
        **{f"slug_{code}": f"meldung-{number}" for code in LANGUAGES},
        place_de="Dresden",
        dated_on=day,
        published_at=timezone.make_aware(datetime.combine(day, time(9, number % 60))),
        press_contact=contact,
    )


def statement(item, position, speaker):
    return Statement(
        item=item,
        position=position,
        kind=(Statement.Kind.VERBATIM, Statement.Kind.SUMMARY)[position],
        speaker=speaker,
        name_as_said=speaker.full_name,
        title_as_said_de="Leiterin",
        title_as_said_en="Head",
        **{f"text_{code}": f"Wir kommen voran: {item.headline_de}." for code in LANGUAGES},
    )


def load_agreements(statements, organisations):
    size = len(organisations)
    pairs = [(s, organisations[(n // 2) % size]) for n, s in enumerate(statements)]
    store(StatementOrganisation(statement=s, organisation=at) for s, at in pairs)
    by = User.objects.create_user("bench@nuklid.example", "correct horse", is_staff=True)
    quotations = [(s, at) for s, at in pairs if s.kind == Statement.Kind.VERBATIM]
    agreed = store(
        Authorisation(
            statement=weighted,
            language=code,
            speaker_id=weighted.speaker_id,
            text=weighted.text_de,
            name=weighted.name_as_said,
            title=getattr(weighted, f"title_as_said_{code}"),
            way=Authorisation.Way.IN_WRITING,
            note="Bench",
            recorded_by=by,
        )
        for weighted, _at in quotations
        for code in LANGUAGES
    )
    link = Authorisation.organisations.through
    places = [at for _said, at in quotations for _code in LANGUAGES]
    store(link(authorisation=a, organisation=at) for a, at in zip(agreed, places, strict=True))


# Search: what `reindex` does row by row ------------------------------------------------------


@cache
def weights(texts, language):
    return texts.weights(language)


def load_search():
    SearchPage.objects.all().delete()
    SearchWord.objects.all().delete()
    models = (Organisation, Person, Mandate, Competence, Radionuclide, Stage)
    word_ids = {}
    for model in (*models, NewsItem, Statement, Page):
        relations = [f.name for f in model._meta.fields if f.many_to_one]
        for rows in batched(model.objects.select_related(*relations).order_by("pk"), AT_ONCE):
            index(rows, word_ids)


def index(rows, word_ids):
    contents = [
        (row, code, row.search_texts(code), row.search_page()) for row in rows for code in LANGUAGES
    ]
    keys = {(page._meta.model_name, page.pk): None for *_, page in contents}
    stored = {(page.kind, page.object_id): page for page in SearchPage.objects.all()}
    days = {(row._meta.model_name, row.pk): texts.dated_on for row, _code, texts, _page in contents}
    fresh = [key for key in keys if key not in stored]
    if fresh:
        pages = store(SearchPage(kind=k, object_id=i, dated_on=days.get((k, i))) for k, i in fresh)
        stored |= {(page.kind, page.object_id): page for page in pages}
    entries = store(
        SearchEntry(
            source=row._meta.model_name,
            source_id=row.pk,
            language=code,
            page=stored[page._meta.model_name, page.pk],
        )
        for row, code, _texts, page in contents
    )
    store(
        SearchText(
            entry=entry,
            title=texts.title,
            names="\n".join(texts.names),
            lead=texts.lead,
            text=texts.text,
            url=row.get_absolute_url(code) if page is row else "",
        )
        for entry, (row, code, texts, page) in zip(entries, contents, strict=True)
    )
    add_terms(entries, contents, word_ids)


def add_terms(entries, contents, word_ids):
    weighted = [
        weights(texts._replace(title="", dated_on=None), code) for _, code, texts, _ in contents
    ]
    fresh = defaultdict(dict)
    for (_row, code, *_), words in zip(contents, weighted, strict=True):
        fresh[code] |= {word: stem for word, stem in words if (code, word) not in word_ids}
    words = [
        SearchWord(language=code, word=word, drow=word[::-1], stem=stem)
        for code, stems in fresh.items()
        for word, stem in stems.items()
    ]
    if words:
        word_ids |= {(row.language, row.word): row.pk for row in store(words)}
    SearchTerm.objects.bulk_create(
        (
            SearchTerm(entry=entry, word_id=word_ids[entry.language, word], weight=weight)
            for entry, words in zip(entries, weighted, strict=True)
            for (word, _stem), weight in words.items()
        ),
        batch_size=AT_ONCE * 5,
    )
