"""The letter after the office has decided on an event that a member proposed."""

from members.models import Organisation
from nuklid.base.letters.models import Letter
from nuklid.base.letters.texts import post_to
from nuklid.base.pages.addresses import address


def mail_proposer(event, absolute):
    """Write to whoever proposed `event`, if there is such an account; `absolute` as in pages."""
    author = event.proposed_by
    if not (author and author.is_active and event.proposed_for):
        return
    language = author.language
    own_page = address("my_profile_events", event.proposed_for.slug, language=language)
    link = absolute(event.get_absolute_url(language) if event.is_public else own_page)
    post_to(
        author,
        "news/letters/event_decided",
        Letter.Kind.DECISION,
        event=event,
        link=link,
        office=Organisation.objects.office(),
    )
