from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import DateField, Func, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import Organisation, Person
from nuklid.base.records.audit import AuditEvent
from nuklid.base.texts.bilingual import LANGUAGE_NAMES

REVOCATION = {"revoked_at", "revocation_note"}


class AuthorisationQuerySet(models.QuerySet):
    def valid(self):
        """Return those which nobody took back."""
        return self.filter(revoked_at=None)

    def update(self, **changes):
        """Refuse to rewrite what somebody agreed to; only taking back is a change, made once."""
        if not set(changes) <= REVOCATION:
            raise TypeError("An authorisation is a record: it can be revoked, not changed.")
        return super(AuthorisationQuerySet, self.valid()).update(**changes)


class AgreedOn(Func):
    """The first day on which exactly the stored side of a statement was agreed to, else NULL.

    Wording, speaker and attribution must be those of an authorisation that nobody took back, and
    it must cover every organisation of the statement. The comparison is made anew on every read:
    whichever way a row was changed, there is no agreement to a changed wording.
    """

    template = """(
        SELECT MIN(agreed.authorised_on)
        FROM news_authorisation AS agreed
        JOIN news_statement AS said ON
            said.id = agreed.statement_id
            AND said.speaker_id = agreed.speaker_id
            AND said.text_%(language)s = agreed.text
            AND said.name_as_said = agreed.name
            AND said.title_as_said_%(language)s = agreed.title
            AND said.organisation_as_said_%(language)s = agreed.organisation
        WHERE agreed.statement_id = %(expressions)s
        AND agreed.language = '%(language)s'
        AND agreed.revoked_at IS NULL
        AND NOT EXISTS (
            SELECT 1
            FROM news_statementorganisation AS linked
            WHERE linked.statement_id = agreed.statement_id
            AND linked.organisation_id NOT IN (
                SELECT covered.organisation_id
                FROM news_authorisation_organisations AS covered
                WHERE covered.authorisation_id = agreed.id
            )
        )
    )"""
    output_field = DateField(null=True)

    def __init__(self, language):
        super().__init__("pk", language=language)


class Authorisation(models.Model):
    """Who agreed to which exact wording in which language, when and by which way."""

    class Way(models.TextChoices):
        SIGNED_LINK = "signed_link", _("by signed link")
        IN_WRITING = "in_writing", _("in writing to the office")
        ELSEWHERE = "published_elsewhere", _("already published elsewhere")

    statement = models.ForeignKey(
        "news.Statement", models.CASCADE, verbose_name=_("statement"), related_name="authorisations"
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_NAMES)
    speaker = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("speaker"), related_name="authorisations"
    )
    text = models.TextField(_("wording"))
    name = models.CharField(_("name"), max_length=200)
    title = models.CharField(_("function"), max_length=250, blank=True)
    organisation = models.CharField(_("organisation"), max_length=300, blank=True)
    organisations = models.ManyToManyField(Organisation, verbose_name=_("speaks for"), blank=True)
    way = models.CharField(_("by which way"), max_length=20, choices=Way)
    note = models.TextField(
        _("note"),
        blank=True,
        help_text=_("Who wrote when, and where the letter is filed. Seen by the office only."),
    )
    source_url = models.URLField(
        pgettext_lazy("address of a page", "published at"),
        blank=True,
        help_text=_("Where the wording already stands in public."),
    )
    authorised_on = models.DateField(_("authorised on"), default=timezone.localdate)
    answer = models.ForeignKey(
        "news.Answer",
        # Goes with the whole statement, never alone.
        models.RESTRICT,
        verbose_name=_("answer"),
        related_name="authorisations",
        null=True,
        blank=True,
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("recorded by"),
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Who entered it in the office. Empty where the speaker’s answer proves it."),
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revocation_note = models.CharField(_("why revoked"), max_length=300, blank=True)

    objects = AuthorisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("authorisation")
        verbose_name_plural = _("authorisations")
        ordering = ["-recorded_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="authorisation_holds_words"),
            models.CheckConstraint(
                condition=~Q(way="in_writing", note=""), name="authorisation_in_writing_has_note"
            ),
            models.CheckConstraint(
                condition=~Q(way="published_elsewhere", source_url=""),
                name="authorisation_elsewhere_has_source",
            ),
            models.CheckConstraint(
                condition=Q(way="signed_link", answer__isnull=False, recorded_by=None)
                | (~Q(way="signed_link") & Q(answer=None, recorded_by__isnull=False)),
                name="authorisation_has_answer_or_recorder",
                violation_error_message=_(
                    "An authorisation is proved by the speaker’s answer, or by who recorded it."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.get_language_display()}, {date_format(self.authorised_on)}"

    @classmethod
    def record(cls, statement, language, **record):
        """Store the agreement to `statement` as it stands in the database, and return it.

        Raises ValidationError where there are no words in `language`, or a note or source lacks.
        """
        with transaction.atomic():
            stored = type(statement).objects.select_for_update().get(pk=statement.pk)
            authorisation = cls(
                statement=stored,
                language=language,
                speaker_id=stored.speaker_id,
                text=getattr(stored, f"text_{language}"),
                name=stored.name_as_said,
                title=getattr(stored, f"title_as_said_{language}"),
                organisation=getattr(stored, f"organisation_as_said_{language}"),
                **record,
            )
            authorisation.full_clean()
            authorisation.save()
            authorisation.organisations.set(stored.organisations.all())
            decided, by = AuditEvent.Kind.DECIDED, authorisation.recorded_by
            AuditEvent.record(decided, by, authorisation, "authorise")
        return authorisation

    @property
    def attribution(self):
        """The speaker as agreed to: "name, function, organisation"."""
        return ", ".join(filter(None, (self.name, self.title, self.organisation)))

    def clean(self):
        super().clean()
        if self.answer and not self.answer.covers(self.language):
            raise ValidationError(_("This answer does not agree to that language."))
        if self.way == self.Way.IN_WRITING and not self.note:
            raise ValidationError({"note": _("Say who agreed in writing and when.")})
        if self.way == self.Way.ELSEWHERE and not self.source_url:
            raise ValidationError({"source_url": _("Enter where the wording already stands.")})

    def save(self, **kwargs):
        if self.pk:
            raise TypeError("An authorisation is a record: it can be revoked, not changed.")
        super().save(**kwargs)

    def revoke(self, note, by=None):
        """Take the agreement back; the wording is hidden from the next read on."""
        changed = {"revoked_at": timezone.now(), "revocation_note": note}
        type(self).objects.filter(pk=self.pk).update(**changed)
        AuditEvent.record(AuditEvent.Kind.DECIDED, by, self, "revoke")
        self.refresh_from_db(fields=REVOCATION)
