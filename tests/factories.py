"""Plain factories: each returns a stored, valid object that can be shown in public."""

from datetime import date, timedelta
from io import BytesIO
from itertools import count

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from members.models import (
    ChangeProposal,
    Competence,
    Mandate,
    Membership,
    Opening,
    Organisation,
    Person,
    Radionuclide,
    Stage,
    User,
)
from news.models import (
    Answer,
    AuthorisationRequest,
    Event,
    NewsItem,
    PressPreview,
    Statement,
)
from nuklid.base.letters.models import Letter
from nuklid.base.records.audit import AuditEvent
from nuklid.models import Page

numbers = count(1)
FOUNDING_DAY = date(2025, 1, 16)


def organisation(name=None, role=None, **fields):
    """`role` adds a membership from the founding day."""
    name = name or f"Beispiel {next(numbers)} GmbH"
    made = Organisation.objects.create(**{"name": name, "is_listed": True} | fields)
    if role:
        Membership.objects.create(organisation=made, role=role, since=FOUNDING_DAY)
    return made


def member(name=None, **fields):
    return organisation(name, role=Membership.Role.FOUNDING_MEMBER, **fields)


def person(given_name="Maria", family_name=None, **fields):
    family_name = family_name or f"Muster{next(numbers)}"
    defaults = {"given_name": given_name, "family_name": family_name, "is_listed": True}
    return Person.objects.create(**defaults | fields)


def mandate(of=None, at=None, **fields):
    defaults = {"job_title_de": "Geschäftsführerin", "job_title_en": "Managing Director"}
    return Mandate.objects.create(
        person=of or person(), organisation=at or organisation(), **defaults | fields
    )


def stage(number=None, **fields):
    number = number or next(numbers)
    names = {
        f"{f}_{code}": f"{code} {number}" for f in ("name", "short_name") for code in ("de", "en")
    }
    return Stage.objects.create(**{"number": number, "slug": f"stage-{number}"} | names | fields)


def radionuclide(symbol="Lu", mass_number=177, **fields):
    defaults = {
        "half_life": "6.65",
        "half_life_unit": "d",
        "principal_decay": "beta-",
        "source": "test",
        "for_therapy": True,
    }
    return Radionuclide.objects.create(symbol=symbol, mass_number=mass_number, **defaults | fields)


def competence(at, **fields):
    defaults = {"stage": fields.pop("stage", None) or stage(), "sentence_de": "Kann es."}
    return Competence.objects.create(organisation=at, **defaults | fields)


def opening(at=None, title="Stelle", **fields):
    """An open opening in both languages, with 30 days to go."""
    number = next(numbers)
    defaults = {
        "kind": "job",
        "title_de": f"{title} {number} (m/w/d)",
        "title_en": f"Opening {title} {number}",
        "summary_de": "Eine Aufgabe, vergütet nach TV-L E 13.",
        "summary_en": "A task, paid by TV-L E 13.",
        "town": "Dresden",
        "apply_at": "stellen@beispiel.example",
        "published_at": timezone.now() - timedelta(days=1),
        "closes_on": timezone.localdate() + timedelta(days=30),
    }
    return Opening.objects.create(organisation=at or member(), **defaults | fields)


def draft(headline="Meldung", **fields):
    """A news item in both languages that nobody has published."""
    number = next(numbers)
    defaults = {
        "headline_de": f"{headline} {number}",
        "headline_en": f"News {headline} {number}",
        "standfirst_de": "Ein Vorspann.",
        "standfirst_en": "A standfirst.",
        "body_de": "<p>Ein Text.</p>",
        "body_en": "<p>A text.</p>",
        "dated_on": FOUNDING_DAY,
    }
    organisations = fields.pop("organisations", ())
    item = NewsItem.objects.create(**defaults | fields)
    item.organisations.set(organisations)
    return item


def published(headline="Meldung", **fields):
    return draft(headline, **{"published_at": timezone.now()} | fields)


def statement(item=None, speaker=None, organisations=(), authorised=True, **fields):
    """A quotation in both languages; `authorised` records the agreement to both."""
    number = next(numbers)
    defaults = {
        "text_de": f"Deutscher Wortlaut {number}.",
        "text_en": f"English wording {number}.",
        "title_as_said_de": "Geschäftsführerin",
        "title_as_said_en": "Managing Director",
        "organisation_as_said_de": "Beispiel GmbH",
        "organisation_as_said_en": "Beispiel GmbH",
    }
    statement = Statement.objects.create(
        item=item or published(), speaker=speaker or person(), **defaults | fields
    )
    statement.organisations.set(organisations)
    if authorised and statement.kind == Statement.Kind.VERBATIM:
        authorise(statement)
    return statement


def authorise(statement):
    by = User.objects.filter(is_staff=True).first() or coordinator()
    for language in ("de", "en"):
        if getattr(statement, f"text_{language}"):
            statement.authorise(
                language, way="in_writing", note="Mail of that day.", recorded_by=by
            )
    return statement


def publish_in_part(item):
    """Publish `item`; a colleague allowed it without the words that are not authorised."""
    giver, publisher = coordinator(), coordinator()
    for statement, language in item.lacking():
        statement.overrides.create(language=language, reason="No answer.", given_by=giver)
    item.publish(publisher)


def auth_request(of=None, languages=("de", "en"), **fields):
    """A request for a quotation that nobody has authorised; the answer is due in a week."""
    of = of or statement(draft(), authorised=False)
    defaults = {
        "asked_name": of.speaker.full_name,
        "email": "speaker@muster.example",
        "answer_by": timezone.localdate() + timedelta(days=7),
        "asked_by": User.objects.filter(is_staff=True).first() or coordinator(),
    }
    return AuthorisationRequest.ask(of, languages, **defaults | fields)


def answered(auth_request, decision="authorised", **columns):
    """An Answer that decides so about each language, or as `columns` say."""
    decided = {f"decision_{code}": decision for code in auth_request.languages()}
    reply = Answer(**decided | {"answered_by": "Maria Muster"} | columns)
    auth_request.receive(reply, auth_request.version(auth_request.statement))
    return reply


def embargoed(headline="Meldung", **fields):
    """A news item that appears by itself tomorrow."""
    tomorrow = timezone.now() + timedelta(days=1)
    return published(headline, **{"embargo_until": tomorrow} | fields)


def preview(of=None, email=None, **fields):
    """A journalist's link to a news item under embargo."""
    of = of or embargoed()
    defaults = {
        "name": "Jo Presse",
        "outlet": "Beispielzeitung",
        "given_by": User.objects.filter(is_staff=True).first() or coordinator(),
    }
    email = email or f"press{next(numbers)}@zeitung.example"
    return PressPreview.give(of, email, **defaults | fields)


def event_draft(title="Termin", **fields):
    """An event in both languages in ten days, which nobody has published."""
    number = next(numbers)
    defaults = {
        "title_de": f"{title} {number}",
        "title_en": f"Event {title} {number}",
        "start_date": timezone.localdate() + timedelta(days=10),
        "address_locality": "Dresden",
    }
    organisers = fields.pop("organisers", ())
    made = Event.objects.create(**defaults | fields)
    made.organisers.set(organisers)
    return made


def proposed_event(of, by=None, **fields):
    """An event that `of` has proposed and the office has not decided on."""
    made = event_draft("Vorschlag", **fields)
    made.propose(by or representative(of), of)
    return made


def event(title="Termin", **fields):
    return event_draft(title, **{"published_at": timezone.now()} | fields)


def coordinator(email=None, **fields):
    """Signs in with the password "correct horse"; rights come with `with_rights`."""
    email = email or f"office{next(numbers)}@nuklid.example"
    return User.objects.create_user(email, "correct horse", is_staff=True, **fields)


def page(key="about", **fields):
    defaults = {
        "title_de": "Titel",
        "title_en": "Title",
        "body_de": "<p>Text auf Deutsch.</p>",
        "body_en": "<p>Text in English.</p>",
    }
    return Page.objects.update_or_create(key=key, defaults=defaults | fields)[0]


def representative(*organisations, email=None, **fields):
    """Signs in with a mailed code and speaks for `organisations`."""
    user = User.objects.create_user(email or f"member{next(numbers)}@beispiel.example", **fields)
    user.organisations.set(organisations)
    return user


def letter(**fields):
    words = {"to": "anna@example.org", "subject": "Bitte um Freigabe", "body": "Guten Tag\n"}
    return Letter.post(**words | {"language": "de", "kind": Letter.Kind.REQUEST} | fields)


def change(of, by=None, part="logo", **values):
    """A proposal that waits for the office: `values` of a `part` of `of`, or else a logo."""
    made = ChangeProposal(organisation=of, part=part, object_id=values.pop("object_id", of.pk))
    values = values or {"logo": "x.png", "logo_alt_text_de": "Ein Logo"}
    now = made.values_now()
    changes = {name: {"old": now[name], "new": new} for name, new in values.items()}
    uploads = {"logo": ContentFile(pixel(), "x.png")} if "logo" in values else {}
    made.keep(changes, by or representative(of), "de", uploads)
    made.submit(made.proposed_by)
    return made


def pixel():
    """Return the bytes of the smallest picture."""
    target = BytesIO()
    Image.new("RGB", (1, 1)).save(target, "PNG")
    return target.getvalue()


def audit_event():
    AuditEvent.record(AuditEvent.Kind.SIGNED_IN)
    return AuditEvent.objects.latest("pk")
