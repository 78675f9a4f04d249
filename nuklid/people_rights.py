"""What the portal holds about one person: to hand it out, to take a consent back, to erase it.

Words that have been published stay with the name of who said them, and so does the proof that they
were authorised: press law and whoever cited them need both. Everything else goes, histories and
files included.
"""

import io
import json
import zipfile
from pathlib import PurePosixPath

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Q

from members.models import (
    AuditEvent,
    ChangeProposal,
    Letter,
    Person,
    SearchWord,
    User,
)
from news.models import Answer, Authorisation, AuthorisationRequest, NewsItem, Statement

SECRET = {"password", "key", "token", "data", "content"}  # columns that open something, or files
# Consent → what it covers; all of it goes when it is taken back.
CONSENTS = {
    "portrait": (
        "portrait",
        "portrait_alt_text_de",
        "portrait_alt_text_en",
        "portrait_credit",
        "portrait_agreed_on",
    ),
    "contact": ("email", "telephone", "contact_agreed_on"),
}
NULL = ("portrait_agreed_on", "contact_agreed_on")
NAME = {"id", "given_name", "family_name", "honorific_prefix", "portrait_focus"}


def addresses(person):
    """Return every e-mail address of `person` that the portal has known, lower case."""
    rows = [person, *person.history.all()]
    known = {getattr(row, name) for row in rows for name in ("email", "request_email")}
    asked = AuthorisationRequest.objects.filter(statement__speaker=person, is_delegate=False)
    return {email.lower() for email in known | set(asked.values_list("email", flat=True)) if email}


def letters_to(emails):
    found = Q(pk__in=[])
    for email in emails:
        found |= Q(to__iexact=email)
    return Letter.objects.filter(found)


def letters_about(person):
    """Return the letters to `person`, and those to delegates who were asked about their words."""
    requests = AuthorisationRequest.objects.filter(statement__speaker=person)
    asked = Q(pk__in=requests.values("letter")) | Q(pk__in=requests.values("reminder"))
    return letters_to(addresses(person)) | Letter.objects.filter(asked)


def proposals_about(person):
    """Return the proposals to change `person`, a mandate of theirs, or to add them."""
    mandates = list(person.mandates.values_list("pk", flat=True))
    name = {"given_name": person.given_name, "family_name": person.family_name}
    added = {f"changes__{column}__new": value for column, value in name.items()}
    return ChangeProposal.objects.filter(
        Q(part="person", object_id=person.pk)
        | Q(part__in=("mandate", "mandate_end"), object_id__in=mandates)
        | Q(part="person_new", **added)
    )


def held_about_person(person):
    """Return the QuerySets of all rows about `person`."""
    statements = Statement.objects.filter(speaker=person)
    requests = AuthorisationRequest.objects.filter(statement__in=statements)
    return [
        Person.objects.filter(pk=person.pk),
        person.mandates.all(),
        person.former_slugs.all(),
        statements,
        Authorisation.objects.filter(speaker=person),
        requests,
        Answer.objects.filter(request__in=requests),
        letters_about(person),
        proposals_about(person),
    ]


def held_about_user(user):
    """Return the QuerySets of all rows about `user`."""
    return [
        User.objects.filter(pk=user.pk),
        user.emailaddress_set.all(),
        user.authenticator_set.all(),
        letters_to([user.email]),
        user.change_proposals.all(),
        AuditEvent.objects.filter(by=user.pk),
        LogEntry.objects.filter(user=user),
    ]


def held(subject):
    return held_about_user(subject) if isinstance(subject, User) else held_about_person(subject)


def histories(rows):
    """Return the QuerySet of the earlier versions of `rows`, empty where none are kept."""
    if not hasattr(rows.model, "history"):
        return rows.model.objects.none()
    return rows.model.history.filter(id__in=list(rows.values_list("pk", flat=True)))


# Handing out ----------------------------------------------------------------------------------


def plain(row):
    """Return the columns of `row` as JSON knows them, without what opens something."""
    return {f.name: plain_value(f, row) for f in row._meta.concrete_fields if f.name not in SECRET}


def plain_value(field, row):
    value = getattr(row, field.attname)
    return str(value) if isinstance(field, models.FileField) else value


def file_names(rows):
    """Return the names of the files that `rows` and their earlier versions bear."""
    columns = [f.name for f in rows.model._meta.fields if isinstance(f, models.FileField)]
    found = {str(getattr(row, c)) for row in [*rows, *histories(rows)] for c in columns}
    return found - {"", "None"}


def export(subject):
    """Return a ZIP (bytes) of everything about a Person or User: data.json and the files."""
    target, told = io.BytesIO(), {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for rows in held(subject):
            told[rows.model._meta.label] = [plain(row) for row in rows]
            told[f"{rows.model._meta.label} (history)"] = [plain(row) for row in histories(rows)]
            for name in file_names(rows):
                if default_storage.exists(name):
                    archive.writestr(name, default_storage.open(name).read())
        filled = {label: rows for label, rows in told.items() if rows}
        data = json.dumps(filled, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        archive.writestr("data.json", data)
    return target.getvalue()


# Taking back and erasing ----------------------------------------------------------------------


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
