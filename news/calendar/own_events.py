"""The events of one's own organisation: proposed to the office, or published where it agreed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.models import Organisation
from members.own_page.views import organisation_of
from news.calendar.own_event_form import OwnEventForm
from news.models import Event
from nuklid.base.letters.notices import Notice, notify_office


@require_safe
@never_cache
@login_required
def own_events(request, slug):
    organisation = organisation_of(request.user, slug)
    events = organisation.proposed_events.all()
    office = Organisation.objects.office()
    context = {"organisation": organisation, "events": events, "office": office}
    return render(request, "news/own_events.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def new_event(request, slug):
    with transaction.atomic():
        organisation = organisation_of(request.user, slug)
        if request.method == "POST":  # a double click waits for the first to be stored
            Organisation.objects.select_for_update().get(pk=organisation.pk)
        start = {"address_locality": organisation.address_locality}
        return answer_form(request, organisation, Event(), start)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def edit_event(request, slug, pk):
    """Change a proposal; what is public only the office changes, moves or cancels."""
    with transaction.atomic():
        organisation = organisation_of(request.user, slug)
        rows = organisation.proposed_events.select_for_update().filter(published_at=None)
        return answer_form(request, organisation, get_object_or_404(rows, pk=pk))


def answer_form(request, organisation, event, start=None):
    about = str(event) if event.pk else ""  # before it takes what is typed
    form = OwnEventForm(request.POST or None, instance=event, initial=start)
    if request.method == "POST" and form.is_valid():
        store(request, organisation, form)
        return redirect("my_profile_events", organisation.slug)
    context = {"form": form, "organisation": organisation, "about": about}
    context["office"] = Organisation.objects.office()
    return render(request, "news/own_event.html", context)


def store(request, organisation, form):
    """Propose or publish what was typed, and say which."""
    event = form.instance
    if not event.pk and form.twin(organisation):
        messages.info(request, _("This was sent before; nothing was stored twice."))
        return
    event.propose(request.user, organisation)
    kind = Notice.Kind.WENT_LIVE if event.is_public else Notice.Kind.PROPOSED
    notify_office(kind, event, request.build_absolute_uri, by=request.user)
    if event.is_public:
        messages.success(request, _("It is public now."))
    else:
        messages.success(request, _("It is with the office. You get a mail once it has decided."))
