"""“Still right?”: confirming what is old, on the own page or by the link of the yearly letter."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from members import freshness
from members.views_profile import own


def say(request, count):
    said = ngettext("Thank you. %d entry is checked.", "Thank you. %d entries are checked.", count)
    messages.success(request, said % count)


@require_POST
@never_cache
@login_required
def still_right(request, slug):
    organisation = own(request.user, slug)
    say(request, freshness.confirm(organisation, set(request.POST.getlist("what"))))
    return redirect("my_profile_organisation", organisation.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def check(request, token):
    """Show what is old to whoever holds a letter’s link; POST confirms it and can do no more."""
    user = freshness.asked(token)
    if not user:
        raise Http404(_("This link no longer works. Sign in, your page shows the same."))
    organisations = user.organisations.all()
    if request.method == "POST":
        keys = set(request.POST.getlist("what"))
        say(request, sum(freshness.confirm(each, keys) for each in organisations))
        return redirect(request.path)
    old = [(each, found) for each in organisations if (found := freshness.stale(each))]
    answer = render(request, "members/profile/check.html", {"old": old, "person": user})
    answer["Referrer-Policy"] = "no-referrer"
    return answer
