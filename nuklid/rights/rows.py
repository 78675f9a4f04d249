"""What the portal holds about one person, and handing it out."""

import io
import json
import zipfile
from collections import defaultdict
from functools import reduce
from operator import or_

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from members.models import ChangeProposal, Mandate, Opening, PendingFile, Person, User
from news.models import (
    Answer,
    Authorisation,
    AuthorisationRequest,
    DismissedQuotation,
    NewsItem,
    PressPreview,
    Statement,
)
from nuklid.base.letters.models import Letter
from nuklid.base.letters.notices import Notice
from nuklid.base.records.audit import AuditEvent
from nuklid.base.unsaved.models import PendingUpload, UnsavedForm
from nuklid.rights import mentions

# Columns that open something, or files; and who else appears with news.
SECRET = {
    *("password", "key", "token", "secret", "data", "content"),
    *("listed_people", "listed_organisations"),
}


def addresses(person):
    """Return every e-mail address of `person` that the portal has known, lower case."""
    asked = AuthorisationRequest.objects.filter(statement__speaker=person, is_delegate=False)
    known = mentions.addresses(person) | set(asked.values_list("email", flat=True))
    return {email.lower() for email in known if email}


def any_of(column, emails):
    """Return the condition that `column` holds one of `emails`, in whatever case."""
    found = (Q(**{f"{column}__iexact": email}) for email in emails)
    return reduce(or_, found, Q(pk__in=[]))


def letters_to(emails):
    return Letter.objects.filter(any_of("to", emails))


def previews_to(emails):
    """Return the press previews given to any of `emails`."""
    return PressPreview.objects.filter(any_of("email", emails))


def letters_about(person):
    """Return the letters to `person`, and those to delegates who were asked about their words."""
    requests = AuthorisationRequest.objects.filter(statement__speaker=person)
    asked = Q(pk__in=requests.values("letter")) | Q(pk__in=requests.values("reminder"))
    asked |= Q(pk__in=requests.values("answers__receipt"))
    return letters_to(addresses(person)) | Letter.objects.filter(asked)


def letters_naming(subject):
    return mentions.naming(mentions.pattern(subject), Letter.objects.all(), "subject", "body")


def notices_naming(subject):
    """Return what waits to be told to the office and names `subject`."""
    columns = ("title", "by_name", "note")
    return mentions.naming(mentions.pattern(subject), Notice.objects.all(), *columns)


def openings_naming(subject):
    """Return the openings, earlier versions too, that name `subject` or send applications there."""
    pattern, versions = mentions.pattern(subject), Opening.history.all()
    versions = mentions.naming(pattern, versions, *mentions.OF_OPENINGS)
    return Opening.objects.filter(pk__in=versions.values("id"))


def quotations_naming(subject):
    """Return the words in quotation marks that were no quotation, and name `subject`."""
    return mentions.naming(mentions.pattern(subject), DismissedQuotation.objects.all(), "words")


def proposals_about(person):
    """Return the proposals to change `person`, a mandate of theirs, or to add one or them."""
    mandates = list(Mandate.history.filter(person_id=person.pk).values_list("id", flat=True))
    mandates += person.mandates.values_list("pk", flat=True)
    added = [
        row.pk for row in ChangeProposal.objects.filter(part="person_new") if adds(row, person)
    ]
    return ChangeProposal.objects.filter(
        Q(part="person", object_id=person.pk)
        | Q(part__in=("mandate", "mandate_end"), object_id__in=mandates)
        | Q(part="mandate_new", changes__person__new=person.pk)
        | Q(pk__in=added)
    )


def adds(proposal, person):
    """Tell whether a proposed new person is `person`, whom the office may have spelled anew."""
    return proposal.object_id == person.pk or bool(
        mentions.pattern(person).search(" ".join([proposal.about_de, *proposal_name(proposal)]))
    )


def proposal_name(proposal):
    values = proposal.proposed()
    return [values.get(column) or "" for column in ("given_name", "family_name")]


def proposals_naming(subject):
    rows = ChangeProposal.objects.all()
    return mentions.naming(mentions.pattern(subject), rows, *mentions.OF_PROPOSALS)


def held_about_person(person):
    """Return the QuerySets of all rows about `person`."""
    statements = Statement.objects.filter(speaker=person)
    requests = AuthorisationRequest.objects.filter(statement__in=statements)
    proposals = ChangeProposal.objects.filter(
        Q(pk__in=proposals_about(person)) | Q(pk__in=proposals_naming(person))
    )
    letters = letters_about(person) | letters_naming(person)
    return [
        Person.objects.filter(pk=person.pk),
        person.mandates.all(),
        person.former_slugs.all(),
        statements,
        Authorisation.objects.filter(speaker=person),
        requests,
        Answer.objects.filter(request__in=requests),
        letters.distinct(),
        notices_naming(person),
        quotations_naming(person),
        openings_naming(person),
        previews_to(addresses(person)),
        proposals,
        PendingFile.objects.filter(proposal__in=proposals_about(person)),
        NewsItem.objects.filter(
            Q(press_contact__person=person) | Q(listed_people=person)
        ).distinct(),
        *noted(person),
    ]


def held_about_user(user):
    """Return the QuerySets of all rows about `user`."""
    proposals = user.change_proposals.all() | proposals_naming(user)
    letters = letters_to([user.email]) | letters_naming(user)
    return [
        User.objects.filter(pk=user.pk),
        user.emailaddress_set.all(),
        user.authenticator_set.all(),
        letters.distinct(),
        user.notices.all() | notices_naming(user),
        openings_naming(user),
        previews_to(mentions.addresses(user)),
        proposals.distinct(),
        PendingFile.objects.filter(proposal__in=user.change_proposals.all()),
        UnsavedForm.objects.filter(owner=user),
        PendingUpload.objects.filter(owner=user),
        AuditEvent.objects.filter(by=user.pk),
        LogEntry.objects.filter(user=user),
        user.proposed_events.all(),
        *noted(user),
    ]


def held_about_journalist(preview):
    """Return the QuerySets of all rows about whoever was given `preview`."""
    return [previews_to([preview.email]), letters_to([preview.email]), *noted(preview)]


def noted(subject):
    """Return what the portal and its admin noted about a subject."""
    about = {"model": subject._meta.label_lower, "number": subject.pk}
    return [
        AuditEvent.objects.filter(**about),
        entries(type(subject).objects.filter(pk=subject.pk)),
    ]


def entries(rows):
    """Return what the admin noted about `rows`."""
    kind = ContentType.objects.get_for_model(rows.model)
    pks = [str(pk) for pk in rows.values_list("pk", flat=True)]
    return LogEntry.objects.filter(content_type=kind, object_id__in=pks)


HELD = {Person: held_about_person, User: held_about_user, PressPreview: held_about_journalist}


def rows_about(subject):
    """Return the QuerySets of all rows about a Person, a User or whoever a PressPreview is for."""
    return HELD[type(subject)](subject)


def histories(rows):
    """Return the QuerySet of the earlier versions of `rows`, empty where none are kept."""
    if not hasattr(rows.model, "history"):
        return rows.model.objects.none()
    return rows.model.history.filter(id__in=list(rows.values_list("pk", flat=True)))


def as_json(row):
    """Return the columns of `row` as JSON knows them, without what opens something."""
    columns = {
        f.name: plain_value(f, row) for f in row._meta.concrete_fields if f.name not in SECRET
    }
    return columns | {
        f.name: [str(other) for other in getattr(row, f.name).all()]
        for f in row._meta.many_to_many
        if f.name not in SECRET
    }


def plain_value(field, row):
    value = getattr(row, field.attname)
    return str(value) if isinstance(field, models.FileField) else value


def file_names(rows):
    """Return the names of the files that `rows` and their earlier versions bear."""
    columns = [f.name for f in rows.model._meta.fields if isinstance(f, models.FileField)]
    found = {str(getattr(row, c)) for row in [*rows, *histories(rows)] for c in columns}
    return found - {"", "None"}


def export(subject):
    """Return a ZIP (bytes) of everything about a subject: data.json and the files."""
    target, contents = io.BytesIO(), defaultdict(list)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for rows in rows_about(subject):
            contents[rows.model._meta.label] += [as_json(row) for row in rows]
            contents[f"{rows.model._meta.label} (history)"] += [
                as_json(row) for row in histories(rows)
            ]
            for name, content in files(rows):
                archive.writestr(name, content)
        filled = {label: rows for label, rows in contents.items() if rows}
        data = json.dumps(filled, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        archive.writestr("data.json", data)
    return target.getvalue()


def files(rows):
    """Yield (name, bytes) of the files of `rows`, stored ones and those that wait."""
    for name in file_names(rows):
        if default_storage.exists(name):
            yield name, default_storage.open(name).read()
    if rows.model is PendingFile:
        yield from ((f"waiting/{row.proposal_id}-{row.name}", bytes(row.content)) for row in rows)
    if rows.model is PendingUpload:
        yield from ((f"unsaved/{row.pk}-{row.name}", bytes(row.content)) for row in rows)
