import hashlib
import json
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    Expression,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    Value,
    When,
)
from django.db.models.functions import Concat
from django.db.models.lookups import IsNull
from django.utils import timezone, translation
from django.utils.text import Truncator, normalize_newlines
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from members.models import Organisation, Person
from news.models.authorisations import AgreedOn, Authorisation
from news.models.item_publicity import public_now, refuse_if_public
from news.models.items import NewsItem
from news.models.overrides import Override
from nuklid.base.pages.addresses import address
from nuklid.base.records.visibility import VisibleQuerySet
from nuklid.base.search.models import SearchText, Texts
from nuklid.base.search.searchable import Searchable
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, LANGUAGES, bilingual

QUOTATION_MARKS = '„“”"»«'


LINK = {"id", "headline_de", "headline_en", "slug_de", "slug_en"}  # what a link to a news item says


class StatementKind(models.TextChoices):
    VERBATIM = "verbatim", _("verbatim quote")
    SUMMARY = "summary", _("summary")


class Side(NamedTuple):
    """One language of a statement: words, and to whom they are attributed."""

    language: str
    text: str
    name: str
    title: str
    organisation: str
    agreed_on: date | None


def may_be_shown(*languages):
    """Return the one condition under which a side of a statement may be public.

    Of any of `languages`: reported speech may; a quotation may only with an agreement to it. What
    the office left out or withdrew may not.
    """
    left_in, sides = Q(left_out_reason="", withdrawn_at=None), Q()
    for language in languages:
        agreed = Q(kind=StatementKind.SUMMARY) | Q(IsNull(AgreedOn(language), False))
        sides |= ~Q(**{f"text_{language}": ""}) & agreed
    return left_in & sides


class StatementQuerySet(VisibleQuerySet):
    def with_publicity(self):
        """Add `shown_<language>`: may this side be public once its news item is?

        Adds `agreed_<language>` too: the day its speaker agreed to it, if so.
        """
        added: dict[str, Expression] = {f"agreed_{code}": AgreedOn(code) for code in LANGUAGES}
        for language in LANGUAGES:
            shown = ExpressionWrapper(may_be_shown(language), BooleanField())
            added[f"shown_{language}"] = shown
        return self.annotate(**added)

    def public(self):
        """Return what everybody may see now, in at least one language."""
        return self.filter(may_be_shown(*LANGUAGES), public_now("item__"))

    def public_in(self, language):
        """Return what everybody may see now in `language`."""
        return self.filter(may_be_shown(language), public_now("item__"))

    def withdrawn(self):
        """Return what the public could read once and that now says since when and why it cannot."""
        moment = F("withdrawn_at")
        late = Q(item__embargo_until=None) | Q(item__embargo_until__lte=moment)
        return self.filter(late, item__published_at__lte=moment)

    def with_source(self):
        """Fetch the speaker along, and of the news item what a link to it takes."""
        columns = {field.name for field in NewsItem._meta.concrete_fields}
        rest = [f"item__{name}" for name in sorted(columns - LINK)]
        return self.select_related("speaker", "item").defer(*rest)

    def with_organisations(self):
        """Fetch for whom the speakers speak, as `linked_organisations`, in alphabetical order."""
        shown = Organisation.objects.only("name", "slug", "is_listed", "listed_from").order_by(
            "name"
        )
        linked = Prefetch("organisations", shown, to_attr="linked_organisations")
        return self.prefetch_related(linked)

    def left_in(self):
        """Return those which the office neither left out nor withdrew."""
        return self.filter(left_out_reason="", withdrawn_at=None)

    def unauthorised(self, language):
        """Return the quotations with words in `language` that no authorisation covers.

        What the office left out or withdrew needs none.
        """
        words = self.left_in().filter(kind=StatementKind.VERBATIM)
        return words.exclude(**{f"text_{language}": ""}).exclude(may_be_shown(language))

    def holding_up(self, language, user):
        """Return the quotations for whose words in `language` `user` may not publish their news.

        An override of somebody else lets them pass, with these words hidden; None passes nothing.
        """
        passed = Override.objects.filter(language=language).exclude(given_by=user)
        rows = self.unauthorised(language)
        return rows.exclude(pk__in=passed.values("statement")) if user else rows

    def delete(self):
        refuse_if_public(self.filter(public_now("item__")))
        return super().delete()


def attribution(language):
    """Return in SQL what a statement's entry has as its lead: "name, function, organisation"."""
    parts = (f"{name}_as_said_{language}" for name in ("title", "organisation"))
    more = [
        Case(When(**{part: ""}, then=Value("")), default=Concat(Value(", "), part))
        for part in parts
    ]
    return Concat("name_as_said", *more)


def recorded_attribution(speaker, organisations, day):
    """Return {column: text} of the attribution that is on record for `day` (a date).

    Function and organisation come from the speaker's mandates of that day at `organisations`, or
    from all of them if there are none.
    """
    mandates, linked = speaker.mandates.on(day).filter(may_be_quoted=True), list(organisations)
    if linked:
        mandates = mandates.filter(organisation__in=linked)
    mandates = list(mandates.select_related("organisation"))
    names = dict.fromkeys(o.name_on(day) for o in linked or [m.organisation for m in mandates])
    columns = {}
    for language, joint in (("de", " und "), ("en", " and ")):
        titles = dict.fromkeys(filter(None, (m.job_title_in(language) for m in mandates)))
        columns[f"title_as_said_{language}"] = joint.join(titles)
        columns[f"organisation_as_said_{language}"] = joint.join(names)
    return columns


class Statement(Searchable):
    """Words of a person in a news item, with the attribution as it stood on that day."""

    Kind = StatementKind

    item = models.ForeignKey(
        NewsItem, models.CASCADE, verbose_name=_("news item"), related_name="statements"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=Kind,
        default=Kind.VERBATIM,
        help_text=_("A summary is reported speech, without quotation marks."),
    )
    original_language = models.CharField(
        _("original language"), max_length=2, choices=LANGUAGE_NAMES, default="de"
    )
    text = bilingual(
        models.TextField(
            _("wording"),
            max_length=3000,
            blank=True,
            help_text=_("Without quotation marks. Public only as the speaker agreed to it."),
        )
    )
    speaker = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("speaker"), related_name="statements"
    )
    organisations = models.ManyToManyField(
        Organisation,
        verbose_name=_("speaks for"),
        through="StatementOrganisation",
        related_name="statements",
    )
    name_as_said = models.CharField(
        _("name as said"),
        max_length=200,
        blank=True,
        help_text=_("If left empty, the speaker’s name of today. Stays when people change."),
    )
    title_as_said = bilingual(
        models.CharField(
            _("function as said"),
            max_length=250,
            blank=True,
            help_text=_("If left empty, the function on the day of the news item."),
        )
    )
    organisation_as_said = bilingual(
        models.CharField(
            _("organisation as said"),
            max_length=300,
            blank=True,
            help_text=_("If left empty, the name the organisation had on that day."),
        )
    )

    left_out_reason = models.CharField(
        _("left out because"),
        max_length=300,
        blank=True,
        help_text=_("Filled in, the statement stays here and is never public. Seen by the office."),
    )

    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawal_reason = bilingual(
        models.CharField(
            _("reason of the withdrawal"),
            max_length=300,
            blank=True,
            help_text=_("Shown to everyone at the old address."),
        )
    )

    objects = StatementQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["item", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text_de="", text_en=""),
                name="statement_has_words",
                violation_error_message=_("Enter the wording in at least one language."),
            ),
            models.CheckConstraint(condition=~Q(name_as_said=""), name="statement_has_name"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None)
                | ~Q(withdrawal_reason_de="", withdrawal_reason_en=""),
                name="withdrawn_statement_says_why",
                violation_error_message=_("Say why it is withdrawn; readers will see the reason."),
            ),
        ]

    def __str__(self):
        return f"{self.name_as_said or self.speaker}: {Truncator(self.text).chars(60)}"

    def clean(self):
        self.normalise()
        super().clean()
        if not (self.text_de or self.text_en):
            raise ValidationError({"text_de": _("Enter the wording in at least one language.")})
        for language in LANGUAGES:
            self.refuse_quotation_marks(language)
        self.refuse_the_speakers_words()
        if self.speaker_id:
            self.name_as_said = self.name_as_said or self.speaker.full_name

    def refuse_quotation_marks(self, language):
        words = getattr(self, f"text_{language}")
        if self.kind == self.Kind.SUMMARY and any(mark in words for mark in QUOTATION_MARKS):
            message = _("A summary is reported speech and has no quotation marks.")
            raise ValidationError({f"text_{language}": message})

    def refuse_the_speakers_words(self):
        """Ask for other words: to call a quotation a summary would publish it unauthorised."""
        if not self.pk or self.kind != self.Kind.SUMMARY:
            return
        quotation = type(self).objects.filter(pk=self.pk, kind=self.Kind.VERBATIM)
        sentence = _("These are still the speaker’s own words. Write them anew as reported speech.")
        texts = quotation.values("text_de", "text_en").first() or {}
        unchanged = [name for name, text in texts.items() if text and text == getattr(self, name)]
        if unchanged:
            raise ValidationError(dict.fromkeys(unchanged, sentence))

    def normalise(self):
        """Give wordings one kind of line end and no outer space: browsers send CRLF."""
        for language in LANGUAGES:
            words = normalize_newlines(getattr(self, f"text_{language}")).strip()
            setattr(self, f"text_{language}", words)

    def save(self, **kwargs):
        self.normalise()
        self.name_as_said = self.name_as_said or self.speaker.full_name
        with transaction.atomic():
            super().save(**kwargs)
            self.item.move_listed()

    def freeze_attribution(self, languages=LANGUAGES):
        """Fill what is empty of the attribution with what was true on the day of the news item.

        Only in `languages`: whoever authorised another one, or is asked for it, keeps it as it is.
        """
        day = self.item.dated_on or timezone.localdate()
        recorded = recorded_attribution(self.speaker, self.organisations.order_by("name"), day)
        names = [name for name in recorded if name[-2:] in languages and not getattr(self, name)]
        empty = {name: recorded[name] for name in names}
        for name, text in empty.items():
            setattr(self, name, text)
        if any(empty.values()):
            self.save()

    @classmethod
    def is_findable(cls, prefix):
        """Find only the very words that may be shown: an entry that lags behind is not found."""
        return reduce(or_, [cls.is_findable_in(language, prefix) for language in LANGUAGES])

    @classmethod
    def is_findable_in(cls, language, prefix):
        columns = {"text": f"text_{language}", "title": "name_as_said", "lead": "attribution"}
        same = {name: OuterRef(column) for name, column in columns.items()}
        texts = SearchText.objects.filter(entry=OuterRef(OuterRef(f"{prefix}pk")), **same)
        rows = cls.objects.public_in(language).annotate(attribution=attribution(language))
        rows = rows.filter(Exists(texts), pk=OuterRef(f"{prefix}source_id"))
        return Q(**{f"{prefix}language": language}) & Exists(rows)

    def search_texts(self, language):
        fields = ("text", "title_as_said", "organisation_as_said")
        text, title, organisation = (getattr(self, f"{field}_{language}") for field in fields)
        lead = ", ".join(filter(None, (self.name_as_said, title, organisation)))
        return Texts(title=self.name_as_said, lead=lead, text=text) if text else Texts()

    def get_absolute_url(self, language=None):
        return address("statements:detail", self.pk, language=language)

    def shown_languages(self):
        """Return the languages whose side may be public once the news item is."""
        if not hasattr(self, "shown_de"):
            names = [f"{what}_{code}" for what in ("shown", "agreed") for code in LANGUAGES]
            publicity = type(self).objects.with_publicity().values(*names)
            self.__dict__.update(publicity.get(pk=self.pk))
        return [language for language in LANGUAGES if getattr(self, f"shown_{language}")]

    @property
    def shown_language(self):
        """The language to show a reader: today's if it may be shown, else the other, else ""."""
        shown, wanted = self.shown_languages(), translation.get_language()
        return wanted if wanted in shown else next(iter(shown), "")

    @property
    def is_public(self):
        return bool(self.item.is_public and self.shown_languages())

    def side(self, language):
        """Return the wording and attribution in `language`, exactly as an authorisation holds it.

        Nothing is borrowed from the other language: nobody agreed to a mixture.
        """
        return Side(
            language=language,
            text=getattr(self, f"text_{language}"),
            name=self.name_as_said,
            title=getattr(self, f"title_as_said_{language}"),
            organisation=getattr(self, f"organisation_as_said_{language}"),
            agreed_on=getattr(self, f"agreed_{language}", None),
        )

    def fingerprint(self, language):
        """Return 64 characters that change with anything an authorisation in `language` holds."""
        organisations = sorted(o.pk for o in self.organisations.all())
        side = self.side(language)._replace(agreed_on=None)
        content = json.dumps([self.speaker_id, organisations, *side])
        return hashlib.sha256(content.encode()).hexdigest()

    @property
    def shown_side(self):
        """The side to show a reader, None if neither may be shown."""
        language = self.shown_language
        return self.side(language) if language else None

    def authorise(self, language, **record):
        """Record that the speaker agreed to the stored wording and attribution in `language`.

        `record` holds way and, depending on it, answer or recorded_by with note or source_url.
        """
        return Authorisation.record(self, language, **record)

    def withdraw(self, **reasons):
        """Take these words from the public; `withdrawal_reason_de` and/or `_en` say why."""
        for field, reason in reasons.items():
            setattr(self, field, reason)
        self.withdrawn_at = timezone.now()
        self.save()

    def delete(self, **kwargs):
        refuse_if_public(type(self).objects.filter(public_now("item__"), pk=self.pk))
        with transaction.atomic():
            deleted = super().delete(**kwargs)
            self.item.move_listed()
        return deleted


class StatementOrganisation(models.Model):
    """An organisation for which the speaker speaks in a statement."""

    statement = models.ForeignKey(Statement, models.CASCADE, verbose_name=_("statement"))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="statement_links",
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("speaks for")
        verbose_name_plural = _("speaks for")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "organisation"], name="unique_statement_organisation"
            )
        ]

    def __str__(self):
        return str(self.organisation)
