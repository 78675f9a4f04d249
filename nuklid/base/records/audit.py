from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnly(models.QuerySet):
    """What was written stays as it is."""

    def update(self, **values):
        raise TypeError("The audit trail is only added to.")

    def delete(self):
        raise TypeError("The audit trail is only added to.")


class AuditEvent(models.Model):
    """That something happened which may have to be explained later: when, what, by whom, to what.

    It holds numbers, not names: who somebody was stands with the user as long as there is one. An
    address typed at a failed sign-in is not kept, for it may be a password in the wrong field.
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", _("signed in")
        SIGN_IN_FAILED = "sign_in_failed", _("sign-in failed")
        DECIDED = "decided", _("decided")
        EXPORTED = "exported", _("exported")
        DELETED = "deleted", _("deleted")

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    kind = models.CharField(_("what happened"), max_length=20, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        # The number stays when the user goes.
        models.DO_NOTHING,
        db_constraint=False,
        verbose_name=_("who"),
        related_name="+",
        null=True,
        blank=True,
    )
    verb = models.CharField(_("in detail"), max_length=40, blank=True)
    model = models.CharField(_("kind of record"), max_length=60, blank=True)
    number = models.BigIntegerField(_("number of the record"), null=True, blank=True)

    objects = AppendOnly.as_manager()

    class Meta:
        verbose_name = _("entry in the audit trail")
        verbose_name_plural = _("entries in the audit trail")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_kind_display()}"

    @classmethod
    def record(cls, kind, by=None, about=None, verb=""):
        """Write that `by` (a user, or nobody) did `verb` to the record `about`, if there is one."""
        event = cls(kind=kind, by_id=by and by.pk, verb=verb)
        if about:
            event.model, event.number = about._meta.label_lower, about.pk
        event.save()

    def save(self, **kwargs):
        if self.pk:
            raise TypeError("The audit trail is only added to.")
        super().save(**kwargs)

    def delete(self, **kwargs):
        raise TypeError("The audit trail is only added to.")
