from django import forms
from django.contrib import admin
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from members.models import Organisation
from news.admin.lapsing import lapsing, shown_languages, touched
from news.comparison.statements import known_names, of_statement
from news.models import (
    Authorisation,
    AuthorisationRequest,
    PressPreview,
    Statement,
    StatementOrganisation,
)
from news.models.statements import recorded_attribution
from news.release_desk.sides import states_of, warn_of_hidden, with_states
from nuklid.base.records.checking import ConstrainedForm
from nuklid.base.records.editing import RecordForm
from nuklid.base.records.record_admin import RecordAdmin
from nuklid.base.records.seen import Seen, SeenForm
from nuklid.base.records.todo import Todo, TodoFilter
from nuklid.base.records.widgets import SearchSeveral
from nuklid.base.texts.bilingual import LANGUAGE_NAMES

AS_SAID = (
    "name_as_said",
    *(f"{name}_as_said_{code}" for name in ("title", "organisation") for code in ("de", "en")),
)

# Nobody may delete these, yet they go with words that nobody has published.
RECORDS_OF_WORDS = (Authorisation, AuthorisationRequest, PressPreview)


def link(statement, organisations):
    """Store for whom a statement speaks, one by one: the history sees no bulk."""
    stored = {row.organisation_id: row for row in statement.statementorganisation_set.all()}
    wanted = {organisation.pk for organisation in organisations}
    for pk in stored.keys() - wanted:
        stored[pk].delete()
    for pk in wanted - stored.keys():
        statement.statementorganisation_set.create(organisation_id=pk)


def linked_then(record):
    """Return the numbers of the organisations linked while a version stood, None if unknown."""
    later = Statement.history.filter(id=record.id, history_id__gt=record.history_id)
    following = later.order_by("history_id").first()
    if not following:
        return None
    links = StatementOrganisation.history.as_of(following.history_date)
    return {row.organisation_id for row in links.filter(statement_id=record.id)}


def differing(record, statement):
    """Return the names of the fields in which a version differs from `statement` of today."""
    columns = record.tracked_fields
    fields = {
        c.name for c in columns if getattr(record, c.attname) != getattr(statement, c.attname)
    }
    now = set(statement.organisations.values_list("pk", flat=True))
    return fields | ({"speaks_for"} if (linked_then(record) or set()) - now else set())


class StatementForm(SeenForm, ConstrainedForm):
    """A statement with the organisations it speaks for; fills the empty attribution on saving."""

    said_at = {"statement_has_words": "text_de", "statement_has_name": "name_as_said"}
    speaks_for = forms.ModelMultipleChoiceField(
        Organisation.objects.all(),
        required=False,
        label=_("Speaks for"),
        widget=SearchSeveral(Statement._meta.get_field("organisations"), admin.site),
        help_text=_("The statement appears on the pages of these organisations."),
    )

    lapses = Seen(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_new = not self.instance.pk
        if not self.is_new:
            organisations = self.instance.organisations.all()
            self.initial["speaks_for"] = [organisation.pk for organisation in organisations]
            self.fields["speaks_for"].widget.stored = organisations
            self.fields["speaker"].widget.widget.stored = [self.instance.speaker]

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and "speaker" in self.changed_data:
            # Another speaker does not inherit name and function of the first.
            cleaned |= {name: "" for name in AS_SAID if name not in self.changed_data}
        if self.instance.pk:
            if self.has_changed() and cleaned.get("speaker"):
                self.fill_attribution(cleaned)
            self.ask_before_lapsing(cleaned)
        return cleaned

    def fill_attribution(self, cleaned):
        """Fill what is empty of the attribution with what is on record.

        But not in a language that is authorised or asked for as it is, and stays so: a function
        that was not known then stays unsaid.
        """
        cleaned["name_as_said"] = cleaned.get("name_as_said") or cleaned["speaker"].full_name
        empty = [name for name in AS_SAID if not cleaned.get(name)]
        if not empty:
            return
        day = self.instance.item.dated_on or timezone.localdate()
        organisations = sorted(cleaned.get("speaks_for", ()), key=str)
        recorded = recorded_attribution(cleaned["speaker"], organisations, day)
        settled = self.settled_languages(cleaned)
        cleaned |= {name: recorded[name] for name in empty if name[-2:] not in settled}

    def settled_languages(self, cleaned):
        """Return the languages that are authorised or asked for, and that saving leaves so."""
        requests = self.instance.requests.unrevoked()
        settled = {
            code for row in requests for code in row.languages() if row.asks(self.instance, code)
        }
        changed = self.differing_fields(cleaned)
        return (settled | set(shown_languages(self.instance))) - set(touched(changed))

    def differing_fields(self, cleaned):
        """Return the names of the fields whose values saving changes, for the authorisations."""
        same = {name for name in AS_SAID if cleaned.get(name, "") == getattr(self.instance, name)}
        if not set(cleaned.get("speaks_for", ())) - set(self.instance.organisations.all()):
            same.add("speaks_for")  # to speak for fewer is still what was agreed to
        return (set(self.changed_data) | set(AS_SAID)) - same

    def ask_before_lapsing(self, cleaned):
        """Refuse once to save what takes an authorisation away, and say which; then save."""
        lost = ",".join(lapsing(self.instance, self.differing_fields(cleaned)))
        if not lost or cleaned.get("lapses") == lost:
            return
        # Who saves again has read it.
        self.renew(lapses=lost)
        sentence = _(
            "Not saved yet. Saving takes away the authorisation of this wording of %(name)s: "
            "%(languages)s. It is hidden there until the speaker authorises the new one. All that "
            "you typed is still here; if you want this, save again."
        )
        languages = ", ".join(str(LANGUAGE_NAMES[code]) for code in lost.split(","))
        self.add_error(
            None, sentence % {"name": self.instance.name_as_said, "languages": languages}
        )

    def save(self, commit=True):
        statement = super().save(commit)
        if commit:
            self.save_speaking_for()
        else:  # the admin calls `save_m2m` once it has stored the row
            save_m2m = self.save_m2m

            def save_all():
                save_m2m()
                self.save_speaking_for()

            self.save_m2m = save_all
        return statement

    def save_speaking_for(self):
        link(self.instance, self.cleaned_data["speaks_for"])
        if self.is_new:
            Statement.objects.get(pk=self.instance.pk).freeze_attribution()


class StatementRecordForm(StatementForm, RecordForm):
    pass


class StatementFields:
    """What the form of a statement shows, under its news item and on its own page."""

    autocomplete_fields = ["speaker"]
    readonly_fields = ["authorised", "compared"]
    fields = [
        ("kind", "original_language", "position"),
        ("text_de", "text_en"),
        "compared",
        "authorised",
        ("speaker", "speaks_for"),
        "name_as_said",
        ("title_as_said_de", "title_as_said_en"),
        ("organisation_as_said_de", "organisation_as_said_en"),
        "left_out_reason",
        "lapses",
    ]

    def get_queryset(self, request):
        return with_states(super().get_queryset(request))

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_public else None

    @property
    def names(self):
        return known_names()

    @admin.display(description=_("comparison of the languages"), empty_value="")
    def compared(self, obj):
        if not (obj.pk and obj.text_de and obj.text_en):
            return _("Compared once both languages are saved.")
        return render_to_string("admin/news/hints.html", {"hints": of_statement(obj, self.names)})

    @admin.display(description=_("authorisation"), empty_value="")
    def authorised(self, obj):
        if not hasattr(obj, "agreements"):
            return _("Save first; then authorisations can be recorded.")
        sides = states_of(obj)
        may_record = any(side.state in ("open", "changed") for side in sides)
        context = {"statement": obj, "standings": sides, "may_record": may_record}
        return render_to_string("admin/news/standing.html", context)


def unauthorised_todo(language, title):
    return Todo(
        f"unauthorised_{language}",
        title,
        _("Every quote is authorised in this language."),
        lambda rows: rows.filter(item__withdrawn_at=None).unauthorised(language),
        lambda obj: str(obj.item),
    )


@admin.register(Statement)
class StatementAdmin(StatementFields, RecordAdmin):
    form = StatementRecordForm
    parts = {StatementOrganisation: "statement"}
    locked_with = "item"
    go_along = RECORDS_OF_WORDS
    list_display = ["speaker_name", "german", "english", "item", "words"]
    list_filter = [TodoFilter, "kind", "organisations"]
    search_fields = ["name_as_said", "text_de", "text_en", "organisation_as_said_de"]
    todos = [
        unauthorised_todo("de", _("Statements without authorisation of the German wording")),
        unauthorised_todo("en", _("Statements without authorisation of the English wording")),
    ]

    def has_add_permission(self, request):
        """Statements are added in the form of their news item."""
        return False

    def refusal(self, obj):
        return published_refusal(obj.item)

    def watching(self, request, obj):
        statements = Statement.objects.filter(pk=obj.pk if obj else None)
        return warn_of_hidden(request, statements)

    def restore_more(self, record, obj):
        """Bring back the organisations that were linked while the version stood."""
        then = linked_then(record)
        if then is not None:
            link(Statement.objects.get(pk=obj.pk), Organisation.objects.filter(pk__in=then))

    def costs_of_restoring(self, record, obj):
        lost = lapsing(obj, differing(record, obj))
        if not lost or record.kind == Statement.Kind.SUMMARY:
            return []
        sentence = _(
            "Bringing it back takes away the authorisation of today’s wording: %s. It is hidden "
            "there until the speaker authorises the one that comes back, unless that one was "
            "authorised before."
        )
        return [sentence % ", ".join(str(LANGUAGE_NAMES[code]) for code in lost)]

    @admin.display(description=_("speaker"), ordering="name_as_said")
    def speaker_name(self, obj):
        return obj.name_as_said

    @admin.display(description=_("wording"))
    def words(self, obj):
        return Truncator(obj.text).chars(80)

    @admin.display(description=_("German"))
    def german(self, obj):
        return self.state_cell(obj, 0)

    @admin.display(description=_("English"))
    def english(self, obj):
        return self.state_cell(obj, 1)

    def state_cell(self, obj, index):
        return render_to_string("admin/news/state.html", {"standing": states_of(obj)[index]})


def published_refusal(item):
    """Say why statements of `item` cannot be deleted; "" if they can."""
    if not item.is_public:
        return ""
    return _("Readers have seen it. Withdraw it: its address then says since when and why.")
