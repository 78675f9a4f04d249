"""The verbs of a news item, each a page that says what happens and a button that does it."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.forms import publication as forms
from news.models import NewsItem, Override
from nuklid.base.records.audit import AuditEvent
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, LANGUAGES

DRAFT, SCHEDULED, EMBARGOED, PUBLISHED, WITHDRAWN = NewsItem.State


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
        return issubclass(self.form, forms.PublishForm)


VERBS = (
    Verb(
        "publish",
        gettext_lazy("Publish now…"),
        gettext_lazy("Publish now"),
        gettext_lazy("As soon as you confirm, everyone can read this news item."),
        gettext_lazy("“%s” is published."),
        forms.PublishForm,
        (DRAFT, SCHEDULED, EMBARGOED, WITHDRAWN),
    ),
    Verb(
        "schedule",
        gettext_lazy("Schedule…"),
        gettext_lazy("Schedule"),
        gettext_lazy(
            "It appears by itself at the moment you choose. Until then only the office sees it."
        ),
        gettext_lazy("“%s” is scheduled."),
        forms.ScheduleForm,
        (DRAFT, SCHEDULED),
    ),
    Verb(
        "embargo",
        gettext_lazy("Embargo…"),
        gettext_lazy("Set an embargo"),
        gettext_lazy("It is finished and held back: it appears by itself when the embargo ends."),
        gettext_lazy("“%s” is under embargo."),
        forms.EmbargoForm,
        (DRAFT, SCHEDULED, EMBARGOED),
    ),
    Verb(
        "draft",
        gettext_lazy("Back to draft…"),
        gettext_lazy("Back to draft"),
        gettext_lazy("No reader has seen it yet. It will not appear until you publish it again."),
        gettext_lazy("“%s” is a draft again."),
        forms.DraftForm,
        (SCHEDULED, EMBARGOED),
    ),
    Verb(
        "correct",
        gettext_lazy("Add a correction…"),
        gettext_lazy("Add a correction"),
        gettext_lazy(
            "Your note appears above the text with today’s date, for everyone, and stays. "
            "The text itself is put right in the form."
        ),
        gettext_lazy("The correction stands in “%s”."),
        forms.CorrectForm,
        (PUBLISHED,),
    ),
    Verb(
        "withdraw",
        gettext_lazy("Withdraw…"),
        gettext_lazy("Withdraw"),
        gettext_lazy(
            "As soon as you confirm, nobody can read it any more. "
            "Its address stays and says since when and why."
        ),
        gettext_lazy("“%s” is withdrawn."),
        forms.WithdrawForm,
        (PUBLISHED,),
    ),
)


def verbs_for(item):
    return [verb for verb in VERBS if item.state in verb.states]


def untranslated(item, language):
    """Return the names of the texts that lack `language` only."""
    names = ("headline", "standfirst", "body")
    lacking = [n for n in names if getattr(item, n) and not getattr(item, f"{n}_{language}")]
    return [str(item._meta.get_field(f"{name}_{language}").verbose_name) for name in lacking]


def shortcomings(item):
    """Return sentences about what readers will miss in the item itself."""
    said = []
    for language in LANGUAGES:
        missing = untranslated(item, language)
        if missing:
            told = _("Not translated: %s. Readers get the other language there, with a note.")
            said.append(told % ", ".join(missing))
        if item.image and not getattr(item, f"image_alt_text_{language}"):
            told = _("The picture has no alternative text (%s).")
            said.append(told % LANGUAGE_NAMES[language])
    return said


class PublicationPages:
    """Adds one page a verb."""

    def get_urls(self):
        return [
            path(
                f"<int:object_id>/{verb.key}/",
                self.admin_site.admin_view(self.verb_view),
                {"verb": verb},
                name=f"news_newsitem_{verb.key}",
            )
            for verb in VERBS
        ] + super().get_urls()

    def verb_view(self, request, object_id, verb):
        if request.method != "POST":
            return self.answer(request, get_object_or_404(NewsItem, pk=object_id), verb)
        with transaction.atomic():
            items = NewsItem.objects.select_for_update()
            return self.answer(request, get_object_or_404(items, pk=object_id), verb)

    def answer(self, request, item, verb):
        if not self.has_change_permission(request, item):
            raise PermissionDenied
        back = HttpResponseRedirect(self.address("change", item.pk))
        if item.state not in verb.states:
            told = _("“%(verb)s” does not apply: this news item is %(state)s.")
            messages.error(request, told % {"verb": verb.title, "state": item.state.label})
            return back
        data = request.POST if request.method == "POST" else None
        form = verb.form(item, request.user, data)
        if not form.is_valid():
            return self.show_verb(request, item, verb, form)
        form.act()
        AuditEvent.record(AuditEvent.Kind.DECIDED, request.user, item, verb.key)
        messages.success(request, str(verb.done) % item)
        return back

    def show_verb(self, request, item, verb, form):
        return self.show_page(
            request,
            "news/verb",
            verb.title,
            object=item,
            verb=verb,
            form=form,
            lacking=lacking_by_statement(item, request.user) if verb.publishes else (),
            overrides=overrides(item) if verb.publishes else (),
            shortcomings=shortcomings(item) if verb.publishes else (),
        )


def lacking_by_statement(item, user):
    """Return {statement: names of the languages} of what keeps `user` from publishing."""
    found = {}
    for statement, language in forms.lacking(item, user):
        found.setdefault(statement, []).append(LANGUAGE_NAMES[language])
    return found


def overrides(item):
    """Return the overrides of wordings that are still not authorised."""
    hidden = {(statement.pk, language) for statement, language in forms.lacking(item)}
    given = Override.objects.filter(statement__item=item).select_related("statement", "given_by")
    return [o for o in given if (o.statement_id, o.language) in hidden]
