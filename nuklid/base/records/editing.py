"""Forms for records that several people edit.

A refusal of the database is a sentence at its field; whoever saves second is told what the first
changed, and keeps everything typed.
"""

from django.forms.models import BaseInlineFormSet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from nuklid.base.records.checking import ConstrainedForm, is_key
from nuklid.base.records.seen import Seen, SeenForm
from nuklid.base.records.taking_over import take_over
from nuklid.base.records.versions import Versions


class RecordForm(SeenForm, ConstrainedForm):
    """Refuses to overwrite unseen what somebody else has saved meanwhile.

    `versions` are those of its model; a RecordAdmin sets them.
    """

    versions: Versions
    seen = Seen(required=False)
    meanwhile = ()  # Events

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound:
            self.initial["seen"] = self.versions.current(self.instance.pk)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            self.meet_others(self.versions.current(self.instance.pk))
        return cleaned

    def meet_others(self, version):
        if not self.somebody_was_quicker(version):
            return
        seen = self.cleaned_data.get("seen", "")
        self.meanwhile = self.versions.events_since(self.instance.pk, seen)
        take_over(self, self.versions.as_seen(self.instance, seen), self.instance)
        self.add_error(
            None,
            _(
                "While you had this form open, somebody else saved the same record. Nothing of "
                "yours is lost: what you typed is still here, but not saved yet. What you had not "
                "touched says what the others saved. Read what changed, then save again."
            ),
        )


class RowFormSet(BaseInlineFormSet):
    """Rows under a record.

    A row that somebody else deleted meanwhile comes back as a new one with all that was typed;
    Django would drop it.
    """

    data: QueryDict
    versions: Versions  # of the record; the rows' admin sets them

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data.copy() if data else data, *args, **kwargs)
        if self.is_bound:
            self.forget_vanished()

    @staticmethod
    def key(row):
        """Return what no two rows of cleaned data may share, None if this one is free."""
        return None

    @cached_property
    def forms(self):
        forms = super().forms
        for form in forms:
            if not form.instance.pk:
                form.fields[self.model._meta.pk.name].required = False
                form.is_new_row = self.is_bound
                form.empty_permitted = False
        return forms

    def forget_vanished(self):
        stored = {row.pk for row in self.get_queryset()}
        for i in range(self.initial_form_count()):
            field = f"{self.add_prefix(i)}-{self.model._meta.pk.name}"
            pk = self.data.get(field, "")
            if not (is_key(pk) and int(pk) in stored):
                self.data[field] = ""

    @property
    def initial_forms(self):
        return [form for form in self.forms if form.instance.pk]

    @property
    def extra_forms(self):
        return [form for form in self.forms if not form.instance.pk]

    def clean(self):
        super().clean()
        taken = set()
        for form in self.forms:
            stays = form.cleaned_data and not form.errors and form not in self.deleted_forms
            key = self.key(form.cleaned_data) if stays else None
            if key in taken:
                form.add_error(None, _("This row repeats another one."))
            taken |= {key} - {None}
        self.meet_others()

    def meet_others(self):
        """Put what others saved meanwhile into rows where nothing was typed (see RecordForm)."""
        seen = self.data.get("seen", "")
        if not self.instance.pk or seen == self.versions.current(self.instance.pk):
            return
        stored = {row.pk: row for row in self.get_queryset().all()}
        for form in self.initial_forms:
            now = stored.get(form.instance.pk)
            take_over(form, now and self.versions.as_seen(now, seen), now)
