"""The page about working and learning in the cluster: what the office writes, and what there is."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.models import Competence, Opening, Organisation
from members.openings.views import FEWEST
from news.models import Event
from nuklid.base.pages.shell import paths_of, show
from nuklid.models import Page

NEWEST = 5  # openings on the page; the list has all
COURSES = 3  # the next ones
MOST = 24  # members named; the directory has all
TRAINING = "training"  # slug of the stage of the value chain
LEARNING = [kind for kind in Opening.Kind if kind not in (Opening.Kind.JOB, Opening.Kind.POSTDOC)]


@require_safe
def careers(request):
    """Show what the office wrote; without it the page still says whom to write to."""
    page = Page.objects.public().filter(key=Page.Key.CAREERS).first()
    openings = list(Opening.objects.public().with_names()[: NEWEST + 1])
    return show(
        request,
        "nuklid/careers.html",
        paths_of("page_careers"),
        page.title if page else _("Careers"),
        description=page.lead if page else "",
        section="careers",
        page=page,
        openings=openings[:NEWEST],
        has_list=len(openings) >= FEWEST,
        courses=Event.objects.public()
        .to_come()
        .filter(kind=Event.Kind.COURSE)
        .in_short()[:COURSES],
        employers=employers(),
        office=Organisation.objects.public().office(),
    )


class Employer(NamedTuple):
    """A member to write to, and what it trains people in, as labels."""

    organisation: Organisation
    trains: list


def employers():
    """Return the public members as Employers, at most 24, those that train people first."""
    offers = learning_offers()
    rows = Organisation.objects.public().members().order_by("name")
    members = [Employer(row, offers.get(row.pk, [])) for row in rows.for_cards("email", "url")]
    return sorted(members, key=lambda employer: not employer.trains)[:MOST]


def learning_offers():
    """Return {key of an organisation: labels of the kinds of training it has or is known for}."""
    offers = {}
    able = Competence.objects.of_members().filter(stage__slug=TRAINING).select_related("stage")
    for competence in able.order_by("organisation"):
        offers.setdefault(competence.organisation_id, []).append(competence.stage.name)
    for opening in Opening.objects.public().filter(kind__in=LEARNING).order_by("kind", "pk"):
        offers.setdefault(opening.organisation_id, []).append(opening.get_kind_display())
    return {key: list(dict.fromkeys(labels)) for key, labels in offers.items()}
