"""The office's page about what the portal holds on one person: hand out, take back, erase."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from members.models import Person, User
from news.models import PressPreview
from nuklid.base.records.audit import AuditEvent
from nuklid.rights import mentions as people_mentions
from nuklid.rights import rights as people_rights
from nuklid.rights import rows as people_rows

MODELS = {"person": Person, "user": User, "presspreview": PressPreview}


def rights_urls(site):
    def view(request, kind, pk):
        return rights(site, request, kind, pk)

    wrapped = site.admin_view(view)
    return [
        path(
            f"{model._meta.app_label}/{kind}/<int:pk>/rights/",
            wrapped,
            {"kind": kind},
            f"{kind}_rights",
        )
        for kind, model in MODELS.items()
    ]


def subject_of(request, kind, pk):
    """Return the record that stands for somebody; 403 for whoever may not change it."""
    if not request.user.has_perm(f"{MODELS[kind]._meta.app_label}.change_{kind}"):
        raise PermissionDenied
    subject = get_object_or_404(MODELS[kind], pk=pk)
    if kind == "user" and subject.is_superuser and not request.user.is_superuser:
        raise PermissionDenied
    return subject


def rights(site, request, kind, pk):
    subject = subject_of(request, kind, pk)
    if request.method == "POST":
        return decide(site, request, kind, subject)
    return show(site, request, kind, subject)


def decide(site, request, kind, subject):
    wanted = request.POST.get("do", "")
    if wanted == "export":
        return handed_out(request, kind, subject)
    if kind == "person" and wanted in people_rights.CONSENTS:
        people_rights.withdraw(subject, wanted, request.user)
        messages.success(request, _("The consent is withdrawn; what it covered is removed."))
        return redirect(f"admin:{kind}_rights", subject.pk)
    if wanted == "erase":
        return erase(site, request, kind, subject)
    raise Http404


def erase(site, request, kind, subject):
    if not request.POST.get("sure"):
        problem = _("Tick the box if all of this is really to go. Nothing has been erased yet.")
        return show(site, request, kind, subject, problem)
    if subject == request.user:
        problem = _("You cannot erase your own account. Ask a colleague in the office.")
        return show(site, request, kind, subject, problem)
    people_rights.erase(subject, request.user)
    messages.success(request, _("Erased."))
    if kind == "presspreview":
        return redirect("admin:news_newsitem_previews", subject.item_id)
    return redirect(f"admin:members_{kind}_changelist")


def handed_out(request, kind, subject):
    AuditEvent.record(AuditEvent.Kind.EXPORTED, request.user, subject, "all_about_person")
    answer = HttpResponse(people_rows.export(subject), content_type="application/zip")
    name = f"{kind}-{subject.pk}-{timezone.localdate()}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def desk_page(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def show(site, request, kind, subject, problem=""):
    counts = [
        (capfirst(rows.model._meta.verbose_name_plural), rows.count())
        for rows in people_rows.rows_about(subject)
    ]
    context = site.each_context(request) | {
        "title": _("Data about %s") % subject,
        "subject": subject,
        "kind": kind,
        "counts": [(name, count) for name, count in counts if count],
        "kept": people_rights.kept_statements(subject) if kind == "person" else (),
        "texts": [(text, desk_page(text)) for text in people_mentions.public_texts(subject)],
        "problem": problem,
        "opts": subject._meta,
    }
    return TemplateResponse(request, "admin/rights.html", context)
