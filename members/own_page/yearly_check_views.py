"""Confirming what is old by the link of the yearly letter."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from members.accounts.invitations import way_in
from members.own_page import yearly_check


def say(request, count):
    message = ngettext(
        "Thank you. %d entry is checked.", "Thank you. %d entries are checked.", count
    )
    messages.success(request, message % count)


def facts(user, organisation):
    """Return (what is Old, where `user` changes it, signing in on the way) of an organisation."""
    return [
        (old, way_in(user, form_of(organisation, old))) for old in yearly_check.stale(organisation)
    ]


def form_of(organisation, old):
    kind, _dash, pk = old.key.partition("-")
    part, more = ("contact", []) if kind == "organisation" else (kind, [pk])
    return reverse(f"my_profile_{part}", args=[organisation.slug, *more])


# The secret is the address itself. With a Referer withheld, browsers do not say where a form came
# from either, and a check of that would refuse every response.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def check(request, token):
    """Show what is old to whoever holds a letter’s link; POST confirms it and can do no more."""
    user = yearly_check.user_of(token)
    if not user:
        raise Http404(_("This link no longer works. Sign in, your page shows the same."))
    organisations = user.organisations.all()
    if request.method == "POST":
        keys = set(request.POST.getlist("what"))
        say(request, sum(yearly_check.confirm(each, keys, user) for each in organisations))
        return redirect(request.path)
    old = [(each, rows) for each in organisations if (rows := facts(user, each))]
    response = render(request, "members/profile/check.html", {"old": old, "person": user})
    response["Referrer-Policy"] = "no-referrer"
    return response
