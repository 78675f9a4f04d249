"""Taking a consent back, and erasing what the portal holds about one person.

Words that have been published stay with the name of who said them, and so does the proof that they
were authorised: press law and whoever cited them need both. Everything else goes, histories and
files included.
"""

from pathlib import PurePosixPath

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db import models, transaction

from members.models import AuditEvent, Letter, Person, SearchWord, User
from news.models import Authorisation, AuthorisationRequest, NewsItem, Statement
from nuklid.people_rights import (
    addresses,
    file_names,
    histories,
    letters_about,
    letters_to,
    previews_to,
    proposals_about,
)

# Consent → what it covers; all of it goes when it is taken back.
CONSENTS = {
    "portrait": (
        "portrait",
        "portrait_alt_text_de",
        "portrait_alt_text_en",
        "portrait_credit",
        "portrait_licence",
        "portrait_agreed_on",
    ),
    "contact": ("email", "telephone", "contact_agreed_on"),
}
NULL = ("portrait_agreed_on", "contact_agreed_on")
NAME = {"id", "given_name", "family_name", "honorific_prefix", "portrait_focus"}


def remove_files(names):
    """Delete files with all their renderings once the transaction holds."""
    stems = tuple(f"{PurePosixPath(name).stem}-" for name in names)

    def remove():
        for name in names:
            default_storage.delete(name)
        for name in renderings("__processed__"):
            if PurePosixPath(name).name.startswith(stems):
                default_storage.delete(name)

    if names:
        transaction.on_commit(remove)


def renderings(folder):
    """Yield the names of all files under `folder`."""
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from renderings(f"{folder}/{name}")


def forget_history(rows):
    """Delete the earlier versions of `rows` and what the admin noted about them."""
    kind = ContentType.objects.get_for_model(rows.model)
    pks = [str(pk) for pk in rows.values_list("pk", flat=True)]
    LogEntry.objects.filter(content_type=kind, object_id__in=pks).delete()
    histories(rows).delete()


def forget(rows):
    """Delete `rows` one by one, which also takes them out of the search, and their histories."""
    forget_history(rows)
    for row in rows:
        pk = row.pk
        row.delete()
        if hasattr(row, "history"):
            type(row).history.filter(id=pk).delete()


@transaction.atomic
def withdraw(person, consent, by):
    """Remove what `person` agreed to ("portrait" or "contact"), from earlier versions too."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    rows = Person.objects.filter(pk=person.pk)
    if consent == "portrait":
        remove_files(file_names(rows))
    blank = {name: None if name in NULL else "" for name in CONSENTS[consent]}
    for name, value in blank.items():
        setattr(person, name, value)
    person.save()
    person.history.update(**blank)
    AuditEvent.record(AuditEvent.Kind.DECIDED, by, person, f"withdraw_{consent}")


def kept_statements(person):
    """Return what stays: words of `person` in news that was published once."""
    return Statement.objects.filter(speaker=person, item__published_at__isnull=False)


@transaction.atomic
def erase_person(person, by):
    """Erase `person`; the name stays where published words bear it, and nothing else does."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    rows, kept = Person.objects.filter(pk=person.pk), kept_statements(person)
    AuditEvent.record(AuditEvent.Kind.DELETED, by, person, "erased")
    remove_files(file_names(rows))
    letters = list(letters_about(person).values_list("pk", flat=True))
    forget(previews_to(addresses(person)))
    forget(proposals_about(person))
    forget_requests(kept)
    drafts = Statement.objects.filter(speaker=person).exclude(pk__in=kept)
    forget(AuthorisationRequest.objects.filter(statement__in=drafts))
    Authorisation.objects.filter(statement__in=drafts).delete()
    forget(drafts)
    forget(Letter.objects.filter(pk__in=letters))
    for item in NewsItem.objects.filter(press_contact__person=person):
        item.press_contact = None
        item.save()
    forget(person.mandates.all())
    forget_history(rows)
    if kept:
        leave_the_name(person)
    else:
        forget(rows)
    SearchWord.objects.filter(searchterm=None).delete()


def forget_requests(kept):
    """Keep with published words that and how they were authorised, but no address and no draft."""
    requests = AuthorisationRequest.objects.filter(statement__in=kept)
    requests.update(email="", letter=None, reminder=None)
    histories(requests).delete()
    histories(kept).delete()


def leave_the_name(person):
    """Empty every column of `person` but the name, and hide the page."""
    for field in person._meta.concrete_fields:
        if field.name not in NAME:
            setattr(person, field.attname, field.get_default())
    person.save()
    person.former_slugs.all().delete()


@transaction.atomic
def erase_user(user, by):
    """Erase the account of `user`; where others' work needs who did it, a number stays."""
    user = User.objects.select_for_update().get(pk=user.pk)
    AuditEvent.record(AuditEvent.Kind.DELETED, by, user, "erased")
    forget(previews_to([user.email]))
    letters_to([user.email]).delete()
    end_sessions(user)
    LogEntry.objects.filter(user=user).delete()
    rows = User.objects.filter(pk=user.pk)
    try:
        with transaction.atomic():
            forget(rows)
    except models.ProtectedError:
        forget_history(rows)
        leave_the_number(user)


@transaction.atomic
def erase_journalist(preview, by):
    """Erase whom `preview` was for: every link to that address, and the letters."""
    AuditEvent.record(AuditEvent.Kind.DELETED, by, preview, "erased")
    email = preview.email
    forget(previews_to([email]))
    letters_to([email]).delete()


def leave_the_number(user):
    user.email = f"erased-{user.pk}@erased.invalid"
    user.first_name = user.last_name = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    user.emailaddress_set.all().delete()
    user.remove_second_factor()
    user.organisations.clear()
    user.groups.clear()


def end_sessions(user):
    for session in Session.objects.all():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
