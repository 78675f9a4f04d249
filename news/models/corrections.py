from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.models.items import NewsItem
from nuklid.base.texts.bilingual import bilingual


class Correction(models.Model):
    """What was put right in published news, told to everyone who reads it."""

    item = models.ForeignKey(
        NewsItem, models.CASCADE, verbose_name=_("news item"), related_name="corrections"
    )
    corrected_on = models.DateField(_("corrected on"), default=timezone.localdate)
    note = bilingual(models.TextField(_("correction"), max_length=600, blank=True))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("recorded by"), related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["corrected_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(note_de="", note_en=""),
                name="correction_says_what",
                violation_error_message=_("Say what was put right; readers will see it."),
            ),
        ]

    def __str__(self):
        return self.note

    @classmethod
    def record(cls, item, user, **notes):
        """Tell readers of `item` what was put right today: `note_de` and/or `note_en`."""
        with transaction.atomic():
            correction = cls(item=item, recorded_by=user, **notes)
            correction.full_clean()
            correction.save()
            item.save()  # feeds and machines learn that it changed
        return correction
