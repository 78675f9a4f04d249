from django.apps import AppConfig
from django.contrib.admin import apps
from django.utils.translation import gettext_lazy as _


class PortalAdminConfig(apps.AdminConfig):
    default = False
    default_site = "nuklid.desk.site.PortalAdminSite"


class NuklidConfig(AppConfig):
    default = True
    name = "nuklid"
    verbose_name = _("The site")

    def ready(self):
        # Django knows the checks from here on.
        from nuklid import checks  # noqa: F401
