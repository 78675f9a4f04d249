"""Publishing, changing, extending and closing the openings of one's own organisation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from members.models import Opening, Organisation
from members.openings.hints import hints_about
from members.own_page.opening_forms import OpeningForm, first_values
from members.own_page.views import organisation_of
from nuklid.base.letters.notices import Notice, notify_office
from nuklid.base.records.checking import is_key


def opening_of(organisation, pk):
    """Return the opening `pk` of `organisation`, whatever its state; else it was never there."""
    return get_object_or_404(organisation.openings, pk=pk)


def back(organisation):
    return redirect("my_profile_organisation", organisation.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def new_opening(request, slug):
    """The form of a new opening; `?copy=7` begins it as a copy of the opening 7."""
    organisation = organisation_of(request.user, slug)
    copied = request.GET.get("copy", "")
    source = opening_of(organisation, int(copied)) if is_key(copied) else None
    start = first_values(organisation, source)
    with transaction.atomic():
        if request.method == "POST":  # a double click waits for the first to be stored
            Organisation.objects.select_for_update().get(pk=organisation.pk)
        return answer_form(request, Opening(organisation=organisation), start)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def edit_opening(request, slug, pk):
    with transaction.atomic():
        rows = organisation_of(request.user, slug).openings
        return answer_form(request, get_object_or_404(rows.select_for_update(), pk=pk))


def answer_form(request, opening, start=None):
    about = str(opening) if opening.pk else ""  # before it takes what is typed
    form = OpeningForm(request.POST or None, instance=opening, initial=start)
    if request.method == "POST" and form.is_valid():
        return store(request, form)
    context = {"form": form, "opening": opening, "organisation": opening.organisation}
    return render(request, "members/profile/opening.html", context | {"about": about})


def store(request, form):
    """Publish what was typed, and say so, with hints about what readers will miss."""
    opening, is_new = form.instance, not form.instance.pk
    if is_new and form.twin():
        messages.info(request, _("This was sent before; nothing was published twice."))
        return back(opening.organisation)
    form.save()
    notify_office(Notice.Kind.WENT_LIVE, opening, request.build_absolute_uri, by=request.user)
    day = {"day": date_format(opening.closes_on)}
    if opening.is_public:
        messages.success(request, _("It is public now, until 24:00 on %(day)s.") % day)
    else:
        messages.info(request, _("It is stored. Readers do not see it at the moment."))
    for hint in hints_about(opening):
        messages.info(request, hint)
    return redirect(opening) if opening.is_public else back(opening.organisation)


@require_POST
@login_required
def extend_opening(request, slug, pk):
    organisation = organisation_of(request.user, slug)
    opening = opening_of(organisation, pk)
    try:
        last_day = request.POST.get("last_day", "")
        opening.extend(request.user, _("Extended by the member"), last_day)
        day = {"day": date_format(opening.closes_on)}
        messages.success(request, _("It is public now, until 24:00 on %(day)s.") % day)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return back(organisation)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def fill_opening(request, slug, pk):
    """Ask before an opening is closed; POST does it."""
    organisation = organisation_of(request.user, slug)
    opening = opening_of(organisation, pk)
    if request.method != "POST":
        context = {"opening": opening, "organisation": organisation}
        return render(request, "members/profile/opening_filled.html", context)
    try:
        opening.fill(request.user, _("Filled, says the member"))
        messages.success(request, _("Closed. Its page leads to your other openings for 90 days."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return back(organisation)
