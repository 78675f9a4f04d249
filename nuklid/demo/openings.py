"""The openings of the demo: invented, of invented employers."""

from datetime import timedelta

from django.utils import timezone

from members.models import Opening, Organisation, Radionuclide, Stage
from nuklid.demo.rows import load_data, stored, without

EXTRA = ("organisation", "stage", "radionuclide", "published", "closes")


def load_openings():
    for entry in load_data("openings")["opening"]:
        load_opening(entry)


def load_opening(entry):
    """Add an opening; it is checked as of the day on which it would have been published."""
    nuclides = {str(nuclide): nuclide for nuclide in Radionuclide.objects.all()}
    today = timezone.localdate()
    opening = Opening(
        organisation=Organisation.objects.get(name=entry["organisation"]),
        stage=Stage.objects.filter(number=entry.get("stage")).first(),
        radionuclide=nuclides.get(entry.get("radionuclide")),
        published_at=timezone.now() + timedelta(days=entry["published"]),
        closes_on=today + timedelta(days=max(entry["closes"], 0)),
        **without(entry, *EXTRA),
    )
    stored(opening)
    if entry["closes"] < 0:  # no editor may begin with an end that is over
        opening.closes_on = today + timedelta(days=entry["closes"])
        opening.save()
