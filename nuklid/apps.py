from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class PortalAdminConfig(apps.SimpleAdminConfig):
    """The desk, loaded when the office comes (docs/decisions/small-processes.md)."""

    default = False
    default_site = "nuklid.desk.PortalAdminSite"

    def ready(self):
        register(check_dependencies, Tags.admin)
        register(check_desk, Tags.admin)


def check_desk(app_configs, **kwargs):
    import_module("nuklid.urls_admin")
    return check_admin_app(app_configs, **kwargs)


class NuklidConfig(AppConfig):
    default = True
    name = "nuklid"
    verbose_name = _("The site")

    def ready(self):
        # Django knows the checks from here on.
        from nuklid import checks  # noqa: F401
