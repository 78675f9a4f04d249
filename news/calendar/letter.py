"""The letters about an event that a member proposed: it was decided on, moved or cancelled."""

from members.models import Organisation
from nuklid.base.letters.models import Letter
from nuklid.base.letters.texts import post_to
from nuklid.base.pages.addresses import address

# Verb of the office → the letter that whoever proposed the event gets.
LETTERS = {
    "publish": "event_decided",
    "decline": "event_decided",
    "move": "event_changed",
    "cancel": "event_changed",
}


def mail_proposer(event, verb, absolute):
    """Write what `verb` did to whoever proposed `event`, if there is such an account.

    `absolute` as in pages.
    """
    author = event.proposed_by
    if not (author and author.is_active and event.proposed_for):
        return
    language = author.language
    own_page = address("my_profile_events", event.proposed_for.slug, language=language)
    link = absolute(event.get_absolute_url(language) if event.is_public else own_page)
    post_to(
        author,
        f"news/letters/{LETTERS[verb]}",
        Letter.Kind.DECISION,
        event=event,
        change=event.changes.last(),
        link=link,
        office=Organisation.objects.office(),
    )
