"""A news item, and the verbs that decide from when on readers see it.

Which items the public may see is the rule of item_publicity.py.
"""

from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from imagefield.fields import PPOIField
from simple_history.models import HistoricalRecords

from members.models import Mandate, Organisation, Person
from news.models.item_publicity import (
    PUBLIC_FROM,
    NewsItemQuerySet,
    list_anew,
    refuse_if_public,
)
from news.models.text_quotations import undecided_quotations
from nuklid.base.records.licences import licence_field
from nuklid.base.records.pictures import PictureField, cropped
from nuklid.base.records.slugs import BilinguallySlugged, FormerSlug, bilingual_slug
from nuklid.base.search.models import Texts
from nuklid.base.search.searchable import Searchable
from nuklid.base.texts.bilingual import LANGUAGES, bilingual
from nuklid.base.texts.rich_text import rich_text_field
from nuklid.base.texts.words import plain_text

DATE = models.DateField()  # turns a date into a `date`: a new row may bear it as text


class NewsItem(Searchable, BilinguallySlugged):
    """A release, announcement or report, in one language or both."""

    class Kind(models.TextChoices):
        PRESS_RELEASE = "press_release", _("press release")
        ANNOUNCEMENT = "announcement", _("announcement")
        EVENT_REPORT = "event_report", _("event report")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SCHEDULED = "scheduled", _("scheduled")
        EMBARGOED = "embargoed", _("under embargo")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    page = "news:detail"
    slug_from = "headline"
    other_pages = frozenset({"feed"})

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PRESS_RELEASE)
    headline = bilingual(models.CharField(_("headline"), max_length=200, blank=True))
    standfirst = bilingual(
        models.TextField(
            _("standfirst"),
            max_length=600,
            blank=True,
            help_text=_("Two or three sentences; shown in lists, feeds and search engines too."),
        )
    )
    body = bilingual(
        rich_text_field(_("text"), help_text=_("Quotes do not go here: add them as statements."))
    )
    slug = bilingual_slug(
        _("Last part of the page’s address; made from the headline if left empty.")
    )
    place = bilingual(
        models.CharField(_("place"), max_length=80, blank=True, help_text=_("Of the dateline."))
    )
    dated_on = models.DateField(
        _("date"),
        null=True,
        blank=True,
        help_text=_("Of the dateline. If left empty, the day of publication."),
    )
    image = PictureField(
        _("picture"),
        upload_to="news/",
        blank=True,
        width_field="image_width",
        height_field="image_height",
        ppoi_field="image_focus",
        formats=cropped(480, 960, 1440, ratio=3 / 2),
        help_text=_("JPEG, PNG or WebP, at most 10 MB. Shown to everyone, cut to 3:2."),
    )
    image_width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    image_height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    image_focus = PPOIField(_("focal point of the picture"))
    image_alt_text = bilingual(
        models.CharField(
            _("alternative text of the picture"),
            max_length=250,
            blank=True,
            help_text=_("Read out to people who do not see the picture."),
        )
    )
    image_caption = bilingual(models.CharField(_("caption"), max_length=250, blank=True))
    image_credit = models.CharField(
        _("credit of the picture"),
        max_length=120,
        blank=True,
        help_text=_("Photographer and rights. Shown beside the picture."),
    )
    image_licence = licence_field(_("licence of the picture"))
    organisations = models.ManyToManyField(
        Organisation,
        verbose_name=_("organisations"),
        related_name="news_items",
        blank=True,
        help_text=_("Whom this is about. The news appears on their pages."),
    )
    # Those who become public with the item: their `listed_from` is worked out from these two.
    listed_people = models.ManyToManyField(
        Person, verbose_name=_("people who appear with it"), related_name="listed_by", blank=True
    )
    listed_organisations = models.ManyToManyField(
        Organisation,
        verbose_name=_("organisations that appear with it"),
        related_name="listed_by",
        blank=True,
    )
    related = models.ManyToManyField("self", verbose_name=_("related news"), blank=True)
    press_contact = models.ForeignKey(
        Mandate,
        models.PROTECT,
        verbose_name=_("press contact"),
        related_name="news_items",
        null=True,
        blank=True,
        limit_choices_to={"is_press_contact": True},
        help_text=_("Shown to everyone under the text."),
    )
    source_url = models.URLField(
        _("first published at"), blank=True, help_text=_("If it first appeared elsewhere.")
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawal_reason = bilingual(
        models.CharField(
            _("reason of the withdrawal"),
            max_length=300,
            blank=True,
            help_text=_("Shown to everyone at the old address."),
        )
    )
    modified_at = models.DateTimeField(_("last changed"), auto_now=True)
    # The database works it out, so that it is right whichever way a row was changed.
    public_from = models.GeneratedField(
        verbose_name=_("public from"),
        expression=PUBLIC_FROM,
        output_field=models.DateTimeField(null=True),
        db_persist=True,
    )

    objects = NewsItemQuerySet.as_manager()
    history = HistoricalRecords(
        m2m_fields=["organisations", "listed_people", "listed_organisations", "related"],
        excluded_fields=["public_from"],
    )

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        ordering = ["-published_at", "-pk"]
        indexes = [
            # Lists are read from this index alone, not from the rows with their texts. Add none
            # that begins with published_at: SQLite would choose that and sort all rows.
            models.Index(
                fields=["-dated_on", "-published_at", "-id", "public_from"],
                name="news_newest_first",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(headline_de="", headline_en=""),
                name="published_news_has_headline",
                violation_error_message=_("A headline is needed before publication."),
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(dated_on__isnull=False),
                name="published_news_has_date",
                violation_error_message=_("A date is needed before publication."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None)
                | (
                    ~Q(withdrawal_reason_de="", withdrawal_reason_en="")
                    & Q(published_at__isnull=False)
                ),
                name="withdrawn_news_says_why",
                violation_error_message=_("Say why it is withdrawn; readers will see the reason."),
            ),
        ]

    def __str__(self):
        return self.headline or f"{self._meta.verbose_name} {self.pk}"

    def clean(self):
        self.fill_date()
        super().clean()

    def save(self, **kwargs):
        self.fill_date()
        with transaction.atomic():
            super().save(**kwargs)
            self.move_listed()

    def fill_date(self):
        """Give what is published without a date the day on which it appears."""
        if self.published_at and not self.dated_on:
            self.dated_on = timezone.localdate(self.visible_from)

    def forget_day(self):
        """Empty a date that only repeats the planned day of publication, before that changes."""
        if self.visible_from and self.day == timezone.localdate(self.visible_from):
            self.dated_on = None

    @property
    def has_lasting_address(self):
        """False for a draft no journalist was invited to: its slugs follow its headlines."""
        return bool(self.published_at) or self.previews.exists()

    def search_texts(self, language):
        headline, standfirst, place, body = (
            getattr(self, f"{field}_{language}")
            for field in ("headline", "standfirst", "place", "body")
        )
        text = f"{place} {plain_text(body)}".strip()
        return Texts(headline, (headline,), lead=standfirst, text=text, dated_on=self.day)

    @property
    def day(self):
        """The date a reader sees, None for a draft without one."""
        return self.dated_on and DATE.to_python(self.dated_on)

    @property
    def dated_at(self):
        """The moment of publication as feeds and linked data state it (aware datetime).

        Where the dateline names another day, it is midnight of that day: machines and readers are
        given the same date. None for a draft.
        """
        moment = self.visible_from
        if not moment or not self.day or timezone.localdate(moment) == self.day:
            return moment
        return timezone.make_aware(datetime.combine(self.day, time.min))

    @property
    def visible_from(self):
        """The moment the public sees it (aware datetime), None for a draft."""
        if self.published_at and self.embargo_until:
            return max(self.published_at, self.embargo_until)
        return self.published_at

    @property
    def state(self):
        now = timezone.now()
        if not self.published_at:
            return self.State.DRAFT
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        if self.published_at > now:
            return self.State.SCHEDULED
        return self.State.EMBARGOED if self.visible_from > now else self.State.PUBLISHED

    @property
    def is_public(self):
        return self.state == self.State.PUBLISHED

    @property
    def was_public(self):
        """Tell for one item what `NewsItemQuerySet.withdrawn` tells for many."""
        return bool(self.withdrawn_at) and self.visible_from <= self.withdrawn_at

    def languages(self):
        """Return the languages this item is written in."""
        return [language for language in LANGUAGES if getattr(self, f"headline_{language}")]

    def lacking(self, user=None):
        """Return [(Statement, language)]: the wordings that keep `user` from publishing the item.

        Without a user, all that no authorisation covers, even where an Override lets them be.
        """
        return [
            (statement, language)
            for language in LANGUAGES
            for statement in self.statements.holding_up(language, user)
        ]

    def check_publishable(self, user=None):
        """Raise ValidationError with a sentence for the office if `user` may not publish this."""
        if not self.languages():
            raise ValidationError(_("A headline is needed before publication."))
        if self.lacking(user):
            raise ValidationError(_("Not published: quotes still need an authorisation."))
        if undecided_quotations(self):
            raise ValidationError(_("Not published: the text quotes somebody; decide on it first."))

    def list_with(self, people=(), organisations=()):
        """Let these people and organisations become public with the item, and no others."""
        before = self.listed()
        self.listed_people.set(people)
        self.listed_organisations.set(organisations)
        self.save()
        list_anew(before)

    def listed(self):
        """Return the people and organisations that become public with the item."""
        return [*self.listed_people.all(), *self.listed_organisations.all()]

    def move_listed(self):
        """Work out anew from when on those who appear with the item are public, if at all.

        Call it after every change of what the item names or of when it is public.
        """
        list_anew(self.listed())

    def publish(self, by=None, at=None):
        """Make the item public now, or at `at` (aware datetime).

        Raises ValidationError if `by` (a User) may not; without `by`, no Override counts.
        """
        self.check_publishable(by)
        self.forget_day()
        self.published_at = at or timezone.now()
        self.withdrawn_at = None
        self.save()

    def embargo(self, until):
        """Hold the item back until `until` (aware datetime); None lifts the embargo.

        Raises ValueError where readers have seen it.
        """
        if until and self.is_public:
            raise ValueError("Readers have seen it: withdraw it instead.")
        self.forget_day()
        self.embargo_until = until
        self.save()

    def back_to_draft(self):
        """Take back a publication that no reader has seen yet."""
        if self.visible_from and self.visible_from <= timezone.now():
            raise ValueError("Readers have seen it: withdraw it instead.")
        self.forget_day()
        self.published_at = self.embargo_until = None
        self.save()

    def withdraw(self, **reasons):
        """Take the item from the public; `withdrawal_reason_de` and/or `_en` say why."""
        for field, reason in reasons.items():
            setattr(self, field, reason)
        self.withdrawn_at = timezone.now()
        self.save()

    def delete(self, **kwargs):
        rows = type(self).objects.select_for_update().filter(pk=self.pk)
        with transaction.atomic():
            refuse_if_public(item for item in rows if item.published_at)
            return super().delete(**kwargs)


class FormerNewsItemSlug(FormerSlug):
    owner = models.ForeignKey(NewsItem, models.CASCADE, related_name="former_slugs")
