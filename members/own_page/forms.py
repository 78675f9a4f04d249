"""One form for each part of an own page; what it collects becomes a ChangeProposal."""

import json

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.models.proposed import column_of, digest, readable_value, takes_file
from members.own_page.change_rules import PARTS
from nuklid.base.records.checking import ConstrainedForm
from nuklid.base.records.days import DAY_FORMATS, ClockInput, DayInput
from nuklid.base.records.seen import SeenForm
from nuklid.base.texts.differences import NOTHING


def as_json(value):
    """Return a cleaned value as `stored_value` returns that of a record."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, UploadedFile):
        return value.name
    return value.isoformat() if hasattr(value, "isoformat") else value


TYPED = ("text", "email", "url", "tel", "number")  # inputs that a browser offers to fill in


def dress(name, field, autocomplete="off"):
    """Make a field speak its language, ask for days as the browser does, and never drop a file.

    `autocomplete` is what a browser may fill in by itself, as HTML names it.
    """
    if name.endswith(("_de", "_en")):
        field.widget.attrs["lang"] = name[-2:]
    if isinstance(field, forms.DateField):
        field.widget, field.input_formats = DayInput(), DAY_FORMATS
    if isinstance(field, forms.TimeField):
        field.widget = ClockInput()
    if isinstance(field, forms.FileField):
        field.widget = forms.FileInput(attrs={"accept": "image/*"})
    if name == "telephone":
        field.widget.input_type = "tel"
    if getattr(field.widget, "input_type", "") in TYPED:
        field.widget.attrs["autocomplete"] = autocomplete


class ChangeForm(SeenForm, ConstrainedForm):
    """Fills in what is proposed or public; tells what was changed, and what others changed since.

    `start` maps columns to values that stand in the form instead, e.g. those of a returned
    proposal. Pictures that wait are those of `source`, by default of the proposal itself.
    """

    part = ""
    # Column → what a browser may fill in by itself, as HTML names it; nothing about other people.
    autocomplete: dict[str, str] = {}
    # What every field held when the form was filled: {column: digest}.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, proposal, data=None, files=None, start=None, source=None):
        self.proposal, self.rule, self.merged = proposal, PARTS[self.part], {}
        self.source = source or proposal
        self.records = proposal.records()
        self.live = proposal.values_now()
        self.start = self.live | (proposal.proposed() if start is None else start)
        super().__init__(data, files, instance=self.records[0], initial=self.first_values())
        for name, field in self.fields.items():
            dress(name, field, self.autocomplete.get(name, "off"))

    def first_values(self):
        marks = {name: digest(value) for name, value in self.start.items()}
        return self.start | {"seen": json.dumps(marks), "token": self.proposal.token}

    def seen_marks(self):
        try:
            marks = json.loads(self.cleaned_data.get("seen") or "{}")
        except (ValueError, RecursionError):
            return {}
        return marks if isinstance(marks, dict) else {}

    def clean(self):
        cleaned = super().clean()
        marks = self.seen_marks()
        for name in self.rule.columns:
            if name in cleaned and name not in self.errors:
                self.merge(name, self.posted(name), marks)
        return cleaned

    def add_error(self, field, error):
        """Say above the form what is wrong with a column that has no field in it."""
        if field or not hasattr(error, "error_dict"):
            return super().add_error(field, error)
        for name, errors in error.error_dict.items():
            super().add_error(name if name in self.fields else None, errors)
        return None

    def posted(self, name):
        value = self.cleaned_data[name]
        if takes_file(self.rule.subject, name) and not isinstance(value, UploadedFile):
            return self.start[name]
        return as_json(value)

    def merge(self, name, posted, marks):
        """Take what was typed; leave what was not touched; say where somebody else was quicker."""
        start, seen = self.start[name], marks.get(name)
        if digest(posted) == seen or posted == start:
            self.merged[name] = start
        elif digest(start) == seen:
            self.merged[name] = posted
        else:
            self.meet_others(name, marks)

    def meet_others(self, name, marks):
        now = readable_value(self.records_now(), name, self.start[name])
        message = _(
            "While you had this page open, somebody else changed this field. It now says: “%s”. "
            "What you typed is still here; sending it again puts it in its place."
        )
        self.add_error(name, message % (now if now != NOTHING else ""))
        # Whoever sends it again has read this.
        marks[name] = digest(self.start[name])
        self.renew(seen=json.dumps(marks))

    def records_now(self):
        return self.proposal.records()

    def changes(self):
        """Return {column: {"old": …, "new": …}} of what differs from what is public."""
        changes = {}
        for name, new in self.merged.items():
            if self.rule.is_new and self.is_choice(name) and new:
                changes[name] = {"old": "", "new": new}  # what was offered was chosen all the same
            if new == self.live[name]:
                continue
            before = self.proposal.changes.get(name)
            untouched = before and new == self.start[name]
            changes[name] = {"old": before["old"] if untouched else self.live[name], "new": new}
        return changes

    def is_choice(self, name):
        return bool(column_of(self.records, name)[1].choices)

    def uploads(self):
        """Return {column: file} of what was chosen now."""
        return {
            name: self.cleaned_data[name]
            for name in self.merged
            if isinstance(self.cleaned_data[name], UploadedFile)
        }

    def waiting_files(self):
        """Return {column: file} of what was chosen before."""
        files = self.source.files.all() if self.source.pk else ()
        return {file.column: file.as_upload() for file in files}

    def keep(self, by):
        """Store the proposal as a draft; return whether there is anything in it."""
        changes = self.changes()
        if not changes and not self.rule.ends:
            if self.proposal.pk:
                self.proposal.withdraw(by)
            return False
        looked_at = self.source is not self.proposal
        before = self.waiting_files() if looked_at else {}
        self.proposal.keep(changes, by, get_language(), before | self.uploads())
        if looked_at:
            self.source.delete()
        return True

    def look(self, by):
        """Store what was typed for a look at the page alone; return that proposal."""
        files = self.waiting_files() | self.uploads()
        return self.proposal.look(self.changes(), by, get_language(), files)

    def explained(self):
        """Yield (field, whether it goes live at once) as the page shows them."""
        trusted = self.proposal.organisation.edits_at_once
        for name in self.rule.columns:
            yield self[name], trusted and name in self.rule.free

    @property
    def some_at_once(self):
        return any(at_once for _field, at_once in self.explained())

    @property
    def all_at_once(self):
        shown = list(self.explained())
        return bool(shown) and all(at_once for _field, at_once in shown)

    @property
    def live_picture(self):
        """The public picture of the record, if this part has one."""
        return next((getattr(self.records_now()[0], n) for n in self.picture_columns()), None)

    @property
    def waiting_picture(self):
        return self.source.pk and self.source.files.exists()

    def picture_columns(self):
        return [n for n in self.rule.columns if takes_file(self.rule.subject, n)]


def options(model, name, **overrides):
    """Return a form field for a column of another model than the form's own."""
    return model._meta.get_field(name).formfield(**overrides)
