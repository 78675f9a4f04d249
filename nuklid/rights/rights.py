"""Taking a consent back, and erasing one person.

Words that have been published stay with the name of who said them, and so does the proof that they
were authorised: press law and whoever cited them need both. Everything else goes, histories and
files included.
"""

import json
from pathlib import PurePosixPath

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db import models, transaction

from members.models import ChangeProposal, Mandate, PendingFile, Person, User
from news.models import (
    Answer,
    Authorisation,
    AuthorisationRequest,
    NewsItem,
    PressPreview,
    Statement,
)
from nuklid.backup.files import walk
from nuklid.base.letters.models import Letter
from nuklid.base.records.audit import AuditEvent
from nuklid.base.search.models import SearchWord
from nuklid.base.unsaved.models import PendingUpload, UnsavedForm
from nuklid.rights import mentions
from nuklid.rights.rows import (
    addresses,
    entries,
    file_names,
    histories,
    letters_about,
    letters_to,
    previews_to,
    proposals_about,
)

ERASED = "erased"  # the verb of AuditEvents
CONTACT = ("email", "telephone")
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
    "contact": (*CONTACT, "contact_agreed_on"),
}
NULL = ("portrait_agreed_on", "contact_agreed_on")
NAME = {"id", "given_name", "family_name", "honorific_prefix", "portrait_focus"}


def remove_files(names):
    """Delete files with all their renderings once the transaction holds."""
    stems = tuple(f"{PurePosixPath(name).stem}-" for name in names)

    def remove():
        for name in names:
            default_storage.delete(name)
        for name in list(walk(default_storage, "__processed__")):
            if PurePosixPath(name).name.startswith(stems):
                default_storage.delete(name)

    if names:
        transaction.on_commit(remove)


def forget_history(rows):
    """Delete the earlier versions of `rows` and what the admin noted about them."""
    entries(rows).delete()
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
    else:
        mentions.take_out(contact_of(person))
    blank = {name: None if name in NULL else "" for name in CONSENTS[consent]}
    for name, value in blank.items():
        setattr(person, name, value)
    person.save()
    person.history.update(**blank)
    proposals = ChangeProposal.objects.filter(part__in=("person", "person_new"))
    forget_columns(proposals.filter(object_id=person.pk), set(blank))
    AuditEvent.record(AuditEvent.Kind.DECIDED, by, person, f"withdraw_{consent}")


def contact_of(person):
    """Return the expression that finds the public contact of `person`, today’s and earlier."""
    rows = mentions.versions(person)
    return mentions.expression({getattr(row, name) for row in rows for name in CONTACT} - {""})


def forget_columns(proposals, columns):
    """Take `columns` and their files out of `proposals`; what is left of them stays."""
    PendingFile.objects.filter(proposal__in=proposals, column__in=columns).delete()
    for proposal in proposals:
        for told in (proposal.changes, proposal.decisions):
            for name in columns & set(told):
                del told[name]
        proposal.revision += 1
        proposal.save()
    proposals.open().filter(changes={}).delete()


def kept_statements(person):
    """Return what stays: words of `person` in news that was published once."""
    return Statement.objects.filter(speaker=person, item__published_at__isnull=False)


@transaction.atomic
def erase_person(person):
    """Erase `person`; the name stays where published words bear it, and nothing else does."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    rows, statements = Person.objects.filter(pk=person.pk), kept_statements(person)
    pattern = mentions.pattern(person)
    remove_files(file_names(rows))
    letters, emails = list(letters_about(person).values_list("pk", flat=True)), addresses(person)
    forget(proposals_about(person))
    forget_requests(statements)
    drafts = Statement.objects.filter(speaker=person).exclude(pk__in=statements)
    forget(AuthorisationRequest.objects.filter(statement__in=drafts))
    Authorisation.objects.filter(statement__in=drafts).delete()
    forget(drafts)
    forget(previews_to(emails))
    forget_letters(Letter.objects.filter(pk__in=letters))
    forget_delegate(emails)
    for item in NewsItem.objects.filter(press_contact__person=person):
        item.press_contact = None
        item.save()
    forget(person.mandates.all())
    forget_history(rows)
    if statements:
        leave_the_name(person)
    else:
        forget(rows)
    mentions.take_out(pattern)
    SearchWord.objects.filter(searchterm=None).delete()


def forget_letters(letters):
    """Delete `letters`; what was sent by one of them stays without it."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.related_model is Letter:
                rows = model._base_manager.filter(**{f"{field.name}__in": letters})
                rows.update(**{field.name: None})
    forget(letters)


def forget_delegate(emails):
    """Take the addresses `emails` out of what others entered about who answers for them."""
    blank = {"delegate_email": "", "delegate_name": ""}
    for email in emails:
        AuthorisationRequest.objects.filter(email__iexact=email).update(email="")
        AuthorisationRequest.history.filter(email__iexact=email).update(email="")
        Mandate.objects.filter(delegate_email__iexact=email).update(**blank)
        Mandate.history.filter(delegate_email__iexact=email).update(**blank)


def forget_requests(statements):
    """Keep of published words that they were authorised and how, but no address and no draft."""
    requests = AuthorisationRequest.objects.filter(statement__in=statements)
    requests.update(email="", letter=None, reminder=None)
    Answer.objects.filter(request__in=requests).update(receipt=None)
    histories(requests).delete()
    histories(statements).delete()


def leave_the_name(person):
    """Empty every column of `person` but the name, and hide the page."""
    for field in person._meta.concrete_fields:
        if field.name not in NAME:
            setattr(person, field.attname, field.get_default())
    person.save()
    person.listed_by.clear()
    person.former_slugs.all().delete()


@transaction.atomic
def erase_user(user):
    """Erase the account of `user`; where records must say who did something, its number stays."""
    user = User.objects.select_for_update().get(pk=user.pk)
    pattern, emails = mentions.pattern(user), mentions.addresses(user)
    forget(previews_to(emails))
    forget_letters(letters_to(emails))
    forget_delegate(emails)
    end_sessions(user)
    LogEntry.objects.filter(user=user).delete()
    rows = User.objects.filter(pk=user.pk)
    try:
        with transaction.atomic():
            forget(rows)
    except models.ProtectedError:
        forget_history(rows)
        leave_the_number(user)
    mentions.take_out(pattern)


@transaction.atomic
def erase_journalist(preview):
    """Erase whom `preview` was for: every link given to that address, and the letters."""
    email = preview.email
    forget(previews_to([email]))
    forget_letters(letters_to([email]))
    mentions.take_out(mentions.expression([email]))


def leave_the_number(user):
    user.email = f"erased-{user.pk}@erased.invalid"
    user.first_name = user.last_name = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    user.emailaddress_set.all().delete()
    user.notices.all().delete()
    for model in (UnsavedForm, PendingUpload):
        model.objects.filter(owner=user).delete()
    user.remove_second_factor()
    user.organisations.clear()
    user.groups.clear()


def end_sessions(user):
    """Delete the sessions of `user`, those too that wait for a mailed code."""
    for session in Session.objects.all():
        session_data = session.get_decoded()
        if session_data.get("_auth_user_id") == str(user.pk) or user.email in json.dumps(
            session_data
        ):
            session.delete()


ERASE = {Person: erase_person, User: erase_user, PressPreview: erase_journalist}


@transaction.atomic
def erase(subject, by):
    """Erase a Person, a User or whom a PressPreview is for; the trail keeps that it was done."""
    AuditEvent.record(AuditEvent.Kind.DELETED, by, subject, ERASED)
    ERASE[type(subject)](subject)
