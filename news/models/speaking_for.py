from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from members.models import Organisation


class StatementOrganisation(models.Model):
    """An organisation for which the speaker speaks in a statement."""

    statement = models.ForeignKey("news.Statement", models.CASCADE, verbose_name=_("statement"))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="statement_links",
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("speaks for")
        verbose_name_plural = _("speaks for")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "organisation"], name="unique_statement_organisation"
            )
        ]

    def __str__(self):
        return str(self.organisation)
