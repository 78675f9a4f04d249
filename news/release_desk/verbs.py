"""The verbs of a news item, each with the form that asks what the coordinator still decides."""

from typing import NamedTuple

from django import forms
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.models import Organisation, Person
from news.models import Correction, NewsItem
from news.release_desk.moments import MomentField
from nuklid.base.unsaved.forms import RestoredForm

DRAFT, SCHEDULED, EMBARGOED, PUBLISHED, WITHDRAWN = NewsItem.State


def hidden_people(item):
    """Return the people `item` names whom the public cannot look up."""
    named = Q(statements__item=item) | Q(mandates__news_items=item)
    return Person.objects.filter(named, is_listed=False).distinct()


def hidden_organisations(item):
    """Return the organisations `item` names which the public cannot look up."""
    named = Q(statements__item=item) | Q(news_items=item) | Q(mandates__news_items=item)
    return Organisation.objects.filter(named, is_listed=False).distinct()


class VerbForm(RestoredForm, forms.Form):
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
        self.item.check_publishable(self.user)
        return super().clean()

    def act(self):
        self.list_named()
        if self.item.embargo_until:
            self.item.embargo(None)
        self.item.publish(self.user)

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
        self.item.publish(self.user, at=self.cleaned_data["at"])


class EmbargoForm(PublishForm):
    until = MomentField(label=_("Hold back until"))
    field_order = ["until"]

    def act(self):
        self.list_named()
        self.item.embargo(self.cleaned_data["until"])
        self.item.publish(self.user)


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


class Verb(NamedTuple):
    """`label` is on the button that leads to the page, `title` heads it, `done` follows."""

    key: str
    label: str | Promise
    title: str | Promise
    explanation: str | Promise
    done: str | Promise
    form: type
    states: tuple

    @property
    def publishes(self):
        return issubclass(self.form, PublishForm)


VERBS = (
    Verb(
        "publish",
        _("Publish now…"),
        _("Publish now"),
        _("As soon as you confirm, everyone can read this news item."),
        _("“%s” is published."),
        PublishForm,
        (DRAFT, SCHEDULED, EMBARGOED, WITHDRAWN),
    ),
    Verb(
        "schedule",
        _("Schedule…"),
        _("Schedule"),
        _("It appears by itself at the moment you choose. Until then only the office sees it."),
        _("“%s” is scheduled."),
        ScheduleForm,
        (DRAFT, SCHEDULED),
    ),
    Verb(
        "embargo",
        _("Embargo…"),
        _("Set an embargo"),
        _("It is finished and held back: it appears by itself when the embargo ends."),
        _("“%s” is under embargo."),
        EmbargoForm,
        (DRAFT, SCHEDULED, EMBARGOED),
    ),
    Verb(
        "draft",
        _("Back to draft…"),
        _("Back to draft"),
        _("No reader has seen it yet. It will not appear until you publish it again."),
        _("“%s” is a draft again."),
        DraftForm,
        (SCHEDULED, EMBARGOED),
    ),
    Verb(
        "correct",
        _("Add a correction…"),
        _("Add a correction"),
        _(
            "Your note appears above the text with today’s date, for everyone, and stays. "
            "The text itself is put right in the form."
        ),
        _("The correction stands in “%s”."),
        CorrectForm,
        (PUBLISHED,),
    ),
    Verb(
        "withdraw",
        _("Withdraw…"),
        _("Withdraw"),
        _(
            "As soon as you confirm, nobody can read it any more. "
            "Its address stays and says since when and why."
        ),
        _("“%s” is withdrawn."),
        WithdrawForm,
        (PUBLISHED,),
    ),
)


def verbs_for(item):
    return [verb for verb in VERBS if item.state in verb.states]
