"""An open opening as schema.org has it: what search engines for jobs require, and no more."""

from django.utils import timezone
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from members.models import Opening
from nuklid.base.pages.linked_data import filled, named_organisation, postal_address

Kind, WorkingTime = Opening.Kind, Opening.WorkingTime
# Neither a thesis nor an apprenticeship has a word there.
EMPLOYMENT = {
    Kind.INTERNSHIP: "INTERN",
    Kind.THESIS: "OTHER",
    Kind.APPRENTICESHIP: "OTHER",
    Kind.DOCTORATE: "TEMPORARY",
    Kind.POSTDOC: "TEMPORARY",
}
HOURS = {
    WorkingTime.FULL_TIME: ["FULL_TIME"],
    WorkingTime.PART_TIME: ["PART_TIME"],
    WorkingTime.EITHER: ["FULL_TIME", "PART_TIME"],
}


def job_posting(opening, absolute):
    """Describe an opening; `absolute` makes a full address of a path."""
    organisation = opening.organisation
    return filled(
        kind="JobPosting",
        title=opening.title,
        description=description(opening),
        identifier=filled(kind="PropertyValue", name="nukliD", value=f"opening-{opening.pk}"),
        datePosted=timezone.localdate(opening.published_at).isoformat(),
        validThrough=timezone.localtime(opening.ends_at).isoformat(),
        employmentType=employment_types(opening),
        hiringOrganization=hiring(organisation, absolute),
        jobLocation=filled(kind="Place", address=workplace(opening)),
        url=absolute(opening.get_absolute_url()),
    ) | {"directApply": False}


def description(opening):
    """Return the summary as HTML, or one sentence of what is known where nobody wrote one."""
    sentence = _("%(title)s (%(kind)s) at %(organisation)s in %(town)s.") % {
        "title": opening.title,
        "kind": opening.get_kind_display(),
        "organisation": opening.organisation.name,
        "town": opening.town,
    }
    return linebreaks(opening.summary or sentence, autoescape=True)


def employment_types(opening):
    """Return what schema.org calls the kind and the working time, where anybody said it."""
    types = [EMPLOYMENT[opening.kind]] if opening.kind in EMPLOYMENT else []
    return types + HOURS.get(opening.working_time, []) or ["OTHER"]


def hiring(organisation, absolute):
    described = named_organisation(organisation, absolute)
    return described | filled(
        sameAs=organisation.url, logo=absolute(organisation.logo.url) if organisation.logo else ""
    )


def workplace(opening):
    """Return the address of the organisation if the work is done in that town, else the town."""
    organisation = opening.organisation
    if opening.town == organisation.address_locality:
        return postal_address(organisation)
    return filled(
        kind="PostalAddress",
        addressLocality=opening.town,
        addressCountry=organisation.address_country,
    )
