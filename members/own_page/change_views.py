"""Changing a part of the own page: the form, and what a proposal goes through on its author's side.

The organisation always comes from those of `request.user`, everything else from that organisation.
"""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.models import ChangeProposal, Organisation
from members.own_page.change_rules import PARTS
from members.own_page.comparison import comparison
from members.own_page.part_forms import FORMS
from members.own_page.pending import picture_response
from members.own_page.preview import show_preview
from members.own_page.views import organisation_of
from nuklid.base.letters.notices import Notice, notify_office
from nuklid.base.records.checking import is_key
from nuklid.base.records.pictures import clean_uploads

State = ChangeProposal.State


def proposal_of(organisation, pk):
    return get_object_or_404(organisation.change_proposals, pk=pk)


def page_of(proposal):
    if proposal.state == State.PREVIEW:
        return reverse("my_profile_revise", args=[proposal.organisation.slug, proposal.pk])
    return reverse("my_profile_proposal", args=[proposal.organisation.slug, proposal.pk])


def home_of(proposal):
    return reverse("my_profile_organisation", args=[proposal.organisation.slug])


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def change(request, slug, part, pk=None):
    """The form of one part: of the organisation, of its row `pk`, or of something new."""
    organisation = organisation_of(request.user, slug)
    clean_uploads(request.FILES, FORMS[part].base_fields)
    with transaction.atomic():
        if request.method == "POST":
            Organisation.objects.select_for_update().get(pk=organisation.pk)
        proposal = to_edit(organisation, part, pk, request.POST.get("token"))
        return answer_form(request, proposal, chosen_person(request, part))


def chosen_person(request, part):
    """Return the person for whom the address offers a new function, as a form begins with it."""
    person = request.GET.get("person", "") if part == "mandate_new" else ""
    return {"person": int(person)} if is_key(person) else None


def to_edit(organisation, part, pk, token):
    """Return the open proposal about a part, or a new one, which takes up what was returned."""
    about = organisation.pk if PARTS[part].subject == "organisation" else pk
    if about:
        proposal = organisation.change_proposals.open().filter(part=part, object_id=about).first()
    else:
        proposal = sent_before(organisation, part, token)
    return proposal or ChangeProposal(
        organisation=organisation,
        part=part,
        object_id=about,
        takes_up=returned_before(organisation, part, about),
    )


def returned_before(organisation, part, about):
    """Return what the office returned last about the row `about`, if nobody went on with it."""
    if not about:
        return None
    rows = organisation.change_proposals.returned().filter(part=part, object_id=about)
    return rows.order_by("decided_at").last()


def sent_before(organisation, part, token):
    """Return the proposal that a double click has just made."""
    try:
        token = uuid.UUID(token or "")
    except ValueError:
        return None
    proposal = organisation.change_proposals.filter(part=part, token=token).first()
    return proposal or ChangeProposal(organisation=organisation, part=part, token=token)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def revise(request, slug, pk):
    """The form of a proposal that is under way, or of one to take up again after its return."""
    organisation = organisation_of(request.user, slug)
    clean_uploads(request.FILES, FORMS[proposal_of(organisation, pk).part].base_fields)
    with transaction.atomic():
        if request.method == "POST":
            Organisation.objects.select_for_update().get(pk=organisation.pk)
        proposal = proposal_of(organisation, pk)
        if proposal.is_open:
            return answer_form(request, proposal)
        again = to_go_on(organisation, proposal, request.POST.get("token"))
        if proposal.state == State.PREVIEW:
            return answer_form(request, again, proposal.proposed(), proposal)
        return answer_form(request, again, start=proposal.texts() | again.proposed())


def to_go_on(organisation, proposal, token):
    """Return the proposal in which one goes on with a closed one, or with one looked at."""
    before = proposal.takes_up if proposal.state == State.PREVIEW else proposal
    if before and before.is_open:
        return before
    about = None if proposal.rule.is_new else proposal.object_id
    again = to_edit(organisation, proposal.part, about, token)
    again.takes_up = again.takes_up or before
    return again


def answer_form(request, proposal, start=None, source=None):
    if proposal.pk and not proposal.is_open:
        messages.info(request, _("This was sent before; nothing was sent twice."))
        return redirect(page_of(proposal))
    posted = request.method == "POST"
    data, files = (request.POST, request.FILES) if posted else (None, None)
    try:
        form = FORMS[proposal.part](proposal, data, files, start, source)
    except ValidationError as error:  # what it is about is gone, or was never this member's
        raise Http404 from error
    about = "" if proposal.rule.is_new else str(form.records[0])  # before it takes what is typed
    if posted and form.is_valid():
        return settle(request, form)
    context = {"form": form, "proposal": proposal, "organisation": proposal.organisation}
    context["about"] = about
    return render(request, "members/profile/change.html", context)


def settle(request, form):
    """Store what was typed, and do what the pressed button says."""
    proposal = form.proposal
    if "preview" in request.POST:
        look = form.look(request.user)
        return redirect("my_profile_preview", proposal.organisation.slug, look.pk)
    if not form.keep(request.user):
        messages.info(request, _("Nothing differs from what is public, so there is nothing to do."))
        return redirect(home_of(proposal))
    if "draft" in request.POST:
        messages.success(request, _("Kept as a draft. Nobody sees it but those who edit here."))
        return redirect(page_of(proposal))
    return send(request, proposal)


def send(request, proposal):
    try:
        some_live = proposal.submit(request.user)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return redirect(page_of(proposal))
    is_public = proposal.state == State.AT_ONCE
    kind = Notice.Kind.WENT_LIVE if is_public else Notice.Kind.PROPOSED
    notify_office(kind, proposal, request.build_absolute_uri, by=request.user)
    messages.success(request, thanks(proposal, some_live))
    return redirect(home_of(proposal))


def thanks(proposal, some_live):
    if proposal.state == State.AT_ONCE:
        return _("Thank you. Your change is public now.")
    if some_live:
        return _("Thank you. Part of it is public now; the rest waits for the office.")
    return _(
        "Thank you. The office looks at your change and writes to you. Until then the public page "
        "stays as it is."
    )


@require_safe
@never_cache
@login_required
def proposal(request, slug, pk):
    proposal = proposal_of(organisation_of(request.user, slug), pk)
    if proposal.state == State.PREVIEW:
        return redirect(page_of(proposal))
    context = {
        "proposal": proposal,
        "organisation": proposal.organisation,
        "rows": comparison(proposal),
        "title": proposal.title,
    }
    return render(request, "members/profile/proposal.html", context)


@require_POST
@login_required
def submit(request, slug, pk):
    return send(request, proposal_of(organisation_of(request.user, slug), pk))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def withdraw(request, slug, pk):
    """Ask before something is withdrawn; POST does it."""
    proposal = proposal_of(organisation_of(request.user, slug), pk)
    if request.method != "POST":
        context = {"proposal": proposal, "organisation": proposal.organisation}
        return render(request, "members/profile/withdraw.html", context)
    try:
        is_returned = proposal.state == State.RETURNED
        (proposal.set_aside if is_returned else proposal.withdraw)(request.user)
        messages.success(request, _("Withdrawn. The public page stays as it is."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(page_of(proposal))


@require_safe
@never_cache
@login_required
def preview(request, slug, pk):
    proposal = proposal_of(organisation_of(request.user, slug), pk)
    return show_preview(request, proposal, page_of(proposal))


@require_safe
@never_cache
@login_required
def pending_file(request, slug, pk, column):
    proposal = proposal_of(organisation_of(request.user, slug), pk)
    return picture_response(get_object_or_404(proposal.files, column=column), proposal)
