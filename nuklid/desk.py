"""The coordinator's desk: Django's admin with an order, a start page and a content policy."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import LoginView, LogoutView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override
from django.views.i18n import JavaScriptCatalog

# What the office works with most comes first; what is missing here follows at the end.
ORDER = (
    "news.NewsItem",
    "news.Statement",
    "news.Authorisation",
    "members.Organisation",
    "members.Person",
    "members.Mandate",
    "members.Competence",
    "members.Radionuclide",
    "members.Stage",
    "members.User",
    "nuklid.Page",
)
APPS = ("news", "members", "nuklid")


def place(label, order):
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

    def i18n_javascript(self, request, extra_context=None):
        packages = ["django.contrib.admin", "django_prose_editor"]
        return JavaScriptCatalog.as_view(packages=packages)(request)

    def get_app_list(self, request, app_label=None):
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda entry: place(entry["model"]._meta.label, ORDER))
        return sorted(apps, key=lambda app: place(app["app_label"], APPS))
