"""One form a verb: what the coordinator still decides before a news item changes its state."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import Organisation, Person
from news.models import Correction
from news.release_desk.moments import MomentField
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, LANGUAGES


def hidden_people(item):
    """Return the people `item` names whom the public cannot look up."""
    named = Q(statements__item=item) | Q(mandates__news_items=item)
    return Person.objects.filter(named, is_listed=False).distinct()


def hidden_organisations(item):
    """Return the organisations `item` names which the public cannot look up."""
    named = Q(statements__item=item) | Q(news_items=item) | Q(mandates__news_items=item)
    return Organisation.objects.filter(named, is_listed=False).distinct()


def lacking(item, user=None):
    """Return (statement, language) of each wording for which `user` may not publish `item`.

    Without a user, of each that no authorisation covers.
    """
    return [
        (statement, language)
        for language in LANGUAGES
        for statement in item.statements.holding_up(language, user)
    ]


class VerbForm(forms.Form):
    """Holds `item`, which `user` changes; `act` does what the verb says."""

    def __init__(self, item, user, data=None):
        super().__init__(data)
        self.item, self.user = item, user


class PublishForm(VerbForm):
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Also list these people"),
        help_text=_("They are named here, but have no public page yet."),
    )
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Also list these organisations"),
        help_text=_("They are named here, but have no public page yet."),
    )

    def __init__(self, item, user, data=None):
        super().__init__(item, user, data)
        for name, hidden in (("people", hidden_people), ("organisations", hidden_organisations)):
            self.fields[name].queryset = self.fields[name].initial = rows = hidden(item)
            if not rows:
                del self.fields[name]

    def clean(self):
        if not self.item.languages():
            raise ValidationError(_("A headline is needed before publication."))
        if lacking(self.item, self.user):
            raise ValidationError(
                _("Not published: quotes listed above still need an authorisation.")
            )
        return super().clean()

    def act(self):
        self.list_named()
        if self.item.embargo_until:
            self.item.embargo(None)
        self.item.publish()

    def list_named(self):
        for name in ("people", "organisations"):
            for record in self.cleaned_data.get(name, ()):
                record.is_listed = True
                record.save()


class ScheduleForm(PublishForm):
    at = MomentField(label=_("Publish on"))
    field_order = ["at"]

    def act(self):
        self.list_named()
        if self.item.embargo_until:
            self.item.embargo(None)
        self.item.publish(at=self.cleaned_data["at"])


class EmbargoForm(PublishForm):
    until = MomentField(label=_("Hold back until"))
    field_order = ["until"]

    def act(self):
        self.list_named()
        self.item.embargo(self.cleaned_data["until"])
        self.item.publish()


class DraftForm(VerbForm):
    def act(self):
        self.item.back_to_draft()


class CorrectForm(VerbForm):
    note_de = forms.CharField(
        label=_("What was put right (German)"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "de"}),
        help_text=_("Say what stood there and what is right. Shown to everyone above the text."),
    )
    note_en = forms.CharField(
        label=_("What was put right (English)"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
        help_text=_("Say what stood there and what is right. Shown to everyone above the text."),
    )

    def act(self):
        Correction.record(self.item, self.user, **self.cleaned_data)


class WithdrawForm(VerbForm):
    withdrawal_reason_de = forms.CharField(
        label=_("Reason (German)"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "de"}),
        help_text=_("Shown to everyone at the old address."),
    )
    withdrawal_reason_en = forms.CharField(
        label=_("Reason (English)"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
        help_text=_("Shown to everyone at the old address."),
    )

    def act(self):
        self.item.withdraw(**self.cleaned_data)


class LeaveOutForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is left out"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with the quote and in its history. Seen by the office only."),
    )


class OverrideForm(forms.Form):
    """Ticks for the wordings without which a news item may appear, and why."""

    wordings = forms.MultipleChoiceField(
        label=_("Wordings that stay hidden"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one wording.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept for good, with your name. Seen by the office only."),
    )

    def __init__(self, item, data=None):
        self.lacking = {f"{s.pk}-{code}": (s, code) for s, code in lacking(item)}
        initial = {"wordings": list(self.lacking)}
        super().__init__(data, initial=initial)
        self.fields["wordings"].choices = [
            (key, f"{statement.name_as_said}: {LANGUAGE_NAMES[code]}")
            for key, (statement, code) in self.lacking.items()
        ]

    def give(self, user):
        """Store an override for every ticked wording."""
        for key in self.cleaned_data["wordings"]:
            statement, language = self.lacking[key]
            statement.overrides.create(
                language=language, reason=self.cleaned_data["reason"], given_by=user
            )
