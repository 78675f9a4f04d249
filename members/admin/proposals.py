"""Changes that members propose: a queue, and a page on which the office decides."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.models import ChangeProposal
from members.models.proposed import MODELS, column_of, readable_value, stored_value
from members.own_page.change_rules import PARTS
from members.own_page.comparison import comparison
from members.own_page.pending import picture_response
from members.own_page.review_form import ReviewForm
from nuklid.base.records.checking import is_key
from nuklid.base.records.lists import Lists
from nuklid.base.records.todo import Todo, TodoFilter


def sender(proposal):
    day = date_format(localtime(proposal.submitted_at), "SHORT_DATE_FORMAT")
    return ", ".join(filter(None, [str(proposal.proposed_by or ""), day]))


def decided(proposal):
    """Say what was decided, and when the member reads it."""
    words = {"title": proposal.title, "state": proposal.get_state_display()}
    proposal.refresh_from_db()
    if proposal.author_mailed_at or not proposal.proposed_by:
        return _("%(title)s: %(state)s. The member gets a letter.") % words
    words["count"] = proposal.proposed_by.change_proposals.waiting().count()
    message = ngettext(
        "%(title)s: %(state)s. %(count)s more change of this member waits; one letter tells of "
        "both, after an hour at the latest.",
        "%(title)s: %(state)s. %(count)s more changes of this member wait; one letter tells of "
        "all, after an hour at the latest.",
        words["count"],
    )
    return message % words


def sides(proposal, form):
    """Yield the fields of a proposal, each with its input, its tick and what is public now."""
    try:
        records = proposal.records()
    except ValidationError:
        records = None
    for row in comparison(proposal):
        was = proposal.changes[row.name]["old"]
        now = stored_value(records, row.name) if records else was
        yield {
            "row": row,
            "field": form[row.name] if row.name in form.fields else None,
            "ticked": row.name in form.ticked,
            "meanwhile": readable_value(records, row.name, now) if now != was else "",
            "changed_meanwhile": now != was,
            "picture": getattr(column_of(records, row.name)[0], row.name, None)
            if records and row.is_file
            else None,
        }


def rules():
    """Return each part with the labels of what is free and what waits."""
    for part in PARTS.values():
        labels = [
            [column_of(MODELS[part.subject], name)[1].verbose_name for name in names]
            for names in (part.free, part.waiting)
        ]
        yield part, *labels


@admin.register(ChangeProposal)
class ChangeProposalAdmin(Lists, admin.ModelAdmin):
    list_display = ["what", "organisation", "state", "proposed_by", "submitted_at", "decided_by"]
    list_display_links = ["what"]
    list_filter = [TodoFilter, "state", "organisation"]
    search_fields = ["organisation__name"]
    ordering = ["-submitted_at", "-pk"]
    change_list_template = "admin/members/proposal_list.html"
    todos = [
        Todo(
            "waiting",
            gettext_lazy("Proposed changes that wait for you"),
            gettext_lazy("No member waits for an answer."),
            lambda rows: rows.waiting().order_by("submitted_at"),
            sender,
        )
    ]

    def get_queryset(self, request):
        """A draft is its author's alone."""
        rows = super().get_queryset(request).exclude(state=ChangeProposal.State.DRAFT)
        return rows.select_related("organisation", "proposed_by", "decided_by")

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, "members_changeproposal"
        return [
            path("rules/", wrap(self.rules_view), name=f"{name}_rules"),
            path("<int:pk>/file/<slug:column>/", wrap(self.file_view), name=f"{name}_file"),
            *super().get_urls(),
        ]

    def address(self, page, *args):
        return reverse(f"admin:members_changeproposal_{page}", args=args)

    @admin.display(description=gettext_lazy("change"))
    def what(self, obj):
        return obj.title

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def show(self, request, template, title, **context):
        context |= self.admin_site.each_context(request) | {"opts": self.opts, "title": title}
        return TemplateResponse(request, f"admin/members/{template}.html", context)

    def rules_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self.show(
            request, "rules", _("What members change, and what waits"), rules=list(rules())
        )

    def file_view(self, request, pk, column):
        if not self.has_view_permission(request):
            raise PermissionDenied
        proposal = get_object_or_404(self.get_queryset(request), pk=pk)
        return picture_response(get_object_or_404(proposal.files, column=column), proposal)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if not (object_id and self.has_view_permission(request)):
            raise PermissionDenied  # none is made here
        pk = int(object_id) if is_key(str(object_id)) else 0
        with transaction.atomic():
            proposal = get_object_or_404(self.get_queryset(request), pk=pk)
            if request.method == "POST":
                proposal.lock()
                return self.decide(request, proposal)
        return self.review(request, proposal, ReviewForm(proposal))

    def decide(self, request, proposal):
        if not self.has_change_permission(request, proposal):
            raise PermissionDenied
        form = ReviewForm(proposal, request.POST)
        if form.is_valid() and form.decide(request.user, request.build_absolute_uri):
            messages.success(request, decided(proposal))
            return HttpResponseRedirect(self.address("changelist") + "?todo=waiting")
        proposal.refresh_from_db()
        return self.review(request, proposal, form)

    def review(self, request, proposal, form):
        return self.show(
            request,
            "review",
            proposal.title,
            proposal=proposal,
            form=form,
            sides=list(sides(proposal, form)),
            waits=proposal.state == ChangeProposal.State.SUBMITTED,
            may_decide=self.has_change_permission(request, proposal),
            renames={"name", "legal_name"} & set(proposal.changes),
        )
