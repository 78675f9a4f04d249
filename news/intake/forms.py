"""The two pages on which the office reads a release: what to read, and what was read.

Nothing is stored between them: the second page carries everything it shows.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.models import Organisation
from news.intake import UnreadableFile, read_release, text_of_upload
from news.intake.doubts import Doubt
from news.intake.known import known_organisations
from news.models import NewsItem, Statement
from nuklid.base.records.checking import PlainText
from nuklid.base.records.days import DayField
from nuklid.base.texts.bilingual import LANGUAGE_NAMES
from nuklid.base.unsaved.forms import RestoredForm
from nuklid.base.unsaved.uploads import LastingFileField

MAX_UPLOAD = 10 * 1024 * 1024
MOST_STATEMENTS, MOST_ORGANISATIONS = 40, 80
SPEAKS_FOR = 3  # organisations for which one person speaks in one statement


class LongText(PlainText):
    def __init__(self, *, rows=4, **options):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)


class ReadingForm(RestoredForm, forms.Form):
    """A release pasted or uploaded; once valid, `proposal` holds what was read."""

    language = forms.ChoiceField(
        label=_("Language of the release"),
        choices=list(LANGUAGE_NAMES.items()),
        widget=forms.RadioSelect,
    )
    text = LongText(
        label=_("Text"),
        rows=16,
        required=False,
        help_text=_("Paste the whole release; what is no part of it is sorted out."),
    )
    upload = LastingFileField(
        label=_("Or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".txt,.docx"}),
        help_text=_("A text file or a Word document (.docx), at most 10 MB."),
    )

    proposal = None

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload and upload.size > MAX_UPLOAD:
            raise ValidationError(_("The file is larger than 10 MB."))
        return upload

    def clean(self):
        cleaned = super().clean()
        text, upload = cleaned.get("text"), cleaned.get("upload")
        if not self.errors and bool(text) == bool(upload):
            raise ValidationError(_("Paste a text or choose a file: one of the two."))
        if not self.errors:
            self.parse("upload" if upload else "text", text, upload)
        return cleaned

    def parse(self, field, text, upload):
        try:
            text = text_of_upload(upload.read(), upload.name) if upload else text
            language = self.cleaned_data["language"]
            self.proposal = read_release(text, language, known_organisations())
        except UnreadableFile as error:
            self.add_error(field, str(error))
            return
        if (
            len(self.proposal.statements) > MOST_STATEMENTS
            or len(self.proposal.organisations) > MOST_ORGANISATIONS
        ):
            message = _("This holds more statements or organisations than one release can.")
            self.add_error(field, message)


class ReleaseForm(RestoredForm, forms.Form):
    """The news item itself; the last four fields are only shown."""

    language = forms.ChoiceField(choices=list(LANGUAGE_NAMES.items()), widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), choices=NewsItem.Kind.choices)
    headline = forms.CharField(label=_("Headline"), max_length=200)
    standfirst = LongText(label=_("Standfirst"), required=False, max_length=600, rows=3)
    place = forms.CharField(label=_("Place"), required=False, max_length=80)
    dated_on = DayField(label=_("Date"), required=False)
    body = LongText(
        label=_("Text"),
        required=False,
        rows=14,
        help_text=_("Without the statements below. An empty line begins a new paragraph."),
    )
    left_quotations = LongText(label=_("Quotations left in the text"), required=False)
    boilerplate = LongText(label=_("Boilerplate"), required=False)
    press_contact = LongText(label=_("Press contact"), required=False)
    furniture = LongText(
        label=_("Left out: no part of the release, or told around a quotation"), required=False
    )

    SHOWN = ("left_quotations", "boilerplate", "press_contact", "furniture")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.SHOWN:
            self.fields[name].widget.attrs["readonly"] = True

    def shown(self):
        return [field for name in self.SHOWN if (field := self[name]).value()]


class OrganisationRow(forms.Form):
    """An organisation the release names: known, to be created, or neither.

    `existing`: {primary key as text: Organisation}.
    """

    found = forms.CharField(required=False, widget=forms.HiddenInput)
    state = forms.CharField(required=False, widget=forms.HiddenInput)
    is_member = forms.BooleanField(required=False, widget=forms.HiddenInput)
    candidates = forms.CharField(required=False, widget=forms.HiddenInput)
    organisation = forms.ChoiceField(label=_("Known organisation"), required=False)
    create = forms.BooleanField(
        label=_("create a new one"),
        required=False,
        help_text=_("Stays hidden from the public until you list it."),
    )
    name = forms.CharField(label=_("Name of the new one"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices, required=False)
    about = forms.BooleanField(label=_("the news is about it"), required=False)

    def __init__(self, *args, existing, may_create, **kwargs):
        super().__init__(*args, **kwargs)
        self.existing = existing
        self.fields["create"].disabled = not may_create
        if not may_create:
            self.initial["create"] = False
        self.fields["organisation"].choices = self.choices()

    def spellings(self):
        return (self["found"].value() or "").split(" / ")

    @property
    def spelt(self):
        """The name as the release writes it first, or as it was corrected for a new one."""
        return self.cleaned_data.get("name") or self.spellings()[0]

    def is_settled(self):
        """Tell whether nothing about this row needs a look beyond its first line."""
        known = self["state"].value() == "exact" and not self["create"].value()
        return known and not self.errors

    def choices(self):
        near = [pk for pk in (self["candidates"].value() or "").split(",") if pk in self.existing]
        offered = [(pk, str(self.existing[pk])) for pk in near]
        listed = [(pk, str(one)) for pk, one in self.existing.items()]
        return [("", "–"), *([(_("Near"), offered)] if near else []), (_("All"), listed)]

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("create"):
            return cleaned
        name = cleaned.get("name", "")
        if cleaned.get("organisation"):
            self.add_error("create", _("Choose a known organisation or create one, not both."))
        elif not name and "name" not in self.errors:
            self.add_error("name", _("Enter the name of the new organisation."))
        elif name.lower() in (one.name.lower() for one in self.existing.values()):
            self.add_error("name", _("This organisation is known: choose it from the list."))
        return cleaned


class StatementRow(forms.Form):
    """A statement; `people`: {primary key as text: Person}, `rows`: choices of OrganisationRows.

    `doubts`: values of Doubt with commas between; `position`: where it stands in the release.
    """

    take = forms.BooleanField(label=_("Take over this statement"), required=False)
    style = forms.CharField(required=False, widget=forms.HiddenInput)
    doubts = forms.CharField(required=False, widget=forms.HiddenInput)
    position = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    text = LongText(label=_("Wording"), required=False, max_length=3000, rows=5)
    kind = forms.ChoiceField(label=_("Kind"), choices=Statement.Kind.choices, required=False)
    person = forms.ChoiceField(label=_("Speaker, if already known"), required=False)
    create = forms.BooleanField(
        label=_("create a new person"),
        required=False,
        help_text=_("Stays hidden from the public until you list it."),
    )
    honorific_prefix = forms.CharField(label=_("Title"), required=False, max_length=60)
    given_name = forms.CharField(label=_("Given name"), required=False, max_length=80)
    family_name = forms.CharField(label=_("Family name"), required=False, max_length=80)
    job_title = forms.CharField(label=_("Function as said"), required=False, max_length=160)

    def __init__(self, *args, people, rows, may_create, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["take"].help_text = " ".join(map(str, self.doubt_sentences()))
        self.fields["create"].disabled = not may_create
        if not may_create:
            self.initial["create"] = False
        listed = [(pk, one.full_name) for pk, one in people.items()]
        self.fields["person"].choices = [("", "–"), *listed]
        for number in range(SPEAKS_FOR):
            label = _("Speaks for") if number == 0 else _("and for")
            choices = [("", "–"), *rows]
            field = forms.ChoiceField(label=label, choices=choices, required=False)
            self.fields[f"organisation_{number}"] = field

    def full_clean(self):
        super().full_clean()
        if self.is_bound and not self.cleaned_data.get("take"):
            self.errors.clear()  # what is not taken over need not be right

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", _("Enter the wording, or do not take this statement over."))
        if cleaned.get("create"):
            self.check_new_person(cleaned)
        self.check_kind(cleaned)
        return cleaned

    def check_new_person(self, cleaned):
        if cleaned.get("person"):
            self.add_error("create", _("Choose a known person or create one, not both."))
        for name in ("given_name", "family_name"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("A new person needs a given name and a family name."))

    def check_kind(self, cleaned):
        statement = Statement(kind=cleaned.get("kind") or Statement.Kind.VERBATIM)
        statement.text_en = cleaned.get("text", "")
        try:
            statement.refuse_quotation_marks("en")
        except ValidationError as error:
            self.add_error("text", error.messages)

    def person_key(self):
        """Return the name that two rows share if they mean the same new person."""
        parts = (self.cleaned_data.get(name, "") for name in ("given_name", "family_name"))
        return tuple(part.lower() for part in parts)

    def rows(self):
        """Return the numbers of the OrganisationRows the speaker speaks for."""
        chosen = (self.cleaned_data[f"organisation_{number}"] for number in range(SPEAKS_FOR))
        return list(dict.fromkeys(int(row) for row in chosen if row))

    def doubt_sentences(self):
        """Return why this may have been read wrongly, each reason a sentence."""
        values = (self["doubts"].value() or "").split(",")
        return [Doubt(value).sentence for value in values if value in Doubt]

    def speaks_for(self):
        return [self[f"organisation_{number}"] for number in range(SPEAKS_FOR)]


class OrganisationRows(forms.BaseFormSet):
    def clean(self):
        taken = set()
        for form in self.forms:
            name = form.cleaned_data.get("name", "").lower() if form.is_valid() else ""
            if name and form.cleaned_data["create"] and name in taken:
                form.add_error("name", _("Another row creates this organisation already."))
            taken |= {name} if name and form.cleaned_data["create"] else set()


class StatementRows(forms.BaseFormSet):
    def has_doubts(self):
        return any(form.doubt_sentences() for form in self.forms)

    def taken(self):
        return [form for form in self.forms if form.cleaned_data.get("take")]

    def clean(self):
        created = {form.person_key() for form in self.taken() if form.cleaned_data.get("create")}
        for form in self.taken():
            known = form.cleaned_data.get("person") or form.person_key() in created
            if not known and "person" not in form.errors:
                message = _("Choose the speaker, or tick “create a new person”.")
                form.add_error("person", message)


OrganisationFormSet = forms.formset_factory(
    OrganisationRow, formset=OrganisationRows, extra=0, max_num=MOST_ORGANISATIONS + 10
)
StatementFormSet = forms.formset_factory(
    StatementRow, formset=StatementRows, extra=0, max_num=MOST_STATEMENTS + 10
)
