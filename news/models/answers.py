from typing import NamedTuple

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import normalize_newlines
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from news.models.authorisations import Authorisation
from news.models.requests import AuthorisationRequest, Closed, lock_statement
from nuklid.base.letters.models import Letter
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, LANGUAGES, bilingual


class Decision(models.TextChoices):
    AUTHORISED = "authorised", _("authorised")
    CHANGED = "changed", _("authorised with a change")
    NOT_YET = "not_yet", _("not decided yet")
    DECLINED = "declined", _("declined")


def rules_for(language):
    """Return the constraints on what an answer says about one language."""
    decision, text = f"decision_{language}", f"text_{language}"
    changed, wishes_nothing = Q(**{decision: Decision.CHANGED}), Q(**{text: ""})
    wishes_nothing &= Q(**{f"attribution_{language}": ""})
    return [
        models.CheckConstraint(
            condition=(changed & ~wishes_nothing) | (~changed & wishes_nothing),
            name=f"change_says_what_{language}",
            violation_error_message=_("A change says what is to change, and nothing else does."),
        ),
        models.CheckConstraint(
            condition=~Q(**{decision: Decision.DECLINED}, reason=""),
            name=f"declining_needs_a_reason_{language}",
            violation_error_message=_("Whoever declines says why."),
        ),
        models.CheckConstraint(
            condition=Q(**{f"fingerprint_{language}": ""}) | (changed & ~Q(**{text: ""})),
            name=f"only_a_wording_is_taken_over_{language}",
            violation_error_message=_("Only a wording of the speaker can be taken over."),
        ),
    ]


class Outcome(NamedTuple):
    """What was decided about one language: `text` and attribution are what was agreed to.

    Of a change they are what the speaker wishes, of what was not agreed to the wording asked for.
    """

    language: str
    decision: str
    is_taken_over: bool
    text: str
    attribution: str

    @property
    def label(self):
        return LANGUAGE_NAMES[self.language]

    @property
    def decision_label(self):
        return Decision(self.decision).label


class Answer(models.Model):
    """What a speaker, or who answers for them, decided about each language of a request.

    `decision_<language>` is empty for a language that was not asked for. `text_<language>` is the
    speaker's own wording where it differs from the one asked for; `fingerprint_<language>` marks
    the wording that became of it when the office took it over.
    """

    Decision = Decision

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
    decision = bilingual(
        models.CharField(_("answer"), max_length=10, choices=Decision, blank=True, default="")
    )
    text = bilingual(models.TextField(_("wording wished for"), max_length=3000, blank=True))
    attribution = bilingual(
        models.CharField(_("name and function wished for"), max_length=500, blank=True)
    )
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    fingerprint = bilingual(models.CharField(_("fingerprint"), max_length=64, blank=True))
    answered_by = models.CharField(
        pgettext_lazy("of an answer", "name given"),
        max_length=200,
        help_text=_("Typed by whoever used the link; nobody checks it."),
    )
    answered_at = models.DateTimeField(_("answered at"), default=timezone.now)
    receipt = models.ForeignKey(
        Letter, models.PROTECT, verbose_name=_("receipt"), related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["-answered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(instead_of=None), name="one_first_answer_a_request"
            ),
            models.CheckConstraint(
                condition=~Q(decision_de="", decision_en=""),
                name="answer_decides_something",
                violation_error_message=_("An answer decides about at least one language."),
            ),
            *(rule for language in LANGUAGES for rule in rules_for(language)),
        ]

    def __str__(self):
        return f"{self.answered_by}: {self.summary}"

    @property
    def summary(self):
        """Name what was decided, language by language."""
        decided = [code for code in LANGUAGES if self.decision_in(code)]
        labels = {code: Decision(self.decision_in(code)).label for code in decided}
        if len(set(labels.values())) == 1:
            return str(labels[decided[0]])
        return ", ".join(f"{LANGUAGE_NAMES[code]}: {label}" for code, label in labels.items())

    def decision_in(self, language):
        """Return the Decision about one language, "" if it was not asked for."""
        return getattr(self, f"decision_{language}")

    def languages(self, *decisions):
        """Return the languages about which it says one of `decisions`."""
        return [code for code in LANGUAGES if self.decision_in(code) in decisions]

    @property
    def is_complete(self):
        return Decision.NOT_YET not in (self.decision_de, self.decision_en)

    def outcomes(self):
        """Return an Outcome for each language asked for; needs the answers' authorisations."""
        return [self.outcome(code) for code in LANGUAGES if self.decision_in(code)]

    def outcome(self, language):
        agreed = self.request.agreement(language)
        wished = getattr(self, f"text_{language}"), getattr(self, f"attribution_{language}")
        taken_over = bool(getattr(self, f"fingerprint_{language}"))
        if agreed and self.covers(language):
            content = agreed.text, agreed.attribution
        elif any(wished):
            content = wished
        else:
            content = getattr(self.request, f"text_{language}"), ""
        return Outcome(language, self.decision_in(language), taken_over, *content)

    def save(self, **kwargs):
        for language in LANGUAGES:
            words = normalize_newlines(getattr(self, f"text_{language}")).strip()
            setattr(self, f"text_{language}", words)
        super().save(**kwargs)

    def continue_from(self, earlier, languages):
        """Take what `earlier` decided about all but `languages`: that is published and stays."""
        for language in LANGUAGES:
            if language not in languages:
                for name in ("decision", "text", "attribution", "fingerprint"):
                    column = f"{name}_{language}"
                    setattr(self, column, getattr(earlier, column))
                self.reason = self.reason or earlier.reason

    def settle(self, statement, languages):
        """Record what is agreed to of the wordings in `languages`, and end what no longer is.

        A no, or a change, ends every agreement to that language, one by letter to the office too.
        """
        for language in languages:
            decision = self.decision_in(language)
            if decision == Decision.AUTHORISED:
                self.record(statement, language)
            elif decision in (Decision.CHANGED, Decision.DECLINED):
                self.end(statement.authorisations.filter(language=language))

    def covers(self, language):
        """Tell whether this answer agrees to a wording in `language`: as asked, or taken over."""
        taken_over = getattr(self, f"fingerprint_{language}")
        return bool(taken_over) or self.decision_in(language) == Decision.AUTHORISED

    def record(self, statement, language):
        statement.authorise(language, way=Authorisation.Way.SIGNED_LINK, answer=self)

    def take_back(self, languages):
        """Revoke what was authorised of `languages`: another answer comes in its place."""
        self.end(self.authorisations.filter(language__in=languages))

    @staticmethod
    def end(authorisations):
        for authorisation in authorisations.valid():
            authorisation.revoke(_("The speaker gave another answer."))

    def languages_to_take_over(self):
        """Return the languages whose wording is all that is to change: a name is for the office."""
        return [
            code
            for code in self.languages(Decision.CHANGED)
            if not getattr(self, f"attribution_{code}") and not getattr(self, f"fingerprint_{code}")
        ]

    def take_over(self):
        """Make the speaker's own wording the statement's: this answer authorises exactly that.

        Raises Closed where the wording is no longer the one that was asked for.
        """
        with transaction.atomic():
            statement = lock_statement(self.request.statement)
            stored = type(self).objects.select_for_update().get(pk=self.pk)
            languages = stored.languages_to_take_over()
            if not stored.can_be_taken_over(statement):
                raise Closed
            for language in languages:
                setattr(statement, f"text_{language}", getattr(stored, f"text_{language}"))
            statement._change_reason = _("Wording of the speaker, taken over")
            statement.save()
            for language in languages:
                setattr(stored, f"fingerprint_{language}", statement.fingerprint(language))
            stored.save()
            for language in languages:
                stored.record(statement, language)
        return statement

    def can_be_taken_over(self, statement):
        """Tell whether a wording of the speaker can take the place of the one of `statement`."""
        languages = self.languages_to_take_over()
        unchanged = all(self.request.asks(statement, code) for code in languages)
        stands = self.request.standing_answer == self and self.request.is_live(statement)
        return bool(languages) and unchanged and stands
