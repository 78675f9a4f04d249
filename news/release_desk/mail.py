"""What the office writes to speakers: a draft the coordinator reads and changes before it goes."""

from typing import NamedTuple

from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.release_desk import links
from news.release_desk.contacts import contact_for
from nuklid.base.letters.models import LINK, Letter
from nuklid.base.letters.texts import written
from nuklid.base.texts.bilingual import LANGUAGE_NAMES

NAME = "{name}"  # stands in a draft where a letter to several will have the name
MOMENT = "{moment}"  # and where it will say when the news item appears


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


def recipients(statement, earlier=None):
    """Yield who can be asked for a statement, the likeliest first; the public address comes last.

    `earlier` is the last request to the speaker for another statement. Needs the mandates of the
    speaker with their organisations, and the requests.
    """
    speaker = statement.speaker
    earlier = next(iter(statement.requests.all()), earlier)
    if earlier and earlier.email:
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


def about(item, language, sender, contact=None):
    """Return what every letter about a news item says: its headline, who writes, whom to call."""
    with translation.override(language):
        headline = str(item)
    return {"headline": headline, "sender": sender, "contact": contact or contact_for(item, sender)}


def request_draft(statement, languages, recipient, language, answer_by, sender):
    """Return the draft in `language` that asks `recipient` to authorise sides of a statement."""
    earlier = statement.requests.first()
    with translation.override(language):
        rows = earlier.differences(statement, languages) if earlier else []
        changes = [in_words(*row) for row in rows]
    return draft(
        "request",
        language,
        recipient=recipient,
        speaker=statement.name_as_said,
        answer_by=answer_by,
        earlier=earlier,
        changes=changes,
        **about(statement.item, language, sender),
    )


def in_words(language, part):
    """Return in the language in force what of a side changed since it was asked for."""
    sentences = {
        "text": _("the wording (%s)"),
        "attribution": _("name, function or organisation (%s)"),
        "new": _("this time we also ask for the wording (%s)"),
    }
    return sentences[part] % LANGUAGE_NAMES[language]


def reminder_draft(auth_request, sender, answer_by, contact=None):
    """Return the draft of the letter that asks again, for an answer by the day `answer_by`."""
    statement, language = auth_request.statement, auth_request.language
    return draft(
        "reminder",
        language,
        auth_request=auth_request,
        answer_by=answer_by,
        speaker=statement.name_as_said,
        **about(statement.item, language, sender, contact),
    )


def post_receipt(auth_request):
    """Post to the address that was asked what the standing answer decides, word for word."""
    answer, item = auth_request.standing_answer, auth_request.statement.item
    if not auth_request.email:  # erased meanwhile
        return
    subject, body = written(
        "news/letters/receipt",
        auth_request.language,
        auth_request=auth_request,
        answer=answer,
        **about(item, auth_request.language, auth_request.asked_by),
    )
    answer.receipt = Letter.post(
        to=auth_request.email,
        language=auth_request.language,
        subject=subject,
        body=body,
        kind=Letter.Kind.RECEIPT,
    )
    answer.save()


def preview_draft(item, language, sender):
    """Return the draft of the letter that lets journalists read `item` before it is public."""
    context = about(item, language, sender) | {"item": item, "journalist": NAME}
    return draft("preview", language, **context)


def notice_draft(name, item, language, sender):
    """Return the draft `name` that says journalists that `item` appears at another moment."""
    context = about(item, language, sender) | {"journalist": NAME, "moment": MOMENT}
    return draft(name, language, **context)


def post_notice(preview, subject, body, absolute):
    """Post the letter to the journalist of `preview`, with the moment at which the item appears."""
    moment = moment_in(preview.language, preview.item.visible_from)
    subject, body = (
        text.replace(NAME, preview.name).replace(MOMENT, moment) for text in (subject, body)
    )
    return post(preview, subject, body, Letter.Kind.PREVIEW, absolute)


def moment_in(language, moment):
    """Return a moment as a letter in `language` names it, "" for None."""
    form = {"de": "l, j. F Y, H:i", "en": "l, j F Y, H:i"}[language]
    with translation.override(language):
        return date_format(localtime(moment), form) if moment else ""


def post(record, subject, body, kind, absolute):
    """Post a letter with the link of `record`; `absolute` makes a full address of a path."""
    return Letter.post(
        to=record.email,
        language=record.language,
        subject=subject,
        body=body,
        kind=kind,
        secret=absolute(links.address(record)),
    )
