from datetime import timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from news.models.items import NewsItem
from news.models.signed_links import SignedLink, SignedLinkQuerySet
from nuklid.base.letters.models import Letter
from nuklid.base.records.audit import AuditEvent
from nuklid.base.texts.bilingual import LANGUAGES, bilingual

REMIND_BEFORE = timedelta(days=2)
# A late answer is better than none: the link outlives its deadline.
LINK_OUTLIVES = timedelta(days=14)


class Closed(Exception):
    """The request cannot be answered (any more): revoked, expired, or the wording is another."""


class AlreadyAnswered(Exception):
    """The speaker did not see what stands now, or it is published and can no longer be replaced."""


def undecided():
    """Return the condition that somebody still has to decide about a language."""
    open_ones = Q(answers__decision_de="not_yet") | Q(answers__decision_en="not_yet")
    return Q(answers=None) | (open_ones & Q(answers__replaced_by=None))


class RequestQuerySet(SignedLinkQuerySet):
    def waiting(self):
        """Return those whose speakers may still answer and have not, or not in each language."""
        oldest = timezone.localdate() - LINK_OUTLIVES
        return self.unrevoked().filter(undecided(), answer_by__gte=oldest)

    def late(self):
        """Return those without a whole answer on the day after the deadline."""
        return self.unrevoked().filter(undecided(), answer_by__lt=timezone.localdate())

    def to_remind(self):
        """Return those whose deadline is near, not over, and who have not been reminded."""
        return self.near_or_over().filter(reminder=None, answer_by__gte=timezone.localdate())

    def in_time(self):
        """Return those who may still take their time: neither late nor to be reminded."""
        rows = self.waiting().filter(answer_by__gte=timezone.localdate())
        return rows.exclude(pk__in=self.to_remind().values("pk"))

    def near_or_over(self):
        """Return those that wait and whose deadline is near or over, reminded or not."""
        return self.waiting().filter(answer_by__lte=timezone.localdate() + REMIND_BEFORE)

    def last_of(self, speakers):
        """Return {pk of the speaker: the last request to that person} of several (pks)."""
        rows = self.filter(statement__speaker__in=set(speakers)).exclude(email="")
        rows = rows.select_related("statement").order_by("asked_at", "pk")
        return {row.statement.speaker_id: row for row in rows}

    def answered(self, decision, **columns):
        """Return those whose standing answer is `decision` in a language and has `columns` there.

        Only as long as their statement still asks for it.
        """
        sides = Q()
        for language in LANGUAGES:
            wanted = {"decision": decision} | columns
            sides |= Q(**{f"answers__{name}_{language}": v for name, v in wanted.items()})
        rows = self.unrevoked().filter(sides, answers__replaced_by=None)
        return rows.filter(statement__left_out_reason="", statement__kind="verbatim")

    def proposing(self):
        """Return those with a speaker's own wording about which the office has not decided."""
        return self.answered("changed", fingerprint="")

    def declined(self):
        return self.answered("declined")

    def wanting_link(self):
        """Return those whose link led nowhere and whose holder wants a new one."""
        later = self.model.objects.filter(
            statement=OuterRef("statement"), asked_at__gt=OuterRef("new_link_wanted_at")
        )
        return self.filter(~Exists(later), new_link_wanted_at__isnull=False)


class AuthorisationRequest(SignedLink):
    """Who was asked to authorise which wording of a statement, until when.

    `fingerprint_<language>` is empty for a language that was not asked.
    """

    statement = models.ForeignKey(
        "news.Statement", models.CASCADE, verbose_name=_("statement"), related_name="requests"
    )
    text = bilingual(models.TextField(_("wording asked for"), blank=True))
    fingerprint = bilingual(models.CharField(_("fingerprint"), max_length=64, blank=True))
    asked_name = models.CharField(_("who is asked"), max_length=200)
    email = models.EmailField(_("asked at"))
    is_delegate = models.BooleanField(_("answers for the speaker"), default=False)
    answer_by = models.DateField(_("answer by"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("asked by"), related_name="+"
    )
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    reminder = models.ForeignKey(
        Letter, models.PROTECT, verbose_name=_("reminder"), related_name="+", null=True, blank=True
    )
    new_link_wanted_at = models.DateTimeField(_("new link wanted"), null=True, blank=True)

    objects = RequestQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["key"])

    class Meta:
        verbose_name = _("request for authorisation")
        verbose_name_plural = _("requests for authorisation")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement"], condition=Q(revoked_at=None), name="one_request_a_statement"
            ),
            models.CheckConstraint(
                condition=~Q(fingerprint_de="", fingerprint_en=""), name="request_asks_something"
            ),
        ]

    def __str__(self):
        speaker, addressee = self.statement.name_as_said, self.asked_name
        return speaker if speaker == addressee else f"{speaker} ({addressee})"

    @classmethod
    def ask(cls, statement, languages, **record):
        """Ask for the stored wording in `languages`; an earlier request is revoked."""
        with transaction.atomic():
            stored = lock_statement(statement)
            for earlier in stored.requests.unrevoked():
                earlier.revoke()
            auth_request = cls(statement=stored, key=token_urlsafe(16), **record)
            for language in languages:
                setattr(auth_request, f"text_{language}", getattr(stored, f"text_{language}"))
                setattr(auth_request, f"fingerprint_{language}", stored.fingerprint(language))
            auth_request.save()
        return auth_request

    def remind(self, letter, answer_by):
        """Note the `letter` that reminded, and by when (date) it asks for the answer."""
        self.reminder, self.answer_by = letter, answer_by
        self.save()

    def languages(self):
        """Return the languages that were asked for."""
        return [language for language in LANGUAGES if getattr(self, f"fingerprint_{language}")]

    @property
    def link_ends_on(self):
        """The last day (Berlin) on which the link can be used."""
        return self.answer_by + LINK_OUTLIVES

    @property
    def is_late(self):
        return self.answer_by < timezone.localdate()

    @property
    def standing_answer(self):
        """The answer that counts, None before there is one."""
        answers = self.answers.all()
        replaced = {answer.instead_of_id for answer in answers}
        return next((answer for answer in answers if answer.pk not in replaced), None)

    def agreement(self, language):
        """Return the Authorisation that an answer gave to `language`, None if none holds."""
        given = (row for answer in self.answers.all() for row in answer.authorisations.all())
        valid = (row for row in given if row.language == language and not row.revoked_at)
        return next(valid, None)

    def is_live(self, statement):
        """Tell whether the link still leads to its statement, whatever became of the wording."""
        return not (
            self.revoked_at
            or self.link_ends_on < timezone.localdate()
            or statement.kind != statement.Kind.VERBATIM
            or statement.left_out_reason
            or statement.withdrawn_at
            or statement.item.withdrawn_at
        )

    def is_open(self, statement):
        """Tell whether the link still leads to what it was made for."""
        return self.is_live(statement) and not self.is_outdated(statement)

    def is_outdated(self, statement):
        """Tell whether a wording or attribution is no longer the one that was asked for."""
        return not all(self.asks(statement, language) for language in self.languages())

    def asks(self, statement, language):
        """Tell whether the wording is the one asked for, or the speaker's own, taken over."""
        field = f"fingerprint_{language}"
        agreed = {getattr(self, field)} | {getattr(a, field) for a in self.answers.all()}
        return statement.fingerprint(language) in agreed

    def differences(self, statement, languages):
        """Return what of `languages` is another than was asked for, as [(language, part)].

        The part is "text", "attribution", or "new" for a language that was not asked for.
        """
        parts = []
        for language in languages:
            if language not in self.languages():
                parts.append((language, "new"))
            elif getattr(self, f"text_{language}") != getattr(statement, f"text_{language}"):
                parts.append((language, "text"))
            elif getattr(self, f"fingerprint_{language}") != statement.fingerprint(language):
                parts.append((language, "attribution"))
        return parts

    def open_languages(self, statement):
        """Return the languages about which can be decided now.

        Once the news item is public, what was decided or is shown stays; the rest can still come.
        """
        if not statement.item.is_public:
            return self.languages()
        answer, shown = self.standing_answer, statement.shown_languages()
        undecided = answer.languages("not_yet") if answer else self.languages()
        return [language for language in undecided if language not in shown]

    def version(self, statement):
        """Return a text that changes with the wordings asked for and with the answer to them."""
        before = self.standing_answer
        wordings = (statement.fingerprint(language)[:12] for language in self.languages())
        return ".".join((str(before.pk if before else 0), *wordings))

    def receive(self, new_answer, seen):
        """Store an unsaved Answer and act on it; `seen` is the version its giver looked at.

        Raises Closed, AlreadyAnswered where another answer stands or has been published, and
        ValueError unless each language that is open is decided about, and no other.
        """
        with transaction.atomic():
            statement = lock_statement(self.statement)
            stored = type(self).objects.select_for_update().get(pk=self.pk)
            if not stored.is_open(statement):
                raise Closed
            earlier, languages = stored.standing_answer, stored.open_languages(statement)
            if stored.version(statement) != seen or not languages:
                raise AlreadyAnswered
            if [code for code in LANGUAGES if new_answer.decision_in(code)] != languages:
                raise ValueError("Each language that is open needs a decision, and no other.")
            new_answer.request, new_answer.instead_of = stored, earlier
            if earlier:
                earlier.take_back(languages)
                new_answer.continue_from(earlier, languages)
            new_answer.save()
            new_answer.settle(statement, languages)
            for decision in sorted({new_answer.decision_in(code) for code in languages}):
                AuditEvent.record(AuditEvent.Kind.DECIDED, None, stored, f"answer_{decision}")


def lock_statement(statement):
    """Return `statement` as it is stored, its news item locked until the transaction ends."""
    NewsItem.objects.select_for_update().get(pk=statement.item_id)
    return type(statement).objects.select_related("item", "speaker").get(pk=statement.pk)
