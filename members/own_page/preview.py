"""The public page as it will look once a proposal is accepted: real template, nothing stored."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from members.directory.detail_views import organisation_at, organisation_page, person_page
from members.models import Mandate, Person
from members.models.proposed import NEW, put, takes_file
from nuklid.base.pages.shell import show


class WaitingPicture:
    """Stands in for a stored picture in every width the template asks for."""

    def __init__(self, field, url):
        self.field, self.url = field, url

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self.url


def show_preview(request, proposal, back):
    """Answer with the page; `back` is where whoever looks decides what to do next."""
    if proposal.part == "person":
        template, page = "members/person.html", person_preview(proposal)
        title = page["person"].full_name
    else:
        template, page = "members/organisation.html", organisation_preview(proposal)
        title = page["organisation"].name
    return show(
        request,
        template,
        preview_address(proposal),
        title,
        public=False,
        section="members",
        ribbon=_("Preview: not public yet. This is how the page will look."),
        ribbon_url=back,
        ribbon_label=_("Back to the change"),
        **page,
    )


def preview_address(proposal):
    def address(language):
        with translation.override(language):
            args = [proposal.organisation.slug, proposal.pk]
            return reverse("my_profile_preview", args=args)

    return address


def person_preview(proposal) -> dict:
    page = person_page(records_of(proposal)[0])
    overlay(proposal, [page["person"]])
    return page


def records_of(proposal):
    try:
        return proposal.records()
    except ValidationError as error:
        raise Http404 from error


def organisation_preview(proposal) -> dict:
    organisation = organisation_at(proposal.organisation.slug)
    page = organisation_page(organisation)
    for name in ("competences", "mandates"):
        page[name] = list(page[name])
    rule = proposal.rule
    if rule.subject == "organisation":
        overlay(proposal, [organisation])
    elif rule.is_new:
        add(proposal, page)
    else:
        amend(proposal, page)
    page["competences"].sort(key=lambda competence: competence.stage.number)
    radionuclides = (competence.radionuclide for competence in page["competences"])
    page["radionuclides"] = dict.fromkeys(filter(None, radionuclides))
    return page


def overlay(proposal, records):
    """Give the proposed values to `records` that are shown and never saved."""
    waiting = {file.column for file in proposal.files.all()}
    for name, value in proposal.proposed().items():
        if name in waiting:
            args = [proposal.organisation.slug, proposal.pk, name]
            picture = WaitingPicture(
                records[0]._meta.get_field(name), reverse("my_profile_file", args=args)
            )
            vars(records[0])[name] = picture
        elif not takes_file(proposal.rule.subject, name):
            put(records, name, value)


def add(proposal, page):
    records = NEW[proposal.rule.subject](proposal.organisation)
    overlay(proposal, records)
    if isinstance(records[0], Person):
        records[0].fill_slugs()
        records[1].person = records[0]
    page["mandates" if isinstance(records[-1], Mandate) else "competences"].append(records[-1])


def amend(proposal, page):
    rows = page["competences" if proposal.rule.subject == "competence" else "mandates"]
    shown = next((row for row in rows if row.pk == proposal.object_id), None)
    if shown and proposal.part.endswith("_end"):
        rows.remove(shown)
    elif shown:
        overlay(proposal, [shown])
