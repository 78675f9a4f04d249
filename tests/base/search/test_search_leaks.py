"""The search never finds, counts or hints at what is not public; each test has data that could."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from members.models import Mandate, Organisation, Person
from news.models import NewsItem, Statement
from nuklid.base.search.answer import answer_question
from nuklid.base.search.hits import show_hits
from nuklid.base.search.models import SearchWord
from tests import factories as make
from tests.nuklid.searching import ask, titles
from tests.nuklid.test_leaks import HIDDEN_STATES

pytestmark = pytest.mark.django_db
LANGUAGES = ("de", "en")
WORD = "Zirbelkiefer"
# As it is written, its beginning, its end, mistyped, and beside a word that is public.
WAYS = (WORD, "Zirbel", "kiefer", "Zirbelkeifer", "Ziebelkiefer", f"{WORD} Offen")


def hits():
    """Return every page of hits for a way to ask for the word, without the question itself."""
    found = []
    for language in LANGUAGES:
        for question in WAYS:
            page = ask(question, language)
            page.form.decompose()
            found.append(str(page.main))
    return found


def is_findable(word=WORD, language="en"):
    return bool(titles(word, language))


def is_a_secret():
    """Nothing shows the word, and every count is as if the row did not exist."""
    return not any(WORD in page or "secret" in page for page in hits()) and not is_findable()


@pytest.fixture
def item():
    """A draft that holds the word everywhere, quotes included."""
    texts = {f"{f}_{c}": WORD for f in ("headline", "standfirst", "body") for c in LANGUAGES}
    made = make.draft(**texts, slug_de="secret", slug_en="secret")
    make.statement(made, text_de=f"Unser {WORD}.", text_en=f"Our {WORD}.")
    make.published("Offen")
    return made


@pytest.mark.parametrize("state", HIDDEN_STATES)
def test_news_and_its_statements_are_a_secret_while_not_public(item, state):
    NewsItem.objects.filter(pk=item.pk).update(**HIDDEN_STATES[state])
    assert SearchWord.objects.filter(word="zirbelkiefer").exists()  # it could leak
    assert is_a_secret()


def test_news_is_found_from_publication_to_withdrawal(item):
    item.publish()
    assert len(titles(WORD)) == 2
    item.withdraw(withdrawal_reason_en="Wrong.")
    assert is_a_secret()


def test_news_is_found_by_the_clock(item):
    moment = timezone.now() + timedelta(days=3)
    item.publish(at=moment)
    item.embargo(moment + timedelta(days=1))
    with time_machine.travel(moment + timedelta(hours=23)):
        assert is_a_secret()
    with time_machine.travel(moment + timedelta(hours=25)):
        assert len(titles(WORD)) == 2


def test_news_is_found_by_the_words_it_has_now(item):
    item.statements.all().delete()
    item.publish()
    for field in ("headline", "standfirst", "body"):
        for language in LANGUAGES:
            setattr(item, f"{field}_{language}", "Anders")
    item.save()
    assert not is_findable()
    assert is_findable("Anders")


def test_a_statement_is_found_as_authorised_and_not_otherwise(item):
    item.publish()
    quote = Statement.objects.get()
    NewsItem.objects.update(headline_de="a", headline_en="b")
    Statement.objects.update(text_de="Nie gesagt", text_en="Never said")
    for question in ("Nie gesagt", "Never said", f"Unser {WORD}", f"Our {WORD}"):
        assert quote.name_as_said not in titles(question, "de")
    Statement.objects.update(text_de=f"Unser {WORD}.", text_en=f"Our {WORD}.")
    assert quote.name_as_said in titles(f"Unser {WORD}", "de")


def test_words_saved_without_authorisation_are_a_secret_even_beside_authorised_ones():
    """An entry that lags behind its row (changed past save()) never shows its own words."""
    quote = make.statement()
    agreed = {"text_de": quote.text_de, "text_en": quote.text_en}
    quote.text_de = quote.text_en = f"Unser {WORD}."
    quote.save()
    assert is_a_secret()
    Statement.objects.filter(pk=quote.pk).update(**agreed)  # public again, the entry is not
    assert is_a_secret()


@pytest.mark.parametrize("field", ["title_as_said", "organisation_as_said"])
def test_an_attribution_nobody_agreed_to_is_a_secret(field):
    """It is in the index; the speaker agreed to what replaced it past save()."""
    names = {f"{field}_{code}": WORD for code in LANGUAGES}
    quote = make.statement(authorised=False, text_de="Offen", text_en="Offen", **names)
    Statement.objects.update(**dict.fromkeys(names, "Leiterin"))
    make.authorise(Statement.objects.get())
    assert is_a_secret()
    quote.refresh_from_db()
    quote.save()
    assert is_findable("Leiterin")
    assert is_a_secret()


@pytest.mark.parametrize("way", ["withdrawn", "left out"])
def test_a_quote_the_office_took_back_is_a_secret(way):
    quote = make.statement(text_de=f"Unser {WORD}.", text_en=f"Our {WORD}.")
    assert is_findable()
    if way == "withdrawn":
        quote.withdraw(withdrawal_reason_en="Wrong.")
    else:
        Statement.objects.update(left_out_reason="No answer.")
    assert is_a_secret()


def test_one_authorised_language_does_not_open_the_other():
    quote = make.statement(text_de="Erlaubte Worte.", text_en=f"Our {WORD}.")
    quote.authorisations.filter(language="en").update(revoked_at=timezone.now())
    assert is_a_secret()
    assert titles("Erlaubte Worte", "en") == [quote.name_as_said]
    assert ask("Erlaubte Worte", "en").select_one(".hits p[lang]")["lang"] == "de"


def test_hidden_organisations_and_all_that_is_theirs_are_a_secret():
    hidden = make.organisation(f"{WORD} GmbH", is_listed=False, slug="secret", summary_en=WORD)
    make.competence(hidden, sentence_en=WORD, sentence_de=WORD)
    hidden.former_names.create(name=f"{WORD} AG")
    make.mandate(make.person(family_name="Offen"), hidden, job_title_en=WORD, job_title_de=WORD)
    assert is_a_secret()
    assert titles("Offen") == ["Maria Offen"]
    Organisation.objects.update(is_listed=True)
    assert set(titles(WORD)) == {f"{WORD} GmbH", "Maria Offen"}


def test_hidden_people_and_their_mandates_are_a_secret():
    person = make.person(family_name=WORD, is_listed=False, biography_en=WORD, slug="secret")
    make.mandate(person, make.organisation("Offen"), job_title_en=WORD, job_title_de=WORD)
    assert is_a_secret()
    Person.objects.update(is_listed=True)
    assert titles(WORD) == [f"Maria {WORD}"]


def test_a_mandate_is_found_from_its_first_day_on():
    tomorrow = timezone.localdate() + timedelta(days=1)
    made = make.mandate(job_title_en=WORD, job_title_de=WORD, since=tomorrow)
    assert is_a_secret()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert titles(WORD) == [made.person.full_name]
    Mandate.objects.update(since=None, until=timezone.localdate() - timedelta(days=9))
    assert titles(WORD) == [made.person.full_name]  # the page shows mandates of before, too


def test_a_typing_error_is_forgiven_as_if_the_secret_did_not_exist():
    """A draft that holds the mistyped word itself must not keep the reader from the hit."""
    make.person(family_name="Zirbel")
    assert titles("Zirbil") == ["Maria Zirbel"]
    make.draft("Zirbil", headline_en="Zirbil")
    assert titles("Zirbil") == ["Maria Zirbel"]


def test_counts_and_order_are_as_if_the_secret_did_not_exist(item):
    make.person(family_name=WORD)
    before = str(ask(WORD).main)
    for _ in range(5):
        make.draft(WORD, headline_en=WORD)
        make.person(family_name=WORD, is_listed=False)
    assert str(ask(WORD).main) == before


def test_what_is_deleted_is_gone():
    person = make.person(family_name=WORD)
    make.person(family_name=f"{WORD}er")
    person.delete()
    Person.objects.filter(family_name=f"{WORD}er").delete()
    assert is_a_secret()
    assert not person.entries().exists()


def test_what_is_withdrawn_in_the_middle_of_a_search_is_left_out():
    stays, goes = make.published(f"{WORD} eins"), make.published(f"{WORD} zwei")
    results = answer_question(WORD)
    goes.withdraw(withdrawal_reason_de="Falsch.", withdrawal_reason_en="Wrong.")
    shown = show_hits(results.hits, results)
    assert [hit.url for hit in shown] == [stays.get_absolute_url()]
