"""The pages that the office writes, and what stands beside their text."""

from typing import NamedTuple

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.models import Organisation, Radionuclide
from news.models import NewsItem
from nuklid.base.pages.linked_data import FOUNDED
from nuklid.base.pages.shell import show
from nuklid.models import Page
from nuklid.site.views import stages

# What a page links to that the header does not.
SEE_ALSO = {"about": "aims", "aims": "about"}
SECTIONS = {"aims": "about"}
WITH_FIGURES = ("about", "aims")
RELEASES = 4  # the newest ones, beside the page for the press


class Figure(NamedTuple):
    """A number of the cluster, as text, and the page that shows what was counted."""

    label: str
    number: str
    url: str = ""


@require_safe
def page(request, key):
    wanted = [key, SEE_ALSO.get(key, key)]
    pages = {row.key: row for row in Page.objects.public().filter(key__in=wanted)}
    if key not in pages:
        raise Http404
    current = pages.pop(key)
    return show(
        request,
        "nuklid/page.html",
        current.get_absolute_url,
        current.title,
        description=current.lead,
        section=SECTIONS.get(key, key),
        page=current,
        see_also=pages.values(),
        **beside(key),
    )


def beside(key):
    """Return what the template shows beside the text of the page `key`."""
    return {
        # The imprint itself says how to reach the office.
        "office": None if key == "imprint" else Organisation.objects.public().office(),
        "figures": figures() if key in WITH_FIGURES else [],
        "releases": newest_releases() if key == "press" else [],
    }


def figures():
    rows = stages()
    covered = sum(stage.members > 0 for stage in rows)
    atlas, directory = reverse("competences:atlas"), reverse("members:list")
    return [
        Figure(_("Members"), str(Organisation.objects.public().members().count()), directory),
        Figure(
            _("Steps of the value chain"),
            _("%(covered)s of %(all)s with members") % {"covered": covered, "all": len(rows)},
            atlas,
        ),
        Figure(_("Radionuclides in the atlas"), str(Radionuclide.objects.count()), atlas),
        Figure(_("Founded"), str(FOUNDED.year)),
    ]


def newest_releases():
    rows = NewsItem.objects.public().filter(kind=NewsItem.Kind.PRESS_RELEASE)
    return rows.newest_first().in_short()[:RELEASES]
