"""An event, course, fair or deadline: when and where, what state it is in, who may see it."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from members.models import Organisation
from news.models.event_publicity import CANCELLED_FOR, DAY, EventQuerySet
from news.models.items import NewsItem
from nuklid.base.records.periods import NO_SLIP
from nuklid.base.records.slugs import BilinguallySlugged, FormerSlug, bilingual_slug
from nuklid.base.search.models import Texts
from nuklid.base.search.searchable import Searchable
from nuklid.base.texts.bilingual import LANGUAGES, bilingual
from nuklid.base.texts.rich_text import rich_text_field
from nuklid.base.texts.words import plain_text

SCHEDULE = ("start_date", "start_time", "end_date", "end_time", "time_zone")
SCENE = ("attendance_mode", "location", "address_locality", "address_country")
TIME_AND_PLACE = SCHEDULE + SCENE
# What people call a kind of event who look for one; its own texts often say none of it.
SEARCHED_AS = {
    "course": "Kurs Kurse Lehrgang Schulung Weiterbildung Fortbildung course courses training",
}


class Event(Searchable, BilinguallySlugged):
    """An event, course, fair or deadline, in one language or both.

    Dates and times are those of the clocks in `time_zone`; without a time, whole days are meant.
    """

    class Kind(models.TextChoices):
        EVENT = "event", pgettext_lazy("kind of event", "event")
        COURSE = "course", _("course")
        FAIR = "fair", _("fair")
        DEADLINE = "deadline", _("deadline")

    class AttendanceMode(models.TextChoices):
        ON_SITE = "on_site", _("on site")
        ONLINE = "online", _("online")
        BOTH = "both", _("on site and online")

    class Level(models.TextChoices):
        BASIC = "basic", _("basic course")
        ADVANCED = "advanced", _("advanced course")
        REFRESHER = "refresher", _("refresher course")

    class Language(models.TextChoices):
        GERMAN = "de", _("German")
        ENGLISH = "en", _("English")
        BOTH = "both", _("German and English")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PROPOSED = "proposed", _("proposed by a member")
        DECLINED = "declined", _("declined")
        PUBLISHED = "published", _("published")
        CANCELLED = "cancelled", _("cancelled")

    class TimeZone(models.TextChoices):
        BERLIN = "Europe/Berlin", _("Berlin")
        LONDON = "Europe/London", _("London")
        LISBON = "Europe/Lisbon", _("Lisbon")
        ATHENS = "Europe/Athens", _("Athens")
        ISTANBUL = "Europe/Istanbul", _("Istanbul")
        NEW_YORK = "America/New_York", _("New York")
        CHICAGO = "America/Chicago", _("Chicago")
        LOS_ANGELES = "America/Los_Angeles", _("Los Angeles")
        SAO_PAULO = "America/Sao_Paulo", _("São Paulo")
        DUBAI = "Asia/Dubai", _("Dubai")
        KOLKATA = "Asia/Kolkata", _("Kolkata")
        SINGAPORE = "Asia/Singapore", _("Singapore")
        TOKYO = "Asia/Tokyo", _("Tokyo")
        SYDNEY = "Australia/Sydney", _("Sydney")

    page = "events:detail"

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.EVENT)
    title = bilingual(models.CharField(_("title"), max_length=200, blank=True))
    text = bilingual(
        rich_text_field(_("text"), help_text=_("What it is about, for whom, what it costs."))
    )
    slug = bilingual_slug(_("Last part of the page’s address; made from the title if left empty."))
    start_date = models.DateField(_("begins on"), validators=NO_SLIP)
    start_time = models.TimeField(
        _("at"), null=True, blank=True, help_text=_("Empty for whole days.")
    )
    end_date = models.DateField(
        _("ends on"),
        null=True,
        blank=True,
        validators=NO_SLIP,
        help_text=_("Last day. Empty if it is the same day."),
    )
    end_time = models.TimeField(_("until"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=40, choices=TimeZone, default=TimeZone.BERLIN
    )
    attendance_mode = models.CharField(
        _("where"), max_length=10, choices=AttendanceMode, default=AttendanceMode.ON_SITE
    )
    location = models.CharField(
        _("venue"), max_length=200, blank=True, help_text=_("House, room, street: “HZDR, B 114”.")
    )
    address_locality = models.CharField(_("town"), max_length=80, blank=True)
    address_country = Organisation._meta.get_field("address_country").clone()
    online_url = models.URLField(
        _("address of the online part"), blank=True, help_text=_("Shown to everyone.")
    )
    organisers = models.ManyToManyField(
        Organisation,
        verbose_name=_("organisers from the cluster"),
        related_name="organised_events",
        blank=True,
    )
    other_organisers = models.CharField(_("other organisers"), max_length=300, blank=True)
    registration_url = models.URLField(
        _("address for registration"), blank=True, help_text=_("The page where one registers.")
    )
    registration_until = models.DateField(
        _("register until"), null=True, blank=True, validators=NO_SLIP
    )
    level = models.CharField(_("level"), max_length=10, choices=Level, blank=True)
    in_language = models.CharField(_("language"), max_length=4, choices=Language, blank=True)
    certificate = bilingual(
        models.CharField(
            _("certificate"), max_length=200, blank=True, help_text=_("What one gets at the end.")
        )
    )
    recognised_as = bilingual(
        models.CharField(
            _("recognised as"),
            max_length=300,
            blank=True,
            help_text=_("Modules under § 48 StrlSchV, CME points, by whom."),
        )
    )
    report = models.ForeignKey(
        NewsItem,
        models.PROTECT,
        verbose_name=_("report on it"),
        related_name="events",
        null=True,
        blank=True,
        limit_choices_to={"kind": NewsItem.Kind.EVENT_REPORT},
        help_text=_("News of the kind “event report”; both pages lead to each other."),
    )
    # What copies of one event share, so that its page can name the next dates.
    series = models.ForeignKey(
        "self", models.SET_NULL, related_name="repetitions", null=True, editable=False
    )
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    moved_at = models.DateTimeField(_("moved at"), null=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("proposed by"),
        related_name="proposed_events",
        null=True,
        editable=False,
    )
    proposed_for = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        verbose_name=_("proposed for"),
        related_name="proposed_events",
        null=True,
        editable=False,
    )
    proposed_at = models.DateTimeField(_("proposed at"), null=True, editable=False)
    declined_at = models.DateTimeField(_("declined at"), null=True, editable=False)
    decline_reason = models.CharField(
        _("reason of the refusal"), max_length=300, blank=True, editable=False
    )
    # Calendar programs take an event anew when this number rises.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    over_at = models.DateTimeField(_("over at"), editable=False, db_index=True)
    modified_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = EventQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=["organisers"], excluded_fields=["over_at"])

    class Meta:
        verbose_name = pgettext_lazy("in the calendar", "event")
        verbose_name_plural = pgettext_lazy("in the calendar", "events")
        ordering = ["-start_date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_de="", title_en=""),
                name="event_has_title",
                violation_error_message=_("Write a title in one language at least."),
            ),
            models.CheckConstraint(
                condition=Q(end_date=None) | Q(end_date__gte=F("start_date")),
                name="event_ends_on_or_after_its_first_day",
                violation_error_message=_("The last day cannot lie before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(end_time=None) | Q(start_time__isnull=False),
                name="event_that_ends_at_a_time_begins_at_one",
                violation_error_message=_("Say at what time it begins, too."),
            ),
            models.CheckConstraint(
                condition=Q(end_time=None)
                | Q(end_date__isnull=False, end_date__gt=F("start_date"))
                | Q(end_time__gt=F("start_time")),
                name="event_ends_after_it_begins",
                violation_error_message=_("It cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | Q(kind="deadline")
                | Q(attendance_mode="online")
                | ~Q(address_locality=""),
                name="published_event_says_where",
                violation_error_message=_("Name the town, or choose “online”."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(published_at__isnull=False),
                name="cancelled_event_was_published",
            ),
        ]

    def __str__(self):
        return self.title or f"{self._meta.verbose_name} {self.pk}"

    def clean(self):
        super().clean()
        for day, clock in (("start_date", "start_time"), ("end_date", "end_time")):
            self.check_clock(day, clock)
        if self.report and self.report.kind != NewsItem.Kind.EVENT_REPORT:
            raise ValidationError({"report": _("Choose news of the kind “event report”.")})

    def check_clock(self, day, clock):
        """Refuse a time of day that the clocks skip or show twice in the night they change."""
        date, hour = getattr(self, day) or self.start_date, getattr(self, clock)
        if date and hour and self.time_zone in self.TimeZone:
            moment = datetime.combine(date, hour, ZoneInfo(self.time_zone))
            if moment.utcoffset() != moment.replace(fold=1).utcoffset():
                message = _("In this night the clocks change. Choose a time before or after that.")
                raise ValidationError({clock: message})

    def save(self, **kwargs):
        with transaction.atomic():
            before = Event.objects.filter(pk=self.pk).first()
            if before and before.published_at and self.differs_from(before):
                self.sequence = before.sequence + 1
            self.over_at = self.work_out_over_at()
            super().save(**kwargs)

    def differs_from(self, before):
        """Tell whether time, place or state are others than in the row `before`."""
        names = (*TIME_AND_PLACE, "online_url", "cancelled_at")
        return any(getattr(self, name) != getattr(before, name) for name in names)

    def work_out_over_at(self):
        """Return from when on (aware datetime) the event stands among the past ones."""
        if not self.cancelled_at:
            return self.end_at
        return min(self.end_at, self.cancelled_at + CANCELLED_FOR)

    def moment_of(self, date, clock):
        return datetime.combine(date, clock, ZoneInfo(self.time_zone))

    @property
    def start_at(self):
        """The first moment (aware datetime): midnight of the first day for whole days."""
        return self.moment_of(self.start_date, self.start_time or time.min)

    @property
    def end_at(self):
        """The moment at which it is over (aware datetime): the end of its day if no time is set."""
        if self.end_time:
            return self.moment_of(self.last_date, self.end_time)
        return self.moment_of(self.last_date + DAY, time.min)

    @property
    def last_date(self):
        return self.end_date or self.start_date

    @property
    def has_lasting_address(self):
        """False for a draft: its slugs follow its titles."""
        return bool(self.published_at)

    def search_texts(self, language):
        title, text, certificate, recognised_as = (
            getattr(self, f"{name}_{language}")
            for name in ("title", "text", "certificate", "recognised_as")
        )
        if not title:
            return Texts(dated_on=self.start_date)
        where = (self.location, self.address_locality, self.other_organisers)
        with translation.override(language):
            kind = str(self.get_kind_display())
        return Texts(
            title,
            tuple(filter(None, (title, SEARCHED_AS.get(self.kind)))),
            lead=" · ".join(filter(None, (kind, self.address_locality, recognised_as))),
            text=" ".join(filter(None, (*where, certificate, plain_text(text)))),
            dated_on=self.start_date,
        )

    def languages(self):
        """Return the languages this event is written in."""
        return [language for language in LANGUAGES if getattr(self, f"title_{language}")]

    @property
    def state(self):
        if self.published_at:
            return self.State.CANCELLED if self.cancelled_at else self.State.PUBLISHED
        if not self.proposed_at:
            return self.State.DRAFT
        return self.State.DECLINED if self.declined_at else self.State.PROPOSED

    @property
    def is_public(self):
        return self.published_at is not None

    @property
    def is_over(self):
        return self.over_at <= timezone.now()

    @property
    def takes_registrations(self):
        """Whether one can still register at `registration_url`."""
        last = self.registration_until or self.last_date
        open_still = not self.cancelled_at and timezone.localdate() <= last
        return bool(self.registration_url) and open_still and not self.is_over

    def next_dates(self):
        """Return the events of the same series that are still to come."""
        root = self.series_id or self.pk
        series = Event.objects.filter(Q(series=root) | Q(pk=root)).exclude(pk=self.pk)
        return series.public().to_come().filter(cancelled_at=None).in_short()

    def publish(self):
        """Let everybody see the event; raises ValidationError if it does not say where it is."""
        self.published_at = timezone.now()
        self.declined_at, self.decline_reason = None, ""
        self.full_clean()
        self.save()

    def propose(self, by, organisation):
        """Let the office decide, or publish it at once where it trusts `organisation`.

        `by` (a User) speaks for it. Sent again, a declined event waits anew.
        """
        self.proposed_by, self.proposed_for, self.proposed_at = by, organisation, timezone.now()
        self.declined_at, self.decline_reason = None, ""
        self.published_at = timezone.now() if organisation.publishes_events else None
        self.full_clean()
        with transaction.atomic():
            self.save()
            self.organisers.add(organisation)

    def decline(self, reason):
        """Say that a proposal is not taken, and why."""
        self.declined_at, self.decline_reason = timezone.now(), reason
        self.save()

    def move(self, by, reasons, **columns):
        """Let it take place at another time or place (`columns` of TIME_AND_PLACE).

        After a cancellation it takes place after all, at the same time and place if no other are
        given. `reasons` are reason_de and/or reason_en of the EventChange that readers see for
        ever. Raises ValidationError if it is not published, or takes place like this already.
        """
        self.require_publicity()
        before = self.replace_together(SCHEDULE, columns) | self.replace_together(SCENE, columns)
        if not before and not self.cancelled_at:
            message = _("It already takes place then and there: enter the new time or place.")
            raise ValidationError(message)
        self.cancelled_at = None
        if before:
            self.moved_at = timezone.now()
        self.record_change("moved" if before else "reinstated", by, reasons | before)

    def replace_together(self, names, columns):
        """Set what `columns` say of `names`; return all of them as they were, {} if none differs.

        The keys of what is returned are those of an EventChange.
        """
        before = {name: getattr(self, name) for name in names}
        after = before | {name: columns[name] for name in names if name in columns}
        for name, value in after.items():
            setattr(self, name, value)
        return {f"previous_{name}": before[name] for name in names if before != after}

    def cancel(self, by, reasons):
        """Say that it does not take place; `reasons` as in `move`.

        Raises ValidationError if it is not published, or was cancelled already.
        """
        self.require_publicity()
        if self.cancelled_at:
            raise ValidationError(_("It is cancelled already."))
        self.cancelled_at = timezone.now()
        self.record_change("cancelled", by, reasons)

    def require_publicity(self):
        if not self.is_public:
            raise ValidationError(_("Nobody has seen it yet: change it in the form."))

    def record_change(self, kind, by, columns):
        self.full_clean()
        change = self.changes.model(event=self, kind=kind, recorded_by=by, **columns)
        change.full_clean()
        with transaction.atomic():
            self.save()
            change.save()

    def copy_to(self, start_date):
        """Return a stored draft of the same event that begins on another day (a date)."""
        columns = {
            field.name: getattr(self, field.name)
            for field in self._meta.concrete_fields
            if field.editable and not field.primary_key and field.name not in FROM_ITS_DAY
        }
        shift = start_date - self.start_date
        days = {"start_date": start_date, "end_date": self.end_date and self.end_date + shift}
        with transaction.atomic():
            twin = Event(**columns | days, series_id=self.series_id or self.pk)
            twin.save()
            twin.organisers.set(self.organisers.all())
            for presence in self.presences.all():
                twin.presences.create(organisation=presence.organisation, stand=presence.stand)
        return twin


# What a copy for another day does not take along.
FROM_ITS_DAY = ("slug_de", "slug_en", "report", "registration_url", "registration_until")


class FormerEventSlug(FormerSlug):
    owner = models.ForeignKey(Event, models.CASCADE, related_name="former_slugs")
