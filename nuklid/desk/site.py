"""The coordinator's desk: Django's admin with an order, a start page and a content policy."""

from django.apps import apps
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import LoginView, LogoutView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override
from django.views.i18n import JavaScriptCatalog

from news.calendar.urls import calendar_desk_urls
from news.intake.urls import intake_urls
from news.release_desk.urls import desk_urls
from nuklid.desk.due import SHOWN, Kind, sections
from nuklid.health import findings
from nuklid.models import Backup
from nuklid.rights.views import rights_urls

# What the office works with most comes first; what is missing here follows at the end.
ORDER = (
    "news.NewsItem",
    "news.AuthorisationRequest",
    "news.Statement",
    "news.Authorisation",
    "news.Event",
    "members.ChangeProposal",
    "members.Organisation",
    "members.Person",
    "members.Mandate",
    "members.Competence",
    "members.Opening",
    "members.Radionuclide",
    "members.Stage",
    "members.User",
    "base.AuditEvent",
    "base.Letter",
    "nuklid.MachineUse",
    "nuklid.Page",
)
APPS = ("news", "members", "base", "nuklid")
# Address name → right, label: what the office mostly comes for.
DOORS = {
    "news_newsitem_add": ("news.add_newsitem", _("New release")),
    "news_newsitem_read": ("news.add_newsitem", _("Read a release")),
    "news_event_add": ("news.add_event", _("New event")),
    "members_organisation_changelist": (
        "members.view_organisation",
        _("Members and other organisations"),
    ),
    "members_person_changelist": ("members.view_person", _("People")),
    "members_opening_changelist": ("members.view_opening", _("Openings")),
}


def rank(label, order):
    return order.index(label) if label in order else len(order)


class PortalAdminSite(AdminSite):
    site_title = _("nukliD office")
    site_header = _("nukliD office")
    index_title = _("What needs someone today")

    @property
    def site_url(self):
        return reverse("home")

    def admin_view(self, view, cacheable=False):
        return csp_override(settings.ADMIN_CSP)(super().admin_view(view, cacheable))

    def login(self, request, extra_context=None):
        """Send whoever is unknown to the one sign-in page, and refuse whoever is not staff."""
        target = LoginView().get_redirect_url(request) or reverse("admin:index")
        if self.has_permission(request):
            return redirect(target)
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(target, reverse("account_login"))

    def logout(self, request, extra_context=None):
        return LogoutView.as_view(next_page="home")(request)

    def get_urls(self):
        return [
            path("status/", self.admin_view(self.status), name="status"),
            *rights_urls(self),
            *desk_urls(self.admin_view),
            *intake_urls(self.admin_view),
            *calendar_desk_urls(self.admin_view),
            *super().get_urls(),
        ]

    def status(self, request):
        """Show in plain words how the portal is."""
        context = self.each_context(request) | {
            "title": _("How the portal is"),
            "findings": findings(),
            "backups": Backup.objects.all()[:SHOWN],
        }
        return TemplateResponse(request, "admin/status.html", context)

    def i18n_javascript(self, request, extra_context=None):
        packages = ["django.contrib.admin", "django_prose_editor"]
        return JavaScriptCatalog.as_view(packages=packages)(request)

    def get_app_list(self, request, app_label=None):
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda entry: rank(entry["model"]._meta.label, ORDER))
        return sorted(apps, key=lambda app: rank(app["app_label"], APPS))

    def index(self, request, extra_context=None):
        doors = [
            (reverse(f"admin:{name}"), label)
            for name, (right, label) in DOORS.items()
            if request.user.has_perm(right)
        ]
        doors.append((reverse("admin:status"), _("How the portal is")))
        groups = self.due(request)
        # Django’s own would ask for the list of all records, `available_apps`, once more.
        context = self.each_context(request) | {
            "title": self.index_title,
            "groups": groups,
            "due": [(n, some) for n, every in groups if (some := [s for s in every if s["count"]])],
            "calm": [
                (n, some) for n, every in groups if (some := [s for s in every if not s["count"]])
            ],
            "doors": doors,
        }
        return TemplateResponse(request, "admin/index.html", context | (extra_context or {}))

    def due(self, request):
        """Return (name, sections) for every kind of record whose todos the user may see."""
        admins = map(self.get_model_admin, filter(self.is_registered, apps.get_models()))
        kinds = [
            Kind(model_admin, model_admin.get_queryset(request), model_admin.todos)
            for model_admin in admins
            if getattr(model_admin, "todos", ()) and model_admin.has_view_permission(request)
        ]
        kinds.sort(key=lambda kind: rank(kind.rows.model._meta.label, ORDER))
        names = [kind.rows.model._meta.verbose_name_plural for kind in kinds]
        return list(zip(names, sections(kinds, request.user), strict=True))
