import logging

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("What we say")

    def ready(self):
        # Needs the models, which are loaded only now.
        from news.links import HideTokens

        for name in ("django.request", "django.security.csrf", "django.server"):
            logging.getLogger(name).addFilter(HideTokens())
