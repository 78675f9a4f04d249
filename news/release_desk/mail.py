"""What the office writes to speakers: a draft the coordinator reads and changes before it goes."""

from typing import NamedTuple

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.release_desk import links
from nuklid.base.letters.models import LINK, Letter
from nuklid.base.letters.texts import written

NAME = "{name}"  # stands in a draft where a letter to several will have the name


class Recipient(NamedTuple):
    """Somebody who can be asked; `source` says where the address comes from."""

    key: str
    name: str
    email: str
    is_delegate: bool
    source: str | Promise

    @property
    def label(self):
        return f"{self.name}, {self.email} ({self.source})"


def recipients(statement):
    """Yield who can be asked for a statement, the likeliest first; the public address comes last.

    Needs the mandates of the speaker with their organisations, and the requests.
    """
    speaker = statement.speaker
    for earlier in statement.requests.all()[:1]:
        last = (earlier.asked_name, earlier.email, earlier.is_delegate)
        yield Recipient("last", *last, gettext_lazy("asked last time"))
    if speaker.request_email:
        source = gettext_lazy("address for requests")
        yield Recipient("own", speaker.full_name, speaker.request_email, False, source)
    for mandate in speaker.mandates.all():
        if mandate.delegate_email and mandate.holds_on():
            source = _("answers for them at %s") % mandate.organisation
            columns = (mandate.delegate_name, mandate.delegate_email, True, source)
            yield Recipient(f"delegate-{mandate.pk}", *columns)
    if speaker.email:
        source = gettext_lazy("public address; please make sure it is meant for this")
        yield Recipient("public", speaker.full_name, speaker.email, False, source)


def draft(name, language, **context):
    """Return (subject, text) of the letter `name` in `language`."""
    return written(f"news/letters/{name}", language, **context | {"link": LINK})


def request_draft(statement, recipient, language, answer_by, sender):
    """Return the draft that asks `recipient` for the authorisation of a statement."""
    with translation.override(language):
        headline = str(statement.item)
    return draft(
        "request",
        language,
        recipient=recipient,
        speaker=statement.name_as_said,
        headline=headline,
        answer_by=answer_by,
        sender=sender,
    )


def reminder_draft(auth_request, sender):
    with translation.override(auth_request.language):
        headline = str(auth_request.statement.item)
    return draft(
        "reminder",
        auth_request.language,
        auth_request=auth_request,
        speaker=auth_request.statement.name_as_said,
        headline=headline,
        sender=sender,
    )


def preview_draft(item, language, sender):
    """Return the draft of the letter that lets journalists read `item` before it is public."""
    with translation.override(language):
        headline = str(item)
    context = {"headline": headline, "item": item, "journalist": NAME, "sender": sender}
    return draft("preview", language, **context)


def post(record, subject, body, kind, absolute):
    """Post a letter with the link of `record`; `absolute` makes a full address of a path."""
    return Letter.post(
        to=record.email,
        language=record.language,
        subject=subject,
        body=body,
        kind=kind,
        secret_link=absolute(links.address(record)),
    )
