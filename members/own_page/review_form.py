"""The office's side of a proposal: what is accepted, what is changed on the way, and why not."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Person
from members.own_page.forms import as_json
from members.own_page.part_forms import FORMS
from nuklid.base.records.checking import PlainText
from nuklid.base.records.seen import SeenForm


def decided_fields(proposal):
    """Return {column: form field} of what was proposed; none where its record is gone."""
    try:
        fields = FORMS[proposal.part](proposal).fields
    except ValidationError:
        return {}
    return {name: fields[name] for name in proposal.rule.columns if name in proposal.changes}


def namesakes(proposal):
    """Return the people who bear the name of a proposed new person."""
    values = proposal.proposed() if proposal.part == "person_new" else {}
    return Person.objects.filter(
        given_name__iexact=values.get("given_name", ""),
        family_name__iexact=values.get("family_name", ""),
    )


class ReviewForm(SeenForm, forms.Form):
    """`data` holds the ticks (`accept`), a value for each field, and which button was pressed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    accept = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    reason = PlainText(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "The member reads it in the letter. Needed where you do not accept everything."
        ),
    )

    def __init__(self, proposal, data=None):
        self.proposal, self.version = proposal, version_of(proposal)
        super().__init__(data, initial=proposal.proposed() | {"seen": self.version})
        self.columns = decided_fields(proposal)
        self.fields |= self.columns
        self.fields["accept"].choices = [(name, name) for name in self.columns]
        self.namesakes = {str(person.pk): person for person in namesakes(proposal)}
        if self.namesakes:
            self.fields["namesake"] = self.namesake_field()

    def namesake_field(self):
        """Return the choice between the people of the same name and a new one."""
        people = [(key, _("%s gets the function") % row) for key, row in self.namesakes.items()]
        return forms.ChoiceField(
            label=_("Who is this?"),
            choices=[*people, ("new", _("Somebody else of the same name"))],
            widget=forms.RadioSelect,
            required="return" not in self.data,
        )

    @property
    def ticked(self):
        if not self.is_bound or "accept_all" in self.data:
            return list(self.columns)
        return self.data.getlist("accept")

    def clean(self):
        cleaned = super().clean()
        for name in set(self.errors) & set(self.columns) - set(self.ticked):
            del self.errors[name]  # what is not accepted need not be right
        if self.somebody_was_quicker(self.version):
            self.say_what_happened()
        return cleaned

    def say_what_happened(self):
        message = _(
            "While you had this page open, the proposal or the public entry was changed. Nothing "
            "was decided. Read it again as it stands now; your own entries are still here."
        )
        self.add_error(None, message)

    def values(self):
        """Return {column: value} of what is accepted, as JSON keeps it."""
        proposed = self.proposal.proposed()
        files = [name for name, f in self.columns.items() if isinstance(f, forms.FileField)]
        return {
            name: proposed[name] if name in files else as_json(self.cleaned_data[name])
            for name in self.columns
            if name in self.ticked
        }

    def decide(self, by, absolute):
        """Do what the pressed button says; return whether it was done."""
        reason = self.cleaned_data["reason"]
        try:
            if "return" in self.data:
                self.proposal.return_(by, reason, absolute)
            else:
                person = self.namesakes.get(self.cleaned_data.get("namesake"))
                self.proposal.accept(by, self.values(), reason, absolute, person)
        except ValidationError as error:
            self.take(error)
        return not self.errors

    def take(self, error):
        """Say a refusal at its field, or above the form where that has none."""
        refusals = getattr(error, "error_dict", {None: [error]})
        for name, errors in refusals.items():
            self.add_error(name if name in self.fields else None, errors)


def version_of(proposal):
    try:
        return proposal.version()
    except ValidationError:
        return "gone"
