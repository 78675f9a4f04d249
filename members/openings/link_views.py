"""The two links of the letter before an opening ends: GET shows and decides nothing, POST does."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from members.openings.letter import find_link
from nuklid.base.pages.confidential import confidential


# The secret is the address itself. With a Referer withheld, browsers do not say where a form came
# from either, and a check of that would refuse every answer.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def end_of_opening(request, token, verb):
    """Ask whether an opening is to be extended ("extend") or is "filled"; POST decides."""
    link = find_link(token)
    if not link:
        raise Http404(_("This link no longer works. Sign in, your page shows the same."))
    if request.method == "POST":
        decide(link, verb)
        return redirect(request.path)
    context = {"link": link, "opening": link.opening, "verb": verb, "token": token}
    return render(request, "members/opening_ends.html", context)


def decide(link, verb):
    """Do what the link was for; what cannot be done any more is left, and the page says why."""
    try:
        if verb == "filled":
            link.opening.fill(link.user, _("Filled, says the letter’s recipient"))
        else:
            reason = _("Extended by the letter’s link")
            link.opening.extend(link.user, reason, link.last_day.isoformat())
    except ValidationError:  # filled, taken down or extended since the letter went out
        return
