"""Who has a public page: whom the office listed, and whom news brings from its moment on."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nuklid.base.records.slugs import SluggedQuerySet


def listed_now():
    """Return the one condition under which everybody may see a Listed row now."""
    return Q(is_listed=True) | Q(listed_from__lte=timezone.now())


class ListedQuerySet(SluggedQuerySet):
    def public(self):
        """Return what everybody may see now."""
        return self.filter(listed_now())

    def hidden(self):
        """Return what only the office sees now."""
        return self.exclude(listed_now())


class Listed(models.Model):
    """A person or an organisation. Concrete classes add `is_listed`, which the office ticks."""

    listed_from = models.DateTimeField(
        _("public with news from"),
        null=True,
        blank=True,
        help_text=_(
            "Set at the release desk, by the news item that names this entry: it becomes public "
            "with it and goes with it. To change that, open the news item, “Who appears with it”."
        ),
    )

    class Meta:
        abstract = True

    @property
    def is_public(self):
        brought = self.listed_from and self.listed_from <= timezone.now()
        return self.is_listed or bool(brought)

    def list_from(self, moment):
        """Let everybody see this from `moment` on (aware datetime); None: once the office lists it.

        The office's own tick stays as it is.
        """
        if self.listed_from != moment:
            self.listed_from = moment
            self.save()
