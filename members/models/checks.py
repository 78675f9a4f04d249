"""What somebody confirms from time to time: when it was last right, and whether it is wrong."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CheckedQuerySet(models.QuerySet):
    def doubted(self):
        """Return what a member called wrong and nobody has put right since."""
        return self.exclude(doubted_on=None)


class Checked(models.Model):
    """A record whose facts are checked; a check or an accepted change ends the doubt about it."""

    checked_on = models.DateField(
        _("checked on"), null=True, blank=True, help_text=_("Day this was last checked.")
    )
    doubted_on = models.DateField(
        _("called wrong on"),
        null=True,
        blank=True,
        help_text=_("Day the member called this wrong. Empty it once it is put right."),
    )

    class Meta:
        abstract = True

    def mark_checked(self):
        """Note, without storing it, that this was found right today."""
        self.checked_on, self.doubted_on = timezone.localdate(), None

    def confirm(self, by, reason):
        """Store that `by` (a user) found this right today; the history says so."""
        self.mark_checked()
        self.save_check(by, reason)

    def doubt(self, by, reason):
        """Store that `by` (a user) called this wrong; it stays as it is until somebody mends it."""
        self.doubted_on = timezone.localdate()
        self.save_check(by, reason)

    def save_check(self, by, reason):
        self._history_user, self._change_reason = by, reason
        self.save(update_fields=["checked_on", "doubted_on"])
