"""Confirming what is old, or calling it wrong, by the link of the yearly letter."""

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from members.accounts.invitations import way_in
from members.own_page import yearly_check
from members.own_page.views import ways_of
from members.own_page.yearly_check import Old
from nuklid.base.pages.confidential import confidential

RIGHT, WRONG = "right", "wrong"


class Question(NamedTuple):
    """An Old fact, and (label, address) of the forms that change it; signing in is on the way."""

    old: Old
    ways: list[tuple[str | Promise, str]]


def questions(user, organisation):
    """Return a Question for each fact of `organisation` that `user` is asked about."""
    return [
        Question(
            old, [(label, way_in(user, to)) for label, to in ways_of(organisation, old.record)]
        )
        for old in yearly_check.stale(organisation)
    ]


def take_answers(request, user, organisations):
    """Store what was answered about each fact; a fact without an answer stays as it is."""
    keys = {
        verdict: {key for key, value in request.POST.items() if value == verdict}
        for verdict in (RIGHT, WRONG)
    }
    right, wrong = [], []
    for each in organisations:
        right += yearly_check.confirm(each, keys[RIGHT], user)
        wrong += yearly_check.doubt(each, keys[WRONG], user, request.build_absolute_uri)
    report(request, len(right), len(wrong))


def report(request, right, wrong):
    """Tell how many facts were called `right` and how many `wrong`."""
    if right:
        message = ngettext(
            "Thank you. %d entry is checked.", "Thank you. %d entries are checked.", right
        )
        messages.success(request, message % right)
    if wrong:
        message = ngettext(
            "The office knows now that %d entry is not right any more.",
            "The office knows now that %d entries are not right any more.",
            wrong,
        )
        messages.info(request, message % wrong)
    if not (right or wrong):
        messages.info(request, _("Nothing was stored: you had not chosen anything."))


# The secret is the address itself. With a Referer withheld, browsers do not say where a form came
# from either, and a check of that would refuse every answer.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def check(request, token):
    """Show what is old to whoever holds a letter’s link; POST answers it and can do no more."""
    user = yearly_check.user_of(token)
    if not user:
        raise Http404(_("This link no longer works. Sign in, your page shows the same."))
    organisations = user.organisations.all()
    if request.method == "POST":
        take_answers(request, user, organisations)
        return redirect(request.path)
    old = [(each, rows) for each in organisations if (rows := questions(user, each))]
    return render(request, "members/profile/check.html", {"old": old, "person": user})
