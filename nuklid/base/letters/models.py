"""The outbox: a letter is stored together with what causes it, and sent by a background task.

Nothing is lost: what is stored waits until a mail server takes it. Nothing goes twice: a letter is
claimed before it is handed over, and where nobody can know whether the mail server took it, it
waits for the office instead of a second try.

Nobody reads in it what opens something: a personal link or a code stands apart from the text, which
the office reads, and is forgotten as soon as the letter went out.
"""

import logging
from contextlib import suppress
from datetime import timedelta
from smtplib import (
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from django.core.mail import EmailMessage, mailers
from django.db import models, transaction
from django.db.models import F, Q
from django.tasks import default_task_backend, task
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nuklid.base.texts.bilingual import LANGUAGE_NAMES

log = logging.getLogger(__name__)

# Pauses after a failed try, in minutes; after the last one the office is asked.
PAUSES = (1, 5, 30, 120, 360, 1440)
LINK = "{link}"  # stands in the text where the letter has its personal link, or a code
# A letter still claimed after this time lost its sender: a worker was killed.
LOST_AFTER = timedelta(minutes=15)


class Refused(Exception):
    """The letter certainly did not go out; `final` says that trying again is of no use."""

    def __init__(self, reason, final=False):
        super().__init__(reason)
        self.final = final


class Uncertain(Exception):
    """The connection broke while the letter was under way: it may have arrived."""


def was_lost():
    return Q(claimed_at__lt=timezone.now() - LOST_AFTER, sent_at=None)


class LetterQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(sent_at=None, failed_at=None, claimed_at=None)

    def due(self):
        """Return what is to be sent now, what soon comes too late first."""
        now = timezone.now()
        due = self.waiting().filter(next_try_at__lte=now).exclude(expires_at__lte=now)
        return due.order_by(F("expires_at").asc(nulls_last=True), "pk")

    def failed(self):
        """Return what only the office can send again: refused for good, or of unknown fate."""
        return self.filter(Q(failed_at__isnull=False) | was_lost())

    def expired(self):
        """Return what was not sent in time and is of no use any more."""
        late = self.filter(expires_at__lte=timezone.now(), sent_at=None)
        return late.filter(Q(claimed_at=None) | was_lost())

    def drop_expired(self):
        """Delete what came too late; the log says what the mail server did not take."""
        if refused := self.expired().exclude(error="").count():
            log.error("Codes that were not sent in time, the mail server took none: %d", refused)
        self.expired().delete()


class Letter(models.Model):
    """A text mail to one address. `post` stores it; the rest happens by itself."""

    class Kind(models.TextChoices):
        REQUEST = "request", _("request for authorisation")
        REMINDER = "reminder", _("reminder")
        PREVIEW = "preview", _("press preview")
        INVITATION = "invitation", _("invitation")
        DECISION = "decision", _("decision on a change")
        YEARLY_CHECK = "yearly_check", _("yearly check")
        OPENING_ENDS = "opening_ends", _("end of an opening")
        NOTICE = "notice", _("notice")
        RECEIPT = "receipt", _("receipt of an answer")
        CODE = "code", _("code for signing in")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    to = models.EmailField(_("to"), max_length=320)  # a form takes no longer one
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_NAMES)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text of the letter"))
    secret = models.CharField(max_length=1000, blank=True, editable=False)
    posted_at = models.DateTimeField(_("written"), auto_now_add=True)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True, editable=False)
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    failed_at = models.DateTimeField(_("given up"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.CharField(_("why it failed"), max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-posted_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(to=""), name="letter_has_address"),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(failed_at=None), name="letter_is_sent_or_failed"
            ),
        ]

    def __str__(self):
        return f"{self.subject} → {self.to}"

    @classmethod
    def post(cls, *, to, language, subject, body, kind, secret="", expires_at=None):
        """Store a letter in the transaction that causes it, and have it sent after the commit.

        `secret` is the address or the code in `body` (there in full, or as LINK) that nobody else
        may see. From `expires_at` on the letter is not sent any more.
        """
        subject = " ".join(subject.split())[:200]
        if secret:
            body = body.replace(secret, LINK)
        words = {"language": language, "subject": subject, "body": body}
        letter = cls.objects.create(to=to, kind=kind, secret=secret, expires_at=expires_at, **words)
        transaction.on_commit(send_due_letters.enqueue, robust=True)
        return letter

    @property
    def text_to_send(self):
        return self.body.replace(LINK, self.secret) if self.secret else self.body

    @property
    def text_to_show(self):
        """The text as the office may read it."""
        link = _now("[personal link: only the recipient has it]")
        code = _now("[code: only the recipient has it]")
        return self.body.replace(LINK, code if self.kind == self.Kind.CODE else link)

    @property
    def state(self):
        if self.sent_at:
            return self.State.SENT
        if self.failed_at or (self.claimed_at and self.claimed_at < timezone.now() - LOST_AFTER):
            return self.State.FAILED
        return self.State.SENDING if self.claimed_at else self.State.WAITING

    @property
    def is_delayed(self):
        """Tell whether a try failed and the next one comes by itself."""
        return self.state == self.State.WAITING and bool(self.error)

    def claim(self):
        """Reserve the letter for this process; tell whether it was still free."""
        free = type(self).objects.due().filter(pk=self.pk)
        claimed = free.update(claimed_at=timezone.now(), tries=F("tries") + 1)
        self.refresh_from_db()
        return bool(claimed)

    def send(self):
        """Send the letter if it is due and free; tell whether it went out."""
        if not self.claim():
            return False
        try:
            self.hand_over()
        except Refused as refusal:
            self.put_back(str(refusal), final=refusal.final or self.tries > len(PAUSES))
        except Uncertain as doubt:
            self.put_back(str(doubt), final=True)
        else:
            self.sent_at, self.claimed_at, self.error = timezone.now(), None, ""
            self.secret = ""
            self.save()
        return bool(self.sent_at)

    def hand_over(self):
        """Give the letter to the mail server. Raises Refused or Uncertain."""
        mailer = mailers.default
        try:
            mailer.open()
        except OSError as error:
            raise Refused(_("The mail server cannot be reached: %s") % error) from error
        message = EmailMessage(
            self.subject,
            self.text_to_send,
            to=[self.to],
            headers={"Content-Language": self.language},
        )
        try:
            mailer.send_messages([message])
        except (SMTPResponseException, SMTPRecipientsRefused, SMTPNotSupportedError) as error:
            raise Refused(*answer_of(error)) from error
        except ValueError as error:
            raise Refused(_("No letter can go to this address: %s") % error, True) from error
        except OSError as error:
            doubt = _("The connection broke while sending; nobody knows whether it arrived: %s")
            raise Uncertain(doubt % (error or type(error).__name__)) from error
        finally:
            with suppress(OSError):
                mailer.close()

    def put_back(self, reason, final):
        """Let the letter wait for its next try, or for the office if there is none."""
        now = timezone.now()
        self.claimed_at, self.error = None, reason[:300]
        if final:
            self.failed_at = now
        else:
            self.next_try_at = now + timedelta(minutes=PAUSES[self.tries - 1])
        self.save()
        if not final and default_task_backend.supports_defer:
            send_due_letters.using(run_after=self.next_try_at).enqueue()

    def send_again(self):
        """Give a failed letter all its tries anew; tell whether it had failed."""
        anew = {"failed_at": None, "claimed_at": None, "tries": 0, "next_try_at": timezone.now()}
        again = type(self).objects.failed().filter(pk=self.pk).update(**anew)
        if again:
            transaction.on_commit(send_due_letters.enqueue, robust=True)
        return bool(again)


def answer_of(error):
    """Return what the mail server said, and whether it will say so every time."""
    code: int
    said: bytes | str
    code, said = 554, str(error)
    if isinstance(error, SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
    elif isinstance(error, SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return _("The mail server refused: %s") % f"{code} {words}", code >= 500


@task
def send_due_letters():
    """Send every letter that is due, those that an earlier worker left behind too.

    Each is asked for anew: a code that is asked for meanwhile does not wait behind many letters.
    """
    while letter := Letter.objects.due().first():
        letter.send()
    Letter.objects.drop_expired()
