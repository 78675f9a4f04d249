"""The one letter after a decision: what became of each field, and why."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from members.own_page.comparison import comparison
from nuklid.base.letters.models import Letter


def tell_author(proposal, absolute):
    """Write to whoever proposed, if that account still exists, in the language they used."""
    author = proposal.proposed_by
    if not (author and author.is_active):
        return None
    with translation.override(proposal.language):
        path = reverse("my_profile_proposal", args=[proposal.organisation.slug, proposal.pk])
        subject = {"state": proposal.get_state_display(), "title": proposal.title}
        return Letter.post(
            to=author.email,
            language=proposal.language,
            subject=_("Your change – %(state)s: %(title)s") % subject,
            body="\n\n".join(paragraphs(proposal, absolute(path))) + "\n",
            kind=Letter.Kind.DECISION,
        )


def paragraphs(proposal, url):
    yield _("Hello,")
    yield opening(proposal.state) % {"organisation": proposal.organisation}
    yield "\n".join([proposal.title, *(outcome(row) for row in comparison(proposal))])
    if proposal.reason:
        yield "\n".join([_("The office writes:"), proposal.reason])
    yield "\n".join([_("Everything about it, and the way to change it again:"), url])
    yield _("The nukliD office")


def opening(state):
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
