"""The calendar as lists, and the page of an event."""

from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news.calendar.filters import PER_PAGE, EventFilter
from news.calendar.linked_data import described
from news.models import Event
from news.views import with_slug
from nuklid.base.pages.addresses import address
from nuklid.base.pages.shell import paths_of, show
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
    )


@require_safe
def event_page(request, slug):
    event = with_slug(Event.objects.visible_to(request.user).select_related("report"), slug)
    if slug != getattr(event, f"slug_{get_language()}"):
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
        crumbs=[(_("Events"), address("events:list"))],
        data=described(event, changes, organisers, request.build_absolute_uri),
        event=event,
        organisers=organisers,
        changes=changes,
        presences=event.presences.select_related("organisation"),
        next_dates=event.next_dates(),
        report=event.report if event.report and event.report.is_public else None,
        **office_notes(event, request.user),
    )


def office_notes(event, user):
    """Return what only the office is shown: that the public does not see `event`."""
    if event.is_public or not user.has_perm("news.change_event"):
        return {}
    sentence = _("%(state)s: only the office sees this page.")
    return {
        "ribbon": sentence % {"state": capfirst(event.state.label)},
        "ribbon_url": reverse("admin:news_event_change", args=[event.pk]),
    }
