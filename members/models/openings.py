"""What members offer to people who want to work or learn: it ends by itself."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from members.models.competences import Stage
from members.models.organisations import Organisation
from members.models.radionuclides import Radionuclide
from nuklid.base.records.slugs import (
    BilinguallySlugged,
    FormerSlug,
    SluggedQuerySet,
    bilingual_slug,
)
from nuklid.base.search.models import Texts
from nuklid.base.search.searchable import Searchable
from nuklid.base.texts.bilingual import bilingual

DAY = timedelta(days=1)
REMEMBERED = timedelta(days=90)  # for which a closed opening's page leads on to others
LONGEST = timedelta(days=366)  # nobody plans further ahead
EXTENSION = timedelta(weeks=4)
# What people call a kind of opening who look for one; openings themselves often say none of it.
SEARCHED_AS = {
    "job": "Stelle Stellen Stellenangebot Arbeit Job Jobs vacancy position",
    "apprenticeship": "Ausbildung Ausbildungsplatz Azubi Lehrstelle apprenticeship training",
    "internship": "Praktikum Praktikumsplatz Werkstudent internship placement",
    "thesis": "Abschlussarbeit Bachelorarbeit Masterarbeit bachelor master thesis",
    "doctorate": "Promotion Doktorarbeit Doktorand Dissertation PhD doctorate doctoral",
    "postdoc": "Postdoc Postdoktorand postdoctoral",
}
ALWAYS_SEARCHED_AS = "Stellen Stellenangebote Jobs Karriere career"


def full_address(text: str) -> str:
    """Return where to apply as a link leads there: a URL, or "mailto:" and an e-mail address."""
    if "@" in text and "/" not in text:
        return f"mailto:{text}"
    return text if "://" in text else f"https://{text}"


def check_apply_address(text: str) -> None:
    """Raise ValidationError at `apply_at` unless `text` is an e-mail address or one of the web."""
    link = full_address(text)
    try:
        if link.startswith("mailto:"):
            EmailValidator()(text)
        else:
            URLValidator(schemes=["http", "https"])(link)
    except ValidationError as error:
        message = _("Enter the address of a page (https://…) or an e-mail address.")
        raise ValidationError({"apply_at": message}) from error


def open_now():
    """Return the one condition under which everybody may apply for an opening now."""
    now = timezone.now()
    return Q(
        published_at__lte=now,
        closes_on__gte=timezone.localdate(now),
        filled_at=None,
        taken_down_at=None,
    )


class OpeningQuerySet(SluggedQuerySet):
    def public(self):
        """Return the openings of public organisations for which one can apply now."""
        return self.filter(open_now(), organisation__in=Organisation.objects.public())

    def with_names(self):
        """Fetch what a list shows beside the opening itself."""
        return self.select_related("organisation", "stage", "radionuclide")

    def ending(self, day):
        """Return those that are open, end by `day`, and of whose end nobody was written to."""
        rows = self.public().filter(closes_on__lte=day)
        return rows.exclude(reminded_for=F("closes_on"))


class Opening(Searchable, BilinguallySlugged):
    """An opening of an organisation, public until 24:00 in Berlin of its last day.

    It holds no application and nothing about an applicant.
    """

    class Kind(models.TextChoices):
        JOB = "job", _("job")
        APPRENTICESHIP = "apprenticeship", _("apprenticeship")
        INTERNSHIP = "internship", _("internship")
        THESIS = "thesis", _("thesis")
        DOCTORATE = "doctorate", _("doctorate")
        POSTDOC = "postdoc", _("postdoc")

    class WorkingTime(models.TextChoices):
        FULL_TIME = "full_time", _("full-time")
        PART_TIME = "part_time", _("part-time")
        EITHER = "either", _("full-time or part-time")

    class State(models.TextChoices):
        SCHEDULED = "scheduled", _("scheduled")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")
        FILLED = "filled", _("filled")
        TAKEN_DOWN = "taken_down", _("taken down")

    page = "openings:detail"
    other_pages = frozenset({"feed"})

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="openings"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = bilingual(
        models.CharField(
            _("title"), max_length=150, blank=True, help_text=_("One language is enough.")
        )
    )
    slug = bilingual_slug(_("Last part of the page’s address; made from the title if left empty."))
    summary = bilingual(
        models.TextField(
            _("what it is about"),
            max_length=5000,
            blank=True,
            help_text=_(
                "Tasks, what you expect, what you pay and offer. Shown to everyone; one language "
                "is enough. An empty line begins a new paragraph."
            ),
        )
    )
    town = models.CharField(_("town"), max_length=80, help_text=_("Where the work is done."))
    working_time = models.CharField(
        _("working time"), max_length=10, choices=WorkingTime, blank=True
    )
    stage = models.ForeignKey(
        Stage,
        models.PROTECT,
        verbose_name=_("stage"),
        related_name="openings",
        null=True,
        blank=True,
        help_text=_("The step of the value chain; it appears on that page as well."),
    )
    radionuclide = models.ForeignKey(
        Radionuclide,
        models.PROTECT,
        verbose_name=_("radionuclide"),
        related_name="openings",
        null=True,
        blank=True,
        help_text=_("If it is about one; it appears on that page as well."),
    )
    apply_at = models.CharField(
        _("where to apply"),
        max_length=300,
        help_text=_(
            "Address of your page or an e-mail address, better of a department than of a person. "
            "Shown to everyone. Applications go there and never through this portal."
        ),
    )
    published_at = models.DateTimeField(
        _("public from"), default=timezone.now, help_text=_("Berlin time.")
    )
    closes_on = models.DateField(
        _("last day"),
        help_text=_("It is public until 24:00 of this day (Berlin time) and then ends by itself."),
    )
    filled_at = models.DateTimeField(_("filled"), null=True, blank=True, editable=False)
    taken_down_at = models.DateTimeField(_("taken down"), null=True, blank=True, editable=False)
    taken_down_reason = bilingual(
        models.CharField(
            _("reason why it is taken down"),
            max_length=300,
            blank=True,
            help_text=_("Shown to everyone at its address."),
        )
    )
    # The last day about which a letter went out: an extension begins anew.
    reminded_for = models.DateField(null=True, blank=True, editable=False)
    modified_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = OpeningQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["reminded_for"])

    class Meta:
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_de="", title_en=""),
                name="opening_has_title",
                violation_error_message=_("Enter a title, in German or in English."),
            ),
            models.CheckConstraint(
                condition=~Q(apply_at="") & ~Q(town=""),
                name="opening_says_where",
                violation_error_message=_("Say where the work is done and where to apply."),
            ),
            models.CheckConstraint(
                condition=Q(taken_down_at=None)
                | ~Q(taken_down_reason_de="", taken_down_reason_en=""),
                name="taken_down_opening_says_why",
                violation_error_message=_("Say why it is taken down; readers will see the reason."),
            ),
        ]

    def __str__(self):
        return self.title or f"{self._meta.verbose_name} {self.pk}"

    def clean(self):
        super().clean()
        self.note_reason()
        if self.apply_at:
            check_apply_address(self.apply_at)
            self.apply_at = full_address(self.apply_at).removeprefix("mailto:")
        if self.closes_on and (message := self.wrong_end()):
            raise ValidationError({"closes_on": message})

    def wrong_end(self):
        """Return why `closes_on` cannot be the last day, "" if it can."""
        today = timezone.localdate()
        if self.closes_on > today + LONGEST:
            return _("At most a year ahead. It can be extended before it ends.")
        if not self.pk and self.closes_on < today:
            return _("This day is over: choose today or a later day.")
        if self.published_at and self.closes_on < timezone.localdate(self.published_at):
            return _("It would end before it is public: choose a later day.")
        return ""

    def search_texts(self, language):
        title, summary = (getattr(self, f"{name}_{language}") for name in ("title", "summary"))
        with translation.override(language):
            facts = (self.get_kind_display(), self.organisation.name, self.town)
            subjects = (self.radionuclide, self.stage_id and self.stage)
            lead = " · ".join(map(str, filter(None, (*facts, *subjects))))
        words = f"{SEARCHED_AS[self.kind]} {ALWAYS_SEARCHED_AS}"
        return Texts(title, (title, words), lead, summary, timezone.localdate(self.published_at))

    @property
    def apply_url(self):
        return full_address(self.apply_at)

    @property
    def ends_at(self):
        """The moment from which nobody sees it, unless it is filled before (aware datetime)."""
        return timezone.make_aware(datetime.combine(self.closes_on + DAY, time.min))

    @property
    def closed_at(self):
        """The moment at which it closed or will close (aware datetime)."""
        return min(filter(None, (self.filled_at, self.ends_at)))

    @property
    def state(self):
        now = timezone.now()
        if self.taken_down_at:
            return self.State.TAKEN_DOWN
        if self.filled_at:
            return self.State.FILLED
        if self.ends_at <= now:
            return self.State.CLOSED
        return self.State.OPEN if self.published_at <= now else self.State.SCHEDULED

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    @property
    def is_public(self):
        return self.is_open and self.organisation.is_public

    @property
    def was_public(self):
        """Tell whether readers may know its address: it was open once, at a public organisation."""
        ended_at = min(filter(None, (self.closed_at, self.taken_down_at)))
        was_open = self.published_at <= min(ended_at, timezone.now())
        return was_open and self.organisation.is_public

    @property
    def is_remembered(self):
        """Tell whether its page still says since when it is closed, and leads on to others."""
        is_over = self.state in (self.State.CLOSED, self.State.FILLED)
        return is_over and self.was_public and timezone.now() < self.closed_at + REMEMBERED

    def extend(self, by=None, reason="", last_day=""):
        """Let it end four weeks later, or in four weeks if its end has come; `by` is a User.

        `last_day` (2026-12-31) is the one that `by` saw: whoever presses twice extends once.
        Raises ValidationError where it is another one by now, where the opening is filled or taken
        down, or where it would end later than a new one may.
        """
        with transaction.atomic():
            row = self.locked_in_force()
            if last_day and last_day != row.closes_on.isoformat():
                raise ValidationError(_("Its last day was changed meanwhile. Look again."))
            row.closes_on = max(row.closes_on, timezone.localdate()) + EXTENSION
            if message := row.wrong_end():
                raise ValidationError(message)
            row.save_as(by, reason)
        self.refresh_from_db()

    def fill(self, by=None, reason=""):
        """Close it at once: somebody was chosen. Raises ValidationError as `extend` does."""
        with transaction.atomic():
            row = self.locked_in_force()
            row.filled_at = timezone.now()
            row.save_as(by, reason)
        self.refresh_from_db()

    def locked_in_force(self):
        """Return the stored row for a change; raise ValidationError where it is over for good."""
        row = type(self).objects.select_for_update().get(pk=self.pk)
        if row.filled_at or row.taken_down_at:
            message = _("This opening is closed already (%(state)s).")
            raise ValidationError(message, params={"state": row.get_state_display()})
        return row

    def get_state_display(self):
        return self.state.label

    def save_as(self, by, reason):
        """Store the row; the history says who did it and why."""
        if by:
            self._history_user = by
        self._change_reason = reason or None
        self.save()

    def take_down(self, **reasons):
        """Take it from the public; `taken_down_reason_de` and/or `_en` say why."""
        for field, reason in reasons.items():
            setattr(self, field, reason)
        self.note_reason()
        self.save()

    def note_reason(self):
        """Take down, without storing it, what has a reason for it; none puts it back."""
        reasons = (self.taken_down_reason_de, self.taken_down_reason_en)
        self.taken_down_at = (self.taken_down_at or timezone.now()) if any(reasons) else None


class FormerOpeningSlug(FormerSlug):
    owner = models.ForeignKey(Opening, models.CASCADE, related_name="former_slugs")
