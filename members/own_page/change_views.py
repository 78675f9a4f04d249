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

State = ChangeProposal.State


def proposal_of(organisation, pk):
    return get_object_or_404(organisation.change_proposals, pk=pk)


def page_of(proposal):
    return reverse("my_profile_proposal", args=[proposal.organisation.slug, proposal.pk])


def home_of(proposal):
    return reverse("my_profile_organisation", args=[proposal.organisation.slug])


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def change(request, slug, part, pk=None):
    """The form of one part: of the organisation, of its row `pk`, or of something new."""
    organisation = organisation_of(request.user, slug)
    with transaction.atomic():
        if request.method == "POST":
            Organisation.objects.select_for_update().get(pk=organisation.pk)
        return answer_form(request, to_edit(organisation, part, pk, request.POST.get("token")))


def to_edit(organisation, part, pk, token):
    """Return the open proposal about a part, or a new one; 404 for what is not its own."""
    about = organisation.pk if PARTS[part].subject == "organisation" else pk
    if about:
        proposal = organisation.change_proposals.open().filter(part=part, object_id=about).first()
    else:
        proposal = sent_before(organisation, part, token)
    return proposal or ChangeProposal(organisation=organisation, part=part, object_id=about)


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
    with transaction.atomic():
        if request.method == "POST":
            Organisation.objects.select_for_update().get(pk=organisation.pk)
        proposal = proposal_of(organisation, pk)
        if proposal.is_open:
            return answer_form(request, proposal)
        about = None if proposal.rule.is_new else proposal.object_id
        again = to_edit(organisation, proposal.part, about, request.POST.get("token"))
        return answer_form(request, again, start=proposal.texts() | again.proposed())


def answer_form(request, proposal, start=None):
    if proposal.pk and not proposal.is_open:
        messages.info(request, _("This was sent before; nothing was sent twice."))
        return redirect(page_of(proposal))
    posted = request.method == "POST"
    data, files = (request.POST, request.FILES) if posted else (None, None)
    try:
        form = FORMS[proposal.part](proposal, data, files, start)
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
    if not form.keep(request.user):
        messages.info(request, _("Nothing differs from what is public, so there is nothing to do."))
        return redirect(home_of(proposal))
    if "preview" in request.POST:
        return redirect("my_profile_preview", proposal.organisation.slug, proposal.pk)
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


@require_POST
@login_required
def withdraw(request, slug, pk):
    proposal = proposal_of(organisation_of(request.user, slug), pk)
    try:
        proposal.withdraw(request.user)
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
