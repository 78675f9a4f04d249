"""The calendar as lists, and the page of an event."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news.calendar.filters import PER_PAGE, EventFilter
from news.calendar.ics import calendar_file
from news.calendar.linked_data import described
from news.calendar.share_card import event_card
from news.models import Event
from news.views import with_slug
from nuklid.base.pages.addresses import address
from nuklid.base.pages.shell import FOR_EVERYONE, paths_of, show
from nuklid.base.texts.words import plain_text


@require_safe
def event_list(request):
    filters = EventFilter(request.GET)
    page = Paginator(filters.events(), PER_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "news/event_list.html",
        paths_of("events:list"),
        _("Courses") if filters.chosen.get("kind") == Event.Kind.COURSE else _("Events"),
        query=filters.query(page.number),
        section="events",
        filters=filters,
        page_obj=page,
        **subscribing(request, filters),
    )


@require_safe
def subscription(request):
    """Answer with all events, or those that the address chooses, for calendar programs."""
    filters = EventFilter(request.GET)
    response = calendar_response(request, filters.narrowed().in_subscription())
    response.query = filters.subscription_query().removeprefix("?")
    return response


@require_safe
def event_file(request, slug):
    return calendar_response(request, [with_slug(Event.objects.public(), slug)])


def calendar_response(request, events):
    content = calendar_file(events, request.build_absolute_uri)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = FOR_EVERYONE
    return response


@require_safe
def event_page(request, slug):
    event = with_slug(Event.objects.visible_to(request.user).select_related("report"), slug)
    if slug != event.slug:
        return redirect(event, permanent=True)
    organisers, changes = list(event.organisers.all()), list(event.changes.all())
    return show(
        request,
        "news/event.html",
        event.get_absolute_url,
        str(event),
        public=event.is_public,
        description=plain_text(event.text),
        section="events",
        card=event_card(event),
        crumbs=[(_("Events"), address("events:list"))],
        data=described(event, changes, organisers, request.build_absolute_uri),
        event=event,
        organisers=organisers,
        changes=changes,
        presences=event.presences.select_related("organisation"),
        next_dates=event.next_dates(),
        file_url=address("events:file", slug),
        report=event.report if event.report and event.report.is_public else None,
        **office_notes(event, request.user),
    )


def subscribing(request, filters):
    """Return where the chosen events can be had as a calendar, to read and to subscribe to."""
    url = address("events:calendar") + filters.subscription_query()
    _scheme, _colon, rest = request.build_absolute_uri(url).partition(":")
    return {"calendar_url": url, "webcal_url": f"webcal:{rest}"}


def office_notes(event, user):
    """Return what only the office is shown: that the public does not see `event`."""
    if event.is_public or not user.has_perm("news.change_event"):
        return {}
    sentence = _("%(state)s: only the office sees this page.")
    return {
        "ribbon": sentence % {"state": capfirst(event.state.label)},
        "ribbon_url": reverse("admin:news_event_change", args=[event.pk]),
    }
