"""The letter after the office has decided on an event that a member proposed."""

from django.urls import reverse

from members.models import Organisation
from nuklid.base.letters.models import Letter
from nuklid.base.letters.texts import written


def mail_proposer(event, absolute):
    """Write to whoever proposed `event`, if there is such an account; `absolute` as in pages."""
    author = event.proposed_by
    if not (author and author.is_active and event.proposed_for):
        return
    language = author.language
    path = reverse("my_profile_events", args=[event.proposed_for.slug])
    link = absolute(event.get_absolute_url(language) if event.is_public else path)
    context = {"event": event, "user": author, "link": link}
    context["office"] = Organisation.objects.office()
    subject, body = written("news/letters/event_decided", language, **context)
    Letter.post(
        to=author.email,
        language=language,
        subject=subject,
        body=body + "\n",
        kind=Letter.Kind.DECISION,
    )
