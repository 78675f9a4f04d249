from admin_ordering.admin import OrderableAdmin
from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import F
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from news.admin.statements import (
    RECORDS_OF_WORDS,
    StatementFields,
    StatementForm,
    published_refusal,
)
from news.comparison.statements import known_names
from news.models import NewsItem, Statement, StatementOrganisation
from news.models.text_quotations import COLUMNS, new_quotations
from news.release_desk.shortcomings import PICTURE, picture_shortcomings
from news.release_desk.sides import warn_of_hidden
from news.release_desk.verbs import verbs_for
from nuklid.base.records.editing import RecordForm
from nuklid.base.records.lists import day_column
from nuklid.base.records.record_admin import RecordAdmin, StackedRows
from nuklid.base.records.seen import Seen
from nuklid.base.records.todo import Todo, TodoFilter, alt_text_todo, translation_todo
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, LANGUAGES
from nuklid.base.texts.differences import berlin


class StateFilter(SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return NewsItem.State.choices

    def queryset(self, request, queryset):
        states = {
            "draft": queryset.drafts,
            "scheduled": queryset.scheduled,
            "embargoed": queryset.embargoed,
            "published": queryset.public,
            "withdrawn": lambda: queryset.filter(withdrawn_at__isnull=False),
        }
        return states.get(self.value(), queryset.all)()


def not_withdrawn(queryset):
    return queryset.filter(withdrawn_at=None)


class NewsItemForm(RecordForm):
    said_at = {"published_news_has_headline": "headline_de"}
    undescribed = Seen(required=False)
    quoted = Seen(required=False)
    dismissed = ()  # TextQuotations that were saved as no quotations of a person

    def clean(self):
        cleaned = super().clean()
        if self.instance.is_public and set(PICTURE) & set(self.changed_data):
            self.ask_about_the_picture(cleaned)
        if self.instance.published_at and set(COLUMNS) & set(self.changed_data):
            self.ask_about_quotations(cleaned)
        return cleaned

    def ask_about_quotations(self, cleaned):
        """Refuse once to bring words of a person into what is public, or will be by itself.

        Who saves again decides that they are none; words of a statement have to be authorised.
        """
        texts = {column: cleaned.get(column, "") for column in COLUMNS}
        quotations = new_quotations(self.instance, texts)
        seen = ".".join(quotation.fingerprint for quotation in quotations)
        if not any(q.statement for q in quotations) and cleaned.get("quoted", "") == seen:
            self.dismissed = quotations
            return
        self.renew(quoted=seen)
        sentence = _(
            "Not saved yet: the text would quote somebody, and no authorisation covers it: "
            "“%s”. Add it as a statement first. If it is no quotation of a person, save again; "
            "this is noted with your name."
        )
        self.add_error(None, [sentence % quotation.words for quotation in quotations])

    def ask_about_the_picture(self, cleaned):
        """Refuse once to show everyone a picture that lacks something, and say what; then save."""
        sentences = picture_shortcomings(cleaned)
        if not sentences or cleaned.get("undescribed") == str(len(sentences)):
            return
        # Who saves again has read it.
        self.renew(undescribed=str(len(sentences)))
        more = _("Not saved yet: everyone sees it at once. If you want this, save again.")
        self.add_error(None, [*sentences, more])


class StatementRow(StatementForm):
    """A statement among others, whose help stands once, above them all."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        speaker, speaks_for = self.fields["speaker"], self.fields["speaks_for"]
        if isinstance(speaker.widget, RelatedFieldWidgetWrapper):
            # The template has its links: those for everybody in a row, with one `reverse` for all.
            speaker.widget = speaker.widget.widget
            speaker.widget.choices = speaker.choices
        speaks_for.widget.attrs["aria-describedby"] = "help-speaks_for"

    @property
    def media(self):
        """The scripts of the search box; no other field of the row has any."""
        return self.fields["speaks_for"].widget.media


class StatementInline(StatementFields, OrderableAdmin, StackedRows):
    model = Statement
    form = StatementRow
    template = "admin/news/newsitem/statements.html"
    ordering_field = "position"
    ordering = ["position", "pk"]
    verbose_name_plural = _("Statements")

    @cached_property
    def names(self):
        """An inline lives as long as its request: asked once for all statements."""
        return known_names()

    def has_delete_permission(self, request, obj=None):
        """`obj` is the news item."""
        may = super().has_delete_permission(request, obj)
        return may and not (obj and published_refusal(obj))

    def check(self, **kwargs):
        # The model is ordered by news item first, which is one and the same in this form.
        return [e for e in super().check(**kwargs) if e.id != "admin_ordering.W004"]


@admin.register(NewsItem)
class NewsItemAdmin(RecordAdmin):
    form = NewsItemForm
    parts = {Statement: "item", StatementOrganisation: "statement__item"}
    go_along = RECORDS_OF_WORDS
    change_form_template = "admin/news/newsitem/change_form.html"
    change_list_template = "admin/news/intake_change_list.html"
    list_display = ["title", "state_today", "visible", "languages", "dated", "kind"]
    list_filter = [StateFilter, TodoFilter, "kind", "organisations"]
    list_per_page = 50
    date_hierarchy = "dated_on"
    search_fields = [
        *(f"{text}_{code}" for text in ("headline", "standfirst", "body") for code in LANGUAGES),
        "statements__name_as_said",
        *(f"statements__text_{code}" for code in LANGUAGES),
        "organisations__name",
    ]
    ordering = [F("published_at").desc(nulls_first=True), "-pk"]
    autocomplete_fields = ["organisations", "press_contact", "related"]
    inlines = [StatementInline]
    todos = [
        Todo(
            "draft",
            _("Drafts"),
            _("No draft waits for publication."),
            lambda rows: rows.drafts(),
            parameter="state",
        ),
        Todo(
            "scheduled",
            _("Scheduled"),
            _("Nothing is scheduled."),
            lambda rows: rows.scheduled(),
            lambda item: berlin(item.visible_from),
            parameter="state",
        ),
        Todo(
            "embargoed",
            _("Under embargo"),
            _("Nothing is under embargo."),
            lambda rows: rows.embargoed(),
            lambda item: berlin(item.visible_from),
            parameter="state",
        ),
        translation_todo("headline", "standfirst", "body", rows=not_withdrawn),
        alt_text_todo(
            "image", "image_alt_text", _("Pictures without alternative text"), not_withdrawn
        ),
    ]
    fieldsets = [
        (
            _("Text"),
            {
                "classes": ["bilingual"],
                "fields": [
                    ("headline_de", "headline_en"),
                    ("standfirst_de", "standfirst_en"),
                    ("body_de", "body_en"),
                ],
            },
        ),
        (
            _("Kind, place and date"),
            {"fields": [("kind", "dated_on"), ("place_de", "place_en"), "source_url"]},
        ),
        (
            _("Picture"),
            {
                "fields": [
                    "image",
                    "image_focus",
                    ("image_alt_text_de", "image_alt_text_en"),
                    ("image_caption_de", "image_caption_en"),
                    ("image_credit", "image_licence"),
                ]
            },
        ),
        (_("Who and what"), {"fields": ["organisations", "press_contact", "related"]}),
        (_("Address of the page"), {"classes": ["collapse"], "fields": [("slug_de", "slug_en")]}),
    ]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj := self.stored(request, obj):
            may = context["has_change_permission"] = self.has_change_permission(request, obj)
            verbs, ways = verbs_for(obj) if may else [], self.ways(obj)
            pages = self.pages_about(obj)
            # What is public is saved by its own button alone.
            saves = may and obj.state not in (obj.State.PUBLISHED, obj.State.WITHDRAWN)
            withdraw = [("withdraw", v.label) for v in verbs if v.key == "withdraw"]
            links = withdraw if saves else ways + withdraw
            context |= {
                "verbs": [verb for verb in verbs if verb.key != "withdraw"],
                "ways": ways if saves else [],
                "links": [(pages[key], label) for key, label in links],
                "refusal": published_refusal(obj),
                "appears": obj.listed(),
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def ways(self, item):
        """Return [(key of `pages_about`, label)] of the pages about `item` that change nothing."""
        page = _("View page (%s)") if item.is_public else _("Preview (%s)")
        labels: dict = {f"preview-{code}": page % LANGUAGE_NAMES[code] for code in LANGUAGES}
        labels |= {"board": _("Release desk"), "proof": _("Proof of the authorisations")}
        if item.state != item.State.DRAFT:
            labels["previews"] = _("Press preview")
        return list(labels.items())

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.instance.move_listed()
        for quotation in form.dismissed:
            quotation.dismiss(form.instance, request.user)

    def response_change(self, request, obj):
        return self.next_page(request.POST.get("_then", ""), obj) or super().response_change(
            request, obj
        )

    def pages_about(self, item):
        """Return {key: address} of the pages to which the form of `item` leads."""
        names = [verb.key for verb in verbs_for(item)]
        names += ["authorise", "board", "proof", "previews"]
        pages = {name: self.address(name, item.pk) for name in names}
        return pages | {f"preview-{code}": item.get_absolute_url(code) for code in LANGUAGES}

    def next_page(self, then, obj):
        """Lead on from "save and …": to a verb, an authorisation or the real page."""
        pages = self.pages_about(obj)
        for pk in obj.statements.values_list("pk", flat=True):
            pages[f"authorise-{pk}"] = reverse("admin:news_statement_authorise", args=[pk])
        return HttpResponseRedirect(pages[then]) if then in pages else None

    def watching(self, request, obj):
        return warn_of_hidden(request, Statement.objects.filter(item=obj and obj.pk))

    def refusal(self, obj):
        return _("What has been published is withdrawn, never deleted.") if obj.published_at else ""

    @admin.display(description=_("headline"), ordering="headline_de")
    def title(self, obj):
        return str(obj)

    @admin.display(description=_("state"))
    def state_today(self, obj):
        return obj.state.label

    @admin.display(description=_("visible from (Berlin time)"), ordering="published_at")
    def visible(self, obj):
        return obj.visible_from

    dated = day_column("dated_on", _("date"))

    @admin.display(description=_("languages"))
    def languages(self, obj):
        return ", ".join(obj.languages()).upper()
