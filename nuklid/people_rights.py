"""What the portal holds about one person: all of it, to be handed out."""

import io
import json
import zipfile

from django.contrib.admin.models import LogEntry
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from members.models import AuditEvent, ChangeProposal, Letter, Person, User
from news.models import Answer, Authorisation, AuthorisationRequest, PressPreview, Statement

SECRET = {"password", "key", "token", "data", "content"}  # columns that open something, or files


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


def previews_to(emails):
    found = Q(pk__in=[])
    for email in emails:
        found |= Q(email__iexact=email)
    return PressPreview.objects.filter(found)


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
        previews_to(addresses(person)),
        proposals_about(person),
    ]


def held_about_user(user):
    """Return the QuerySets of all rows about `user`."""
    return [
        User.objects.filter(pk=user.pk),
        user.emailaddress_set.all(),
        user.authenticator_set.all(),
        letters_to([user.email]),
        previews_to([user.email]),
        user.change_proposals.all(),
        AuditEvent.objects.filter(by=user.pk),
        LogEntry.objects.filter(user=user),
    ]


def held_about_journalist(preview):
    """Return the QuerySets of all rows about whoever was given `preview`."""
    return [previews_to([preview.email]), letters_to([preview.email])]


HELD = {Person: held_about_person, User: held_about_user, PressPreview: held_about_journalist}


def held(subject):
    """Return the QuerySets of all rows about a Person, a User or whoever a PressPreview is for."""
    return HELD[type(subject)](subject)


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
    """Return a ZIP (bytes) of everything about the subject: data.json and the files."""
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
