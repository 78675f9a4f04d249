"""The verbs of a news item, each with the form that asks what the coordinator still decides."""

from dataclasses import dataclass

from django import forms
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.models import Organisation, Person
from news.models import Correction, NewsItem
from news.release_desk.moments import MomentField
from nuklid.base.texts.differences import berlin
from nuklid.base.unsaved.forms import RestoredForm

DRAFT, SCHEDULED, EMBARGOED, PUBLISHED, WITHDRAWN = NewsItem.State


APPEAR_NOW = _(
    "They are named here and not listed yet. Ticked, they have a public page as soon as you "
    "confirm. If this news item is withdrawn, the page goes with it."
)
APPEAR_AT_THE_MOMENT = _(
    "They are named here and not listed yet. Ticked, they get a public page with this news item, "
    "at the moment you choose here and not before. If it goes back to draft or is withdrawn, the "
    "page goes with it."
)
APPEAR_ON = _(
    "They are named here and not listed yet. Ticked, they get a public page with this news item, "
    "on %(moment)s and not before. If the moment changes, theirs changes with it."
)


def hidden_people(item):
    """Return the people whom `item` names and the office itself has not listed."""
    named = Q(pk__in=item.statements.left_in().values("speaker")) | Q(mandates__news_items=item)
    return Person.objects.filter(named, is_listed=False).distinct()


def hidden_organisations(item):
    """Return the organisations that `item` names and the office itself has not listed."""
    statements = item.statements.left_in()
    named = Q(statements__in=statements) | Q(news_items=item) | Q(mandates__news_items=item)
    return Organisation.objects.filter(named, is_listed=False).distinct()


class VerbForm(RestoredForm, forms.Form):
    """Holds `item`, which `user` changes; `act` does what the verb says."""

    def __init__(self, item, user, data=None):
        super().__init__(data)
        self.item, self.user = item, user


class ListingForm(VerbForm):
    """Asks who appears with the item, of those whom the office has not listed itself."""

    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Also list these people"),
    )
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Also list these organisations"),
    )

    def __init__(self, item, user, data=None):
        super().__init__(item, user, data)
        candidates = {"people": hidden_people(item), "organisations": hidden_organisations(item)}
        for name, rows in candidates.items():
            field = self.fields[name]
            field.queryset = rows
            field.initial = rows if item.state == DRAFT else getattr(item, f"listed_{name}").all()
            field.help_text = self.when()
            if not rows:
                del self.fields[name]

    def when(self):
        """Say when those who are ticked become public."""
        if self.item.state in (SCHEDULED, EMBARGOED):
            return APPEAR_ON % {"moment": berlin(self.item.visible_from)}
        return APPEAR_NOW

    def act(self):
        names = ("people", "organisations")
        self.item.list_with(**{name: self.cleaned_data.get(name, ()) for name in names})


class PublishForm(ListingForm):
    def when(self):
        return APPEAR_NOW

    def clean(self):
        self.item.check_publishable(self.user)
        return super().clean()

    def act(self):
        self.publish()
        super().act()

    def publish(self):
        if self.item.embargo_until:
            self.item.embargo(None)
        self.item.publish(self.user)


class MomentForm(PublishForm):
    """Asks in the field `moment_field` when the item appears; proposes the moment in force."""

    moment_field = ""

    def __init__(self, item, user, data=None):
        super().__init__(item, user, data)
        self.initial[self.moment_field] = item.visible_from

    def when(self):
        return APPEAR_AT_THE_MOMENT


class ScheduleForm(MomentForm):
    moment_field = "at"
    at = MomentField(label=_("Publish on"))
    field_order = ["at"]

    def publish(self):
        if self.item.embargo_until:
            self.item.embargo(None)
        self.item.publish(self.user, at=self.cleaned_data["at"])


class EmbargoForm(MomentForm):
    moment_field = "until"
    until = MomentField(label=_("Hold back until"))
    field_order = ["until"]

    def publish(self):
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


@dataclass(frozen=True)
class Verb:
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
        _(
            "It appears by itself at the moment you choose. Choose this where only the hour has to "
            "be right; if journalists are to know of it before, set an embargo."
        ),
        _("“%s” is scheduled."),
        ScheduleForm,
        (DRAFT, SCHEDULED),
    ),
    Verb(
        "embargo",
        _("Embargo…"),
        _("Set an embargo"),
        _(
            "It is finished and appears by itself when the embargo ends. Choose this if "
            "journalists are to read it before: the letter to them and all they get say until "
            "when it is confidential. If nobody is to read it before, schedule it."
        ),
        _("“%s” is under embargo."),
        EmbargoForm,
        (DRAFT, SCHEDULED, EMBARGOED),
    ),
    Verb(
        "listing",
        _("Who appears with it…"),
        _("Who appears with it"),
        _("People and organisations that only this news item brings into the open."),
        _("Who appears with “%s” is stored."),
        ListingForm,
        (SCHEDULED, EMBARGOED, PUBLISHED),
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
