"""The own page of whoever is signed in: the organisation as it stands, and what is under way."""

from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from members.models import ChangeProposal, Competence, Mandate, Organisation
from members.models.proposed import TARGETS, lasting_mandates, people_ever_of
from members.own_page.change_rules import PARTS
from members.own_page.freshness import SHELF_LIFE, is_old
from members.own_page.missing import as_sent, gaps
from nuklid.base.records.checking import is_key

CLOSED = 8  # newest decisions on the page
OPENINGS = 30  # newest ones on the page, whatever their state
# What can be done to a row of the page, by part; `person` is about the person of a mandate.
WAYS = {
    "organisation": {"contact": _("Address and contact"), "facts": _("Name and facts")},
    "competence": {"competence": _("Change"), "competence_end": _("End")},
    "mandate": {
        "mandate": _("Change function"),
        "person": _("Portrait, biography, contact"),
        "mandate_end": _("Left? Enter the end"),
    },
}


class Row(NamedTuple):
    """A competence or mandate, (label, address) of its forms, and the proposals about it."""

    shown: Competence | Mandate
    ways: list[tuple]
    proposals: list[ChangeProposal]


def organisation_of(user, slug):
    """Return the organisation at `slug` if `user` speaks for it today; else it was never there."""
    return get_object_or_404(user.organisations, slug=slug)


def address(organisation, part, pk=None):
    """Return where a part of `organisation` is changed."""
    return reverse(f"my_profile_{part}", args=[organisation.slug, *([pk] if pk else [])])


@require_safe
@never_cache
@login_required
def my_profile(request):
    """Show the one organisation, or offer the choice; no address names anyone else's."""
    organisations = request.user.organisations.all()
    if len(organisations) == 1 and not request.user.is_staff:
        return show_profile(request, organisations[0])
    context = {"organisations": organisations, "office": Organisation.objects.office()}
    return render(request, "members/my_profile.html", context)


@require_safe
@never_cache
@login_required
def my_organisation(request, slug):
    return show_profile(request, organisation_of(request.user, slug))


def show_profile(request, organisation):
    competences = list(organisation.competences.select_related("stage", "radionuclide"))
    mandates = list(lasting_mandates(organisation).select_related("person", "organisation"))
    under_way = list(organisation.change_proposals.open().select_related("proposed_by"))
    lacking = gaps(*as_sent(organisation, competences, mandates, under_way))
    records = (organisation, *competences, *mandates)
    old = [each for each in records if each.doubted_on or is_old(each)]
    context = {
        "organisation": organisation,
        "parts": form_addresses(organisation),
        "gaps": [(gap.sentence, address(organisation, gap.part, gap.pk)) for gap in lacking],
        "old": [row(organisation, each, under_way) for each in old],
        **people_around(organisation, request.user),
        **progress(organisation, competences, mandates, under_way),
        "has_people": people_ever_of(organisation).exists(),
        "openings": organisation.openings.all()[:OPENINGS],
    }
    return render(request, "members/profile/organisation.html", context)


@require_POST
@login_required
def still_right(request, slug):
    """Note that one fact of the organisation, or its own, is still right."""
    organisation = organisation_of(request.user, slug)
    kind, _dash, pk = request.POST.get("fact", "").partition("-")
    if kind not in SHELF_LIFE or not is_key(pk):
        raise Http404
    with transaction.atomic():
        rows = TARGETS[kind](organisation).order_by().select_for_update()
        get_object_or_404(rows, pk=int(pk)).confirm(request.user, _("Confirmed by the member"))
    messages.success(request, _("Thank you. The public page says that you checked this today."))
    return redirect("my_profile_organisation", organisation.slug)


def form_addresses(organisation):
    subjects = {key: part.subject for key, part in PARTS.items()}
    return {
        key: address(organisation, key)
        for key, subject in subjects.items()
        if subject == "organisation" or PARTS[key].is_new
    }


def people_around(organisation, user):
    """Return who else may edit, and whom in the office to ask."""
    others = organisation.representatives.filter(is_active=True).exclude(pk=user.pk)
    return {
        "others": user.organisations.exclude(pk=organisation.pk),
        "colleagues": others,
        "office": Organisation.objects.office(),
    }


def progress(organisation, competences, mandates, under_way):
    """Return what is under way and decided, and each row with what can be done to it."""
    proposals = organisation.change_proposals.select_related("proposed_by", "decided_by")
    returned = list(proposals.returned().order_by("-decided_at"))
    closed = proposals.closed().exclude(pk__in=[each.pk for each in returned])
    return {
        "returned": returned,
        "under_way": under_way,
        "at": by_part(under_way),
        "closed": closed.order_by("-decided_at")[:CLOSED],
        "competences": [row(organisation, c, under_way) for c in competences],
        "mandates": [row(organisation, m, under_way) for m in mandates],
    }


def by_part(proposals):
    """Return {part: proposals} of what is about no row that the page shows beside it."""
    parts = [key for key, part in PARTS.items() if part.is_new or part.subject == "organisation"]
    return {key: [each for each in proposals if each.part == key] for key in parts}


def targets_of(record):
    """Return {part: key of what its form is about} for what can be done to `record`."""
    parts = WAYS[record._meta.model_name]
    return {part: record.person_id if part == "person" else record.pk for part in parts}


def ways_of(organisation, record):
    """Return (label, address) of each form about a `record` of `organisation`, or about itself."""
    labels = WAYS[record._meta.model_name]
    return [
        (labels[part], address(organisation, part, None if record == organisation else pk))
        for part, pk in targets_of(record).items()
    ]


def row(organisation, shown, under_way):
    targets = targets_of(shown)
    proposals = [p for p in under_way if targets.get(p.part) == p.object_id and p.object_id]
    return Row(shown, ways_of(organisation, shown), proposals)
