from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import normalize_newlines
from django.utils.translation import gettext_lazy as _

from news.models.authorisations import Authorisation
from news.models.requests import AuthorisationRequest, Closed, lock_statement
from nuklid.base.texts.bilingual import LANGUAGES, bilingual


class Answer(models.Model):
    """What a speaker, or who answers for them, said to a request.

    `text_<language>` is the speaker's own wording where it differs from the one asked for;
    `fingerprint_<language>` marks the wording that became of it when the office took it over.
    """

    class Decision(models.TextChoices):
        AUTHORISED = "authorised", _("authorised")
        CHANGED = "changed", _("authorised with a change")
        DECLINED = "declined", _("declined")

    request = models.ForeignKey(
        AuthorisationRequest, models.CASCADE, verbose_name=_("request"), related_name="answers"
    )
    instead_of = models.OneToOneField(
        "self",
        models.CASCADE,
        verbose_name=_("replaces"),
        related_name="replaced_by",
        null=True,
        blank=True,
    )
    decision = models.CharField(_("answer"), max_length=10, choices=Decision)
    text = bilingual(models.TextField(_("wording wished for"), max_length=3000, blank=True))
    attribution = models.CharField(_("name and function wished for"), max_length=500, blank=True)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    fingerprint = bilingual(models.CharField(_("fingerprint"), max_length=64, blank=True))
    answered_by = models.CharField(_("answered by"), max_length=200)
    answered_at = models.DateTimeField(_("answered at"), default=timezone.now)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["-answered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(instead_of=None), name="one_first_answer_a_request"
            ),
            models.CheckConstraint(
                condition=~Q(decision="declined", reason=""), name="declining_needs_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(decision="changed", text_de="", text_en="", attribution=""),
                name="change_says_what",
            ),
        ]

    def __str__(self):
        return f"{self.answered_by}: {self.get_decision_display()}"

    def changed_languages(self):
        return [language for language in LANGUAGES if getattr(self, f"text_{language}")]

    def save(self, **kwargs):
        for language in LANGUAGES:
            words = normalize_newlines(getattr(self, f"text_{language}")).strip()
            setattr(self, f"text_{language}", words)
        super().save(**kwargs)

    def settle(self, statement):
        """Record the agreement to each wording asked for, or that there is none any more.

        A no ends every agreement to that language, one by letter to the office too.
        """
        for language in self.request.languages():
            if self.agrees(language):
                self.record(statement, language)
            else:
                self.end(statement.authorisations.filter(language=language))

    def agrees(self, language):
        """Tell whether this answer leaves the wording and attribution in `language` as they are."""
        refused = self.decision == self.Decision.DECLINED or self.attribution
        return not refused and not getattr(self, f"text_{language}")

    def record(self, statement, language):
        statement.authorise(language, way=Authorisation.Way.SIGNED_LINK, answer=self)

    def take_back(self):
        """Revoke what this answer authorised: another one comes in its place."""
        self.end(self.authorisations.all())

    @staticmethod
    def end(authorisations):
        for authorisation in authorisations.valid():
            authorisation.revoke(_("The speaker gave another answer."))

    @property
    def can_be_taken_over(self):
        """Tell whether the wordings are all the speaker wants changed: a name is for the office."""
        return self.decision == self.Decision.CHANGED and not self.attribution

    def take_over(self):
        """Make the speaker's own wording the statement's: this answer authorises exactly that.

        Raises Closed where the wording is no longer the one that was asked for.
        """
        with transaction.atomic():
            statement = lock_statement(self.request.statement)
            stored = type(self).objects.select_for_update().get(pk=self.pk)
            if not stored.can_be_taken_over or not stored.is_undecided(statement):
                raise Closed
            for language in stored.changed_languages():
                setattr(statement, f"text_{language}", getattr(stored, f"text_{language}"))
            statement._change_reason = _("Wording of the speaker, taken over")
            statement.save()
            for language in stored.changed_languages():
                setattr(stored, f"fingerprint_{language}", statement.fingerprint(language))
                stored.record(statement, language)
            stored.save()
        return statement

    def is_undecided(self, statement):
        taken_over = self.fingerprint_de or self.fingerprint_en
        stands = self.request.standing_answer == self
        return stands and not taken_over and self.request.is_open(statement)
