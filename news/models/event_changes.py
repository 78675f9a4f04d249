"""Who of us is at an event, and what readers are told for ever of its changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from members.models import Organisation
from news.models.events import TIME_AND_PLACE, Event
from nuklid.base.texts.bilingual import bilingual


class Presence(models.Model):
    """Who of us is at an event, and where one finds them there."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="presences")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="presences"
    )
    stand = models.CharField(
        _("stand"), max_length=60, blank=True, help_text=_("“Hall 3, stand 12”. Shown to everyone.")
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("who of us is there")
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["event", "organisation"], name="unique_presence")
        ]

    def __str__(self):
        return ", ".join(filter(None, (str(self.organisation), self.stand)))


class EventChange(models.Model):
    """That an event was moved, cancelled or takes place after all, and why; seen for ever.

    Of how it was before it has what was changed: the time, the place or both.
    """

    class Kind(models.TextChoices):
        MOVED = "moved", _("moved")
        CANCELLED = "cancelled", _("cancelled")
        REINSTATED = "reinstated", _("takes place after all")

    event = models.ForeignKey(Event, models.CASCADE, related_name="changes")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    reason = bilingual(models.CharField(_("reason"), max_length=300, blank=True))
    previous_start_date = models.DateField(_("began on"), null=True, blank=True)
    previous_start_time = models.TimeField(_("at"), null=True, blank=True)
    previous_end_date = models.DateField(_("ended on"), null=True, blank=True)
    previous_end_time = models.TimeField(_("until"), null=True, blank=True)
    previous_time_zone = models.CharField(max_length=40, choices=Event.TimeZone, blank=True)
    previous_attendance_mode = models.CharField(
        _("where"), max_length=10, choices=Event.AttendanceMode, blank=True
    )
    previous_location = models.CharField(_("venue"), max_length=200, blank=True)
    previous_address_locality = models.CharField(_("town"), max_length=80, blank=True)
    previous_address_country = models.CharField(_("country"), max_length=2, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("recorded by"), related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("change of an event")
        verbose_name_plural = _("changes of events")
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason_de="", reason_en=""),
                name="change_of_event_says_why",
                violation_error_message=_("Say why; readers will see the reason."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="moved")
                | Q(previous_start_date__isnull=False)
                | ~Q(previous_attendance_mode=""),
                name="moved_event_keeps_its_time_or_place",
            ),
        ]

    def __str__(self):
        return self.reason

    def previous(self):
        """Return the event (not stored) at the time and place it had before it was moved.

        It has no `start_date` where the time stayed, no `attendance_mode` where the place did.
        """
        return Event(**{name: getattr(self, f"previous_{name}") for name in TIME_AND_PLACE})
