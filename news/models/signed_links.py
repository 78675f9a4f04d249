from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nuklid.base.letters.models import Letter
from nuklid.base.texts.bilingual import LANGUAGE_NAMES


class SignedLinkQuerySet(models.QuerySet):
    def unrevoked(self):
        """Return those which nobody took back."""
        return self.filter(revoked_at=None)


class SignedLink(models.Model):
    """What a letter's link leads to without a sign-in.

    news/release_desk/links.py makes the link of the key.
    """

    key = models.CharField(max_length=22, unique=True, editable=False)
    language = models.CharField(
        _("language of the letter"), max_length=2, choices=LANGUAGE_NAMES, default="de"
    )
    letter = models.ForeignKey(
        Letter, models.PROTECT, verbose_name=_("letter"), related_name="+", null=True, blank=True
    )
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        abstract = True

    def mark(self, field):
        """Store that something happened now, the first time it does: nobody's edit."""
        rows = type(self).objects.filter(pk=self.pk, **{field: None})
        rows.update(**{field: timezone.now()})

    def revoke(self):
        """Make the link lead nowhere from now on."""
        self.revoked_at = timezone.now()
        self.save()
