"""What a representative wants changed: field by field, old and new, until somebody decides."""

import uuid
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from members.models.organisations import Organisation
from members.models.proposed import (
    NEW,
    TARGETS,
    digest,
    mark_checked,
    put,
    row_label,
    store,
    stored_value,
    takes_file,
)
from members.own_page.change_rules import CHOICES, PARTS
from members.own_page.decision_letter import LONGEST, mail_author
from nuklid.base.records.audit import AuditEvent
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, LANGUAGES, bilingual


class State(models.TextChoices):
    PREVIEW = "preview", _("only looked at")
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("waits for the office")
    AT_ONCE = "at_once", _("went live at once")
    ACCEPTED = "accepted", _("accepted")
    PARTLY = "partly_accepted", _("accepted in part")
    RETURNED = "returned", _("returned")
    WITHDRAWN = "withdrawn", _("withdrawn")


OPEN = (State.DRAFT, State.SUBMITTED)
DECIDED = (State.ACCEPTED, State.PARTLY, State.RETURNED)
UNDECIDED = (State.PREVIEW, *OPEN)
LOOKS_LAST = timedelta(days=1)


class ChangeProposalQuerySet(models.QuerySet):
    def open(self):
        """Return what its authors can still change: one for each part of a record."""
        return self.filter(state__in=OPEN)

    def waiting(self):
        """Return what waits for the office."""
        return self.filter(state=State.SUBMITTED)

    def returned(self):
        """Return what the office returned and nobody has taken up again."""
        taken_up = ChangeProposal.objects.exclude(state__in=(State.PREVIEW, State.WITHDRAWN))
        taken_up = taken_up.exclude(takes_up=None)
        return self.filter(state=State.RETURNED).exclude(pk__in=taken_up.values("takes_up"))

    def unmailed(self):
        """Return what the office decided and no letter has said yet."""
        rows = self.filter(state__in=DECIDED, author_mailed_at=None)
        return rows.filter(proposed_by__is_active=True)

    def overdue_mail(self):
        """Return what has waited too long for the decisions it was to be mailed with."""
        return self.unmailed().filter(decided_at__lte=timezone.now() - LONGEST)

    def closed(self):
        return self.exclude(state__in=UNDECIDED)


class ChangeProposal(models.Model):
    """One form that a representative filled in. What is public stays as it was until `accept`.

    `changes` holds {column: {"old": …, "new": …}}, values as `stored_value` returns them;
    `decisions` {column: {"accepted": bool, "value": what the office made of it}}.
    """

    State = State

    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        verbose_name=_("organisation"),
        related_name="change_proposals",
    )
    part = models.CharField(_("part"), max_length=20, choices=CHOICES)
    object_id = models.BigIntegerField(null=True, blank=True)
    about = bilingual(models.CharField(_("about"), max_length=300, blank=True, editable=False))
    # Made with the form: a double click sends it twice, and makes one proposal.
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    changes = models.JSONField(_("changes"), default=dict)
    revision = models.PositiveIntegerField(default=0, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_NAMES, default="de")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("proposed by"),
        related_name="change_proposals",
        null=True,
    )
    proposed_at = models.DateTimeField(_("proposed at"), default=timezone.now)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("decided by"),
        related_name="+",
        null=True,
        blank=True,
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    author_mailed_at = models.DateTimeField(_("author mailed at"), null=True, editable=False)
    reason = models.TextField(_("reason"), blank=True)
    decisions = models.JSONField(_("decisions"), default=dict, blank=True)
    takes_up = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("takes up"),
        related_name="taken_up_by",
        null=True,
        blank=True,
        editable=False,
        help_text=_("The returned change that this one goes on with."),
    )

    objects = ChangeProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "part", "object_id"],
                condition=Q(state__in=OPEN),
                name="one_open_proposal_a_part",
            ),
            models.UniqueConstraint(fields=["organisation", "token"], name="unique_proposal_token"),
            models.CheckConstraint(
                condition=Q(state__in=UNDECIDED, decided_at=None)
                | (~Q(state__in=UNDECIDED) & Q(decided_at__isnull=False)),
                name="proposal_is_open_or_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SUBMITTED, submitted_at=None),
                name="submitted_proposal_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(State.RETURNED, State.PARTLY), reason=""),
                name="refusal_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.title}"

    # What it is about -----------------------------------------------------------------------------

    @property
    def rule(self):
        return PARTS[self.part]

    @property
    def title(self):
        return ": ".join(filter(None, [str(self.get_part_display()), self.about]))

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def may_be_taken_up(self):
        """Tell whether its author can go on with it although it is closed."""
        partly = self.state == State.PARTLY and not self.rule.is_new
        return partly or self.state in (State.RETURNED, State.WITHDRAWN)

    @property
    def accepted(self):
        """The columns that went live."""
        return [name for name, decision in self.decisions.items() if decision["accepted"]]

    def records(self, lock=False):
        """Return the records with the proposed columns: stored ones, or new ones yet unsaved.

        Raises ValidationError where the record is gone or no longer the organisation's.
        """
        if self.rule.is_new:
            return NEW[self.rule.subject](self.organisation)
        rows = TARGETS[self.rule.subject](self.organisation).filter(pk=self.object_id)
        records = list(rows.order_by().select_for_update() if lock else rows)
        if not records:
            raise ValidationError(_("What this change is about no longer exists."))
        return records

    def values_now(self):
        """Return {column: value} of everything this part can change, as it stands today."""
        records = self.records()
        return {name: stored_value(records, name) for name in self.rule.columns}

    def proposed(self):
        return {name: change["new"] for name, change in self.changes.items()}

    def texts(self):
        """Return what was proposed without files, which are gone once it is decided."""
        return {n: v for n, v in self.proposed().items() if not takes_file(self.rule.subject, n)}

    def version(self):
        """Return a text that changes with the proposal and with what it would change."""
        return digest([self.revision, self.state, self.values_now()])

    # What its authors do --------------------------------------------------------------------------

    def hold(self, *states):
        """Make others who write about the organisation wait; refuse unless in one of `states`."""
        Organisation.objects.select_for_update().get(pk=self.organisation_id)
        self.refresh_from_db()
        if self.state not in states:
            state = self.get_state_display()
            raise ValidationError(
                _("Nothing was done: this change is already in the state “%s”.") % state
            )

    def lock(self):
        """Make others wait who write about the organisation or the records themselves."""
        Organisation.objects.select_for_update().get(pk=self.organisation_id)
        self.refresh_from_db()
        with suppress(ValidationError):
            self.records(lock=True)

    @transaction.atomic
    def keep(self, changes, by, language, uploads=()):
        """Store as a draft what `by` typed. `uploads` maps columns to files, already cleaned."""
        if self.pk:
            self.hold(*OPEN)
        self.changes, self.proposed_by, self.language = changes, by, language
        self.state, self.submitted_at, self.proposed_at = State.DRAFT, None, timezone.now()
        self.name_target()
        self.revision += 1
        self.save()
        self.keep_files(uploads)

    def keep_files(self, uploads):
        """Store `uploads`, {column: file}, and forget the files of what is not changed any more."""
        for column, upload in dict(uploads).items():
            self.files.update_or_create(
                column=column, defaults={"name": upload.name, "content": upload.read()}
            )
        self.files.exclude(column__in=self.changes).delete()

    @transaction.atomic
    def look(self, changes, by, language, uploads=()):
        """Store what `by` typed in a proposal that only the preview shows, and return that.

        This one stays as it is. There is one such preview of a part; older ones are forgotten.
        """
        about = Q(part=self.part, object_id=self.object_id, proposed_by=by)
        looks = ChangeProposal.objects.filter(organisation=self.organisation, state=State.PREVIEW)
        looks.filter(about | Q(proposed_at__lt=timezone.now() - LOOKS_LAST)).delete()
        look = self.apart(changes)
        look.proposed_by, look.language, look.state = by, language, State.PREVIEW
        look.takes_up = self if self.pk else self.takes_up
        look.save()
        look.keep_files(uploads)
        return look

    def name_target(self):
        """Note in both languages which row this is about: member and office may read another."""
        for language in LANGUAGES:
            with translation.override(language):
                label = row_label(self.rule, self.records(), self.proposed())
            setattr(self, f"about_{language}", label[:300])

    @transaction.atomic
    def submit(self, by):
        """Send to the office what waits for it; what is free goes live at once.

        Returns whether anything went live.
        """
        self.hold(*OPEN)
        self.records()  # what is gone needs no decision
        free = self.free_changes
        if self.goes_live_whole:
            self.go_live(by)
            return True
        if free:
            self.apart(free).go_live(by)
        self.changes = {n: change for n, change in self.changes.items() if n not in free}
        self.state, self.submitted_at = State.SUBMITTED, timezone.now()
        self.save()
        return bool(free)

    @property
    def free_changes(self):
        """The part of `changes` that needs no decision of the office."""
        trusted = self.rule.free if self.organisation.edits_at_once else ()
        return {name: change for name, change in self.changes.items() if name in trusted}

    @property
    def goes_live_whole(self):
        return bool(self.changes) and len(self.free_changes) == len(self.changes)

    def apart(self, changes):
        """Return a new proposal that holds some of this one's `changes`."""
        columns = "organisation part object_id about_de about_en proposed_by language takes_up"
        return type(self)(
            changes=changes, **{name: getattr(self, name) for name in columns.split()}
        )

    def go_live(self, by):
        self.decisions = {name: {"accepted": True} for name in self.changes}
        self.state, self.decided_at = State.AT_ONCE, timezone.now()
        self.save()
        self.apply(self.proposed(), by, _now("Changed under “My profile”"))

    @transaction.atomic
    def withdraw(self, by=None):
        """Take back, before anybody decided."""
        self.hold(*OPEN)
        self.close(State.WITHDRAWN, by)

    @transaction.atomic
    def set_aside(self, by=None):
        """Leave what was returned at that; the office's reason stays."""
        self.hold(State.RETURNED)
        self.close(State.WITHDRAWN, by, self.reason)

    # What the office does -------------------------------------------------------------------------

    @transaction.atomic
    def accept(self, by, values, reason="", absolute=str, person=None):
        """Put `values` (columns missing here are refused) into the record, and write to the author.

        A value that differs from the proposed one is the office's own. `absolute` is a function
        from a path to a full address. `person` is who is meant by a new person and is on record
        already. Raises ValidationError, at the column where a value is not
        allowed.
        """
        self.hold(State.SUBMITTED)
        refused = set(self.changes) - set(values)
        if refused and not reason:
            raise ValidationError({"reason": _("Tell the member why not everything is accepted.")})
        if not values and not self.rule.ends:
            raise ValidationError(_("Tick what you accept, or return the whole change."))
        self.apply(values, by, self.credit(), person)
        self.decisions = {name: self.decision(name, values) for name in self.changes}
        self.close(State.PARTLY if refused else State.ACCEPTED, by, reason)
        mail_author(self, absolute)

    def credit(self):
        return _now("Proposed by %s") % (self.proposed_by or _now("a former user"))

    def decision(self, name, values):
        if name not in values:
            return {"accepted": False}
        is_changed = values[name] != self.changes[name]["new"]
        return {"accepted": True} | ({"value": values[name]} if is_changed else {})

    @transaction.atomic
    def return_(self, by, reason, absolute=str):
        """Refuse the whole change; the author reads the `reason` in a letter."""
        if not reason:
            raise ValidationError({"reason": _("Tell the member why the change is returned.")})
        self.hold(State.SUBMITTED)
        self.decisions = {name: {"accepted": False} for name in self.changes}
        self.close(State.RETURNED, by, reason)
        mail_author(self, absolute)

    def close(self, state, by, reason=""):
        self.state, self.decided_by, self.decided_at = state, by, timezone.now()
        self.reason = reason
        self.save()
        AuditEvent.record(AuditEvent.Kind.DECIDED, by, self, state)
        self.files.all().delete()

    def apply(self, values, by, reason, person=None):
        """Write `values` into the records; raise ValidationError where they are not allowed.

        `person` takes the place of the new one that a proposal of a new person would make.
        """
        records = self.records(lock=True)
        if person and self.part == "person_new":
            records[0] = person
        if self.rule.ends:
            records[0]._history_user, records[0]._change_reason = by, reason[:100]
            records[0].delete()
            return
        waiting = {file.column: file for file in self.files.all()}
        for name, value in values.items():
            put(records, name, waiting[name].as_upload() if name in waiting else value)
        mark_checked(self.part, records)
        for record in records:
            if self.rule.is_new and hasattr(record, "person_id") and not record.person_id:
                record.person = records[0]
            store(record, values, by, reason)
        self.object_id = self.object_id or records[0].pk
