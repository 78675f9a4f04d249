"""The one letter after decisions: what became of each field of each change, and why.

What the office decides about one member's changes, one after the other, goes out together: with the
last decision, or after an hour if the rest waits longer (`post_digests`).
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.own_page.comparison import comparison
from nuklid.base.letters.models import Letter

LONGEST = timedelta(hours=1)


def mail_author(proposal, absolute):
    """Write to whoever proposed, if that account still exists, unless more of theirs waits."""
    author = proposal.proposed_by
    if author and author.is_active and not author.change_proposals.waiting().exists():
        post_decisions(author, absolute)


def post_decisions(author, absolute: Callable[[str], str]) -> int:
    """Post what no letter has said yet to `author`, a letter for each language they used.

    Returns how many. `absolute` makes a full address of a path.
    """
    rows = author.change_proposals.unmailed().select_for_update().order_by("decided_at", "pk")
    by_language = defaultdict(list)
    for proposal in rows:
        by_language[proposal.language].append(proposal)
        proposal.author_mailed_at = timezone.now()
        proposal.save()
    for language, proposals in by_language.items():
        with translation.override(language):
            Letter.post(
                to=author.email,
                language=language,
                subject=subject(proposals),
                body="\n\n".join(paragraphs(proposals, absolute)) + "\n",
                kind=Letter.Kind.DECISION,
            )
    return len(by_language)


def subject(proposals):
    if len(proposals) == 1:
        words = {"state": proposals[0].get_state_display(), "title": proposals[0].title}
        return _("Your change – %(state)s: %(title)s") % words
    count = len(proposals)
    return ngettext("Decided: %d of your changes", "Decided: %d of your changes", count) % count


def paragraphs(proposals, absolute):
    yield _("Hello,")
    for proposal in proposals:
        yield from about(proposal, absolute)
    office = type(proposals[0].organisation).objects.office()
    yield "\n".join(filter(None, [_("The nukliD office"), office and office.email]))


def about(proposal, absolute):
    yield first_sentence(proposal.state) % {"organisation": proposal.organisation}
    yield "\n".join([proposal.title, *(outcome(row) for row in comparison(proposal))])
    if proposal.reason:
        yield "\n".join([_("The office writes:"), proposal.reason])
    path = reverse("my_profile_proposal", args=[proposal.organisation.slug, proposal.pk])
    yield "\n".join([_("Everything about it, and the way to change it again:"), absolute(path)])


def first_sentence(state):
    sentences = {
        "accepted": _(
            "The office has accepted your change for %(organisation)s. It is public now."
        ),
        "partly_accepted": _(
            "The office has accepted part of your change for %(organisation)s. What is marked "
            "“accepted” below is public now."
        ),
        "returned": _(
            "The office has not accepted your change for %(organisation)s like this. The public "
            "page stays as it was."
        ),
    }
    return sentences[state]


def outcome(row):
    verdict = _("accepted") if row.accepted else _("not accepted")
    if row.final:
        verdict = _("accepted, changed by the office to “%s”") % row.final
    return f"- {row.label}: {verdict}"
