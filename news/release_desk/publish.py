"""The pages on which a news item is published, scheduled, embargoed, corrected or withdrawn.

Each says what happens and has a button that does it.
"""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from news.models import NewsItem, Override
from news.models.text_quotations import undecided_quotations
from news.release_desk.notices import Notices
from news.release_desk.pages import demand, lock_item, redirect_to, show_page
from news.release_desk.shortcomings import shortcomings
from nuklid.base.records.audit import AuditEvent
from nuklid.base.texts.bilingual import LANGUAGE_NAMES


def verb_page(request, item_pk, verb):
    """Show the form of `verb` (a Verb of news.release_desk.verbs); do what it says on POST."""
    if request.method != "POST":
        return follow(request, get_object_or_404(NewsItem, pk=item_pk), verb)
    with transaction.atomic():
        return follow(request, lock_item(item_pk), verb)


def follow(request, item, verb):
    demand(request, "news.change_newsitem")
    if item.state not in verb.states:
        sentence = _("“%(verb)s” does not apply: this news item is %(state)s.")
        messages.error(request, sentence % {"verb": verb.title, "state": item.state.label})
        return redirect_to("change", item.pk)
    data = request.POST if request.method == "POST" else None
    form, notices = verb.form(item, request.user, data), Notices(item, verb, request.user, data)
    if not (form.is_valid() and notices.is_valid()):
        return show_verb(request, item, verb, form, notices)
    form.act()
    if count := notices.send(item, request.build_absolute_uri):
        sentence = ngettext("%d letter is on its way.", "%d letters are on their way.", count)
        messages.success(request, sentence % count)
    AuditEvent.record(AuditEvent.Kind.DECIDED, request.user, item, verb.key)
    messages.success(request, str(verb.done) % item)
    return redirect_to("change", item.pk)


def show_verb(request, item, verb, form, notices):
    lacking = lacking_by_statement(item, request.user) if verb.publishes else {}
    undecided = undecided_quotations(item) if verb.publishes else []
    return show_page(
        request,
        "verb",
        verb.title,
        item,
        verb=verb,
        form=form,
        notices=notices,
        lacking=lacking,
        undecided=undecided,
        may_act=not (lacking or undecided),
        overrides=overrides(item) if verb.publishes else (),
        shortcomings=shortcomings(item) if verb.publishes else (),
    )


def lacking_by_statement(item, user):
    """Return {statement: names of the languages} of what keeps `user` from publishing."""
    languages = {}
    for statement, language in item.lacking(user):
        languages.setdefault(statement, []).append(LANGUAGE_NAMES[language])
    return languages


def overrides(item):
    """Return the overrides of wordings that are still not authorised."""
    hidden = {(statement.pk, language) for statement, language in item.lacking()}
    given = Override.objects.filter(statement__item=item).select_related("statement", "given_by")
    return [o for o in given if (o.statement_id, o.language) in hidden]
