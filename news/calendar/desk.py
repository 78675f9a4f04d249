"""The pages of the office on which an event is published, moved, cancelled or copied."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from news.calendar.letter import LETTERS, mail_proposer
from news.models import Event
from news.release_desk.pages import demand, show_page
from nuklid.base.records.audit import AuditEvent


def to_form(event):
    return HttpResponseRedirect(reverse("admin:news_event_change", args=[event.pk]))


@transaction.atomic
def verb_page(request, pk, verb):
    """Show the form of `verb` (a Verb of news.calendar.verbs); do what it says on POST."""
    demand(request, "news.change_event")
    event = get_object_or_404(Event.objects.select_for_update(), pk=pk)
    if event.state not in verb.states:
        sentence = _("“%(verb)s” does not apply: this event is %(state)s.")
        messages.error(request, sentence % {"verb": verb.title, "state": event.state.label})
        return to_form(event)
    form = verb.form(event, request.user, request.POST if request.method == "POST" else None)
    if not (form.is_valid() and (target := follow(form))):
        shown = Event.objects.get(pk=pk)  # as it is, whatever was refused
        return show_page(request, "verb", verb.title, shown, verb=verb, form=form, may_act=True)
    if verb.key in LETTERS:
        mail_proposer(form.item, verb.key, request.build_absolute_uri)
    AuditEvent.record(AuditEvent.Kind.DECIDED, request.user, event, verb.key)
    messages.success(request, str(verb.done) % event)
    return to_form(target)


def follow(form):
    """Do what a valid `form` says; return the event to go on with, None if the verb refused."""
    try:
        return form.act() or form.item
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None
