"""The forms of the parts, each with the columns that the list of rules gives it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.models import Competence, Mandate, Organisation, Person
from members.models.proposed import people_ever_of
from members.own_page.change_rules import MANDATE, PARTS
from members.own_page.countries import CountryField, check_postal_code
from members.own_page.forms import ChangeForm, options
from members.own_page.picture_forms import (
    FocusForm,
    HousePictureForm,
    LogoForm,
)
from nuklid.base.records.checking import PlainText

ROWS = {"description": 8, "boilerplate": 5, "biography": 6}


def long(*names):
    """Return Meta options for texts of several lines in both languages."""
    columns = [(f"{name}_{language}", ROWS[name]) for name in names for language in ("de", "en")]
    return {
        "field_classes": {column: PlainText for column, _rows in columns},
        "widgets": {column: forms.Textarea(attrs={"rows": rows}) for column, rows in columns},
    }


def sentence(name):
    """Return the widgets of a sentence in both languages: all of its 300 letters are seen."""
    return {f"{name}_{code}": forms.Textarea(attrs={"rows": 3}) for code in ("de", "en")}


TEXTS, LIFE = long("description", "boilerplate"), long("biography")


class TextsForm(ChangeForm):
    part = "texts"

    class Meta:
        model = Organisation
        fields = PARTS["texts"].columns
        field_classes = TEXTS["field_classes"]
        widgets = TEXTS["widgets"] | sentence("summary")


class ContactForm(ChangeForm):
    part = "contact"
    autocomplete = {
        "street_address": "street-address",
        "postal_code": "postal-code",
        "address_locality": "address-level2",
        "address_country": "country-name",
        "email": "email",
        "telephone": "tel",
        "url": "url",
    }
    address_country = CountryField(label=_("country"))

    class Meta:
        model = Organisation
        fields = PARTS["contact"].columns
        help_texts = {
            "email": _("Shown to everyone. Better the address of a department than a person’s."),
            "telephone": _("Shown to everyone."),
            "url": _("Shown to everyone. With https:// in front."),
        }

    def clean_address_country(self):
        country = self.cleaned_data["address_country"]
        try:
            check_postal_code(self.cleaned_data.get("postal_code", ""), country)
        except ValidationError as error:
            self.add_error("postal_code", error)
        return country


class FactsForm(ChangeForm):
    part = "facts"
    said_at = {"organisation_has_name": "name"}

    class Meta:
        model = Organisation
        fields = PARTS["facts"].columns


class CompetenceForm(ChangeForm):
    part = "competence"
    said_at = {
        "unique_competence": "stage",
        "unique_competence_for_any_radionuclide": "stage",
        "evidence_has_kind": "evidence",
    }

    class Meta:
        model = Competence
        fields = PARTS["competence"].columns
        widgets = sentence("sentence")


class NewCompetenceForm(CompetenceForm):
    part = "competence_new"

    def clean(self):
        cleaned = super().clean()
        keys = {name: self.merged.get(name) for name in ("stage", "radionuclide", "kind")}
        for other in self.proposal.organisation.change_proposals.waiting().filter(part=self.part):
            values = {name: other.proposed().get(name) for name in keys}
            if other != self.proposal and values == keys:
                message = _("The same competence already waits for the office: “%s”.")
                self.add_error("stage", message % other.about)
                break
        return cleaned


class EndForm(ChangeForm):
    """Nothing to fill in: the whole competence goes."""

    part = "competence_end"

    class Meta:
        model = Competence
        fields = ()


def agreed(label):
    return format_lazy(
        "{} {}",
        label,
        _("Enter the day on which this person agreed; without it nobody sees anything of it."),
    )


CONSENT = {
    "portrait_agreed_on": agreed(
        _("Everyone sees the portrait: on this site, in search engines and press kits.")
    ),
    "contact_agreed_on": agreed(_("Everyone sees e-mail address and telephone.")),
}
NAMES = ("given_name", "family_name")


class PortraitForm(FocusForm):
    """A form in which a person gets a portrait and public contact."""

    said_at = {
        "person_agreed_to_portrait": "portrait_agreed_on",
        "person_agreed_to_public_contact": "contact_agreed_on",
    }
    picture = "portrait"
    portrait_focus = forms.ChoiceField(
        label=_("What matters in the portrait"),
        widget=forms.RadioSelect,
        help_text=_("The portrait is cut to a square round this place."),
    )

    class Meta:
        model = Person
        fields = ()

    def clean(self):
        cleaned = super().clean()
        for name in ("portrait_agreed_on", "contact_agreed_on"):
            if cleaned.get(name) and cleaned[name] > timezone.localdate():
                self.add_error(name, ValidationError(_("This day is still to come.")))
        return cleaned


class NewPersonForm(PortraitForm):
    part = "person_new"
    namesake = forms.BooleanField(label=_("This is somebody else of the same name"), required=False)
    job_title_de = options(Mandate, "job_title_de")
    job_title_en = options(Mandate, "job_title_en")
    since = options(Mandate, "since")
    is_press_contact = options(
        Mandate, "is_press_contact", help_text=_("Is named under releases as the person to ask.")
    )

    class Meta:
        model = Person
        fields = [name for name in PARTS["person_new"].columns if name not in MANDATE]
        help_texts = CONSENT

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["family_name"].help_text = _(
            "Everything here is shown to everyone once the office has accepted it."
        )

    def clean(self):
        cleaned = super().clean()
        if self.on_record() and not cleaned.get("namesake"):
            message = _("Somebody of this name is on record with you. Add a function instead.")
            self.add_error("family_name", message)
        return cleaned

    def on_record(self):
        """Return the people of this name who have, or once had, a function at the organisation."""
        names = {f"{n}__iexact": self.merged.get(n, "") for n in NAMES} if self.is_bound else {}
        return people_ever_of(self.proposal.organisation).filter(**names) if names else ()


class NewMandateForm(ChangeForm):
    part = "mandate_new"

    class Meta:
        model = Mandate
        fields = PARTS["mandate_new"].columns

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_ever_of(self.proposal.organisation)


class MandateForm(ChangeForm):
    part = "mandate"
    said_at = {"mandate_ends_after_it_begins": "since"}

    class Meta:
        model = Mandate
        fields = PARTS["mandate"].columns


class EndOfMandateForm(ChangeForm):
    part = "mandate_end"
    said_at = {"mandate_ends_after_it_begins": "until"}

    class Meta:
        model = Mandate
        fields = PARTS["mandate_end"].columns
        help_texts = {"until": _("Last day. The person stays named in older releases.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].required = True
        self.fields["until"].error_messages["required"] = _("Enter the last day.")


class PersonForm(PortraitForm):
    part = "person"

    class Meta:
        model = Person
        fields = PARTS["person"].columns
        field_classes = LIFE["field_classes"]
        widgets = LIFE["widgets"]
        help_texts = CONSENT


FORMS = {
    form.part: form
    for form in (
        TextsForm,
        ContactForm,
        FactsForm,
        LogoForm,
        HousePictureForm,
        NewCompetenceForm,
        CompetenceForm,
        EndForm,
        NewPersonForm,
        PersonForm,
        NewMandateForm,
        MandateForm,
        EndOfMandateForm,
    )
}
