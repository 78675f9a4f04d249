"""The directory of members and partners, narrowed by facets, with a map."""

from collections import defaultdict

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from members.directory.facets import DirectoryFilter
from members.directory.town_map import draw
from members.models import Membership, Organisation
from nuklid.base.pages.shell import paths_of, show
from nuklid.base.records.licences import Licence

Role = Membership.Role
# Members come first; those who are none stand apart.
GROUPS = {
    gettext_lazy("Members"): Membership.MEMBER_ROLES,
    gettext_lazy("Coordination"): [Role.COORDINATOR],
    gettext_lazy("Associated partners"): [Role.ASSOCIATED_PARTNER],
    gettext_lazy("Supporters"): [Role.SUPPORTER],
}
PLACES = {role: place for place, roles in enumerate(GROUPS.values()) for role in roles}
PER_PAGE = 24


@require_safe
def directory(request):
    filters = DirectoryFilter(request.GET)
    # Within a group the order of the QuerySet, by name, stays.
    listings = sorted(filters.matches(filters.chosen), key=lambda listing: PLACES[listing.role])
    page = Paginator(listings, PER_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "members/directory.html",
        paths_of("members:list"),
        _("Members"),
        query=filters.query(page.number),
        section="members",
        filters=filters,
        page_obj=page,
        groups=grouped(page),
        map=draw(filters.listings, filters.towns()),
        licence=Licence.CC_BY.deed,
    )


def grouped(page):
    """Return (heading, organisations with `role_today`) of what stands on `page`, in one query."""
    rows = Organisation.objects.public().for_cards().in_bulk([listing.pk for listing in page])
    shown = defaultdict(list)
    for listing in page:
        if row := rows.get(listing.pk):
            row.role_today = listing.role
            shown[PLACES[listing.role]].append(row)
    return [(heading, shown[place]) for place, heading in enumerate(GROUPS) if shown[place]]
