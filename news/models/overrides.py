from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nuklid.base.texts.bilingual import LANGUAGE_NAMES


class Override(models.Model):
    """A coordinator lets news be published by another one while this wording stays hidden.

    It never makes words public: those of a quotation need the speaker's agreement.
    """

    statement = models.ForeignKey(
        "news.Statement", models.CASCADE, verbose_name=_("statement"), related_name="overrides"
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_NAMES)
    reason = models.TextField(_("reason"), max_length=1000)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("given by"), related_name="+"
    )
    given_at = models.DateTimeField(_("given at"), default=timezone.now)

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        ordering = ["-given_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="override_says_why")]

    def __str__(self):
        return f"{self.statement.name_as_said}, {self.get_language_display()}"
