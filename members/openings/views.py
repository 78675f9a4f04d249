"""The list of openings and the page of each, as long as it is open and for a while afterwards."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.models import Opening
from members.openings import linked_data
from members.openings.filters import PER_PAGE, OpeningFilter
from members.openings.share_card import opening_card
from nuklid.base.pages.addresses import address
from nuklid.base.pages.rows import show_gone, text_in_its_language, with_slug
from nuklid.base.pages.shell import paths_of, show

FEWEST = 3  # openings that make a list; fewer stand on the page about careers
OTHERS = 5  # of this member, and of others, at most


@require_safe
def opening_list(request):
    """Show the openings; where there are hardly any, the page that says whom to write to."""
    filters = OpeningFilter(request.GET)
    if len(filters.listings) < FEWEST and not filters.chosen:
        return redirect("page_careers")
    page = Paginator(filters.openings(), PER_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "members/opening_list.html",
        paths_of("openings:list"),
        _("Openings"),
        query=filters.query(page.number),
        description=_("Jobs, training, theses and doctorates at the members of the cluster."),
        section="careers",
        crumbs=[(_("Careers"), address("page_careers"))],
        filters=filters,
        page_obj=page,
    )


@require_safe
def opening(request, slug):
    row = with_slug(Opening.objects.with_names(), slug)
    if not (row.is_visible_to(request.user) or row.was_public):
        raise Http404
    if slug != row.slug:
        return redirect(row, permanent=True)
    if row.is_remembered:
        return closed(request, row)
    return full(request, row) if row.is_visible_to(request.user) else gone(request, row)


def full(request, row):
    """Show an opening; the office sees one that is not public with a ribbon."""
    facts = (row.get_kind_display().capitalize(), row.organisation.name, row.town)
    return show(
        request,
        "members/opening.html",
        row.get_absolute_url,
        str(row),
        public=row.is_public,
        description=", ".join(facts) + (f". {row.summary}" if row.summary else ""),
        card=opening_card(row),
        data=[linked_data.job_posting(row, request.build_absolute_uri)],
        **around(row),
        **({} if row.is_public else office_ribbon(row)),
    )


def closed(request, row):
    """Say since when an opening is closed, and lead on to others; no search engine keeps it."""
    return show(
        request,
        "members/opening_closed.html",
        row.get_absolute_url,
        str(row),
        public=False,
        **around(row),
    )


def around(row):
    """Return what the page of an opening shows in whatever state."""
    others = Opening.objects.public().with_names().exclude(pk=row.pk)
    alike = Q(kind=row.kind)
    if row.radionuclide_id:
        alike |= Q(radionuclide=row.radionuclide_id)
    if row.stage_id:
        alike |= Q(stage=row.stage_id)
    crumbs = [(_("Careers"), address("page_careers")), (_("Openings"), address("openings:list"))]
    return {
        "section": "careers",
        "crumbs": crumbs,
        "opening": row,
        "of_member": others.filter(organisation=row.organisation_id)[:OTHERS],
        "similar": others.filter(alike).exclude(organisation=row.organisation_id)[:OTHERS],
    }


def office_ribbon(row):
    sentences = {
        row.State.SCHEDULED: _("Scheduled: the public sees this page from %(moment)s on."),
        row.State.TAKEN_DOWN: _("Taken down: the public sees only the date and the reason."),
    }
    sentence = sentences.get(row.state, _("Not public: only the office sees this page."))
    moment = date_format(localtime(row.published_at), "DATETIME_FORMAT")
    return {
        "ribbon": sentence % {"moment": moment},
        "ribbon_url": reverse("admin:members_opening_change", args=[row.pk]),
    }


def gone(request, row):
    """Say since when, and of what was taken down why, an opening is there no more."""
    way = (_("To the openings"), address("openings:list"))
    if row.taken_down_at:
        day = {"day": date_format(localtime(row.taken_down_at))}
        return show_gone(
            request,
            row.get_absolute_url,
            _("This opening was taken down"),
            _("Taken down on %(day)s.") % day,
            reason=text_in_its_language(row, "taken_down_reason"),
            way=way,
        )
    day = {"day": date_format(localtime(row.closed_at))}
    heading, sentence = _("This opening is closed"), _("Closed since %(day)s.") % day
    return show_gone(request, row.get_absolute_url, heading, sentence, way=way)
