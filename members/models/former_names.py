from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from members.models.organisations import Organisation
from nuklid.base.records.visibility import VisibleQuerySet
from nuklid.base.search.models import Texts
from nuklid.base.search.searchable import Searchable


class FormerNameQuerySet(VisibleQuerySet):
    def public(self):
        """Return the former names of public organisations."""
        return self.filter(organisation__in=Organisation.objects.public())


class FormerName(Searchable):
    """A name the organisation bore until a day; a quote keeps the name of its day."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="former_names"
    )
    name = models.CharField(_("former name"), max_length=200)
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Last day. Empty if nobody knows it.")
    )

    objects = FormerNameQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering = [F("until").desc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="unique_former_name")
        ]

    def __str__(self):
        return self.name

    def search_texts(self, language):
        return Texts(names=(self.name,), text=self.name)

    def search_page(self):
        return self.organisation

    @property
    def is_public(self):
        return self.organisation.is_public
