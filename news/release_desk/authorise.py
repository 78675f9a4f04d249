"""The page on which a speaker answers a request, reached by a signed link alone.

A speaker decides language by language: yes, yes with a change, not yet, or no.
"""

from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from members.models import Organisation
from news.models import Answer
from news.models.requests import AlreadyAnswered, Closed
from news.release_desk import links, mail
from news.release_desk.answer_form import SIDE_FIELDS, AnswerForm
from news.release_desk.contacts import contact_for
from nuklid.base.letters.notices import Notice, notify_office
from nuklid.base.pages.confidential import confidential
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, LANGUAGES, other_language

NOTICES: dict[str, Notice.Kind] = {
    Answer.Decision.AUTHORISED: Notice.Kind.AUTHORISED,
    Answer.Decision.CHANGED: Notice.Kind.CHANGED,
    Answer.Decision.DECLINED: Notice.Kind.DECLINED,
}


# The page -----------------------------------------------------------------------------------------


@csrf_exempt  # The secret is the address itself: no other site knows it, and no cookie is needed.
@require_http_methods(["GET", "HEAD", "POST"])
@confidential
def authorise_page(request, token):
    """Show a wording and take the answer. To open the link decides nothing: mail scanners do.

    The office can look, but not answer: who is signed in there is not the speaker.
    """
    auth_request = links.find_request(token)
    if not (auth_request and auth_request.is_open(auth_request.statement)):
        return closed(request, auth_request)
    if request.user.is_staff:
        return show_to_office(request, auth_request)
    if request.method == "POST":
        return receive(request, auth_request)
    if request.method == "GET" and not auth_request.opened_at:
        auth_request.mark("opened_at")
    return show_wording(request, auth_request, AnswerForm(auth_request))


def show_to_office(request, auth_request):
    form = AnswerForm(auth_request)
    response = show_wording(request, auth_request, form, is_office=True)
    if request.method == "POST":
        response.status_code = 403
    return response


def receive(request, auth_request):
    form = AnswerForm(auth_request, request.POST)
    if not auth_request.open_languages(auth_request.statement):
        return show_what_stands(request, auth_request)
    if form.data.get("seen", "") != auth_request.version(auth_request.statement):
        return show_what_stands(request, auth_request)
    if not form.is_valid():
        return show_wording(request, auth_request, form)
    try:
        store(request, auth_request, form)
    except Closed:
        return closed(request, auth_request)
    except AlreadyAnswered:
        return show_what_stands(request, auth_request)
    return redirect(links.address(auth_request, get_language()))


def store(request, auth_request, form):
    """Store the answer, with a receipt to the address that was asked and word to the office."""
    answer = form.build_answer()
    with transaction.atomic():
        auth_request.receive(answer, form.cleaned_data["seen"])
        fresh = links.find_request(links.token(auth_request))
        mail.post_receipt(fresh)
        notify_office(
            notice_kind({answer.decision_in(language) for language in form.languages}),
            fresh,
            request.build_absolute_uri,
            by_name=answer.answered_by,
            title=auth_request.statement.item,
            note=answer.summary,
            path=board_of(auth_request),
        )


def notice_kind(decisions):
    """Return the Notice.Kind of an answer that holds the set `decisions`."""
    only = next(iter(decisions)) if len(decisions) == 1 else ""
    return NOTICES.get(only, Notice.Kind.ANSWERED)


def board_of(auth_request):
    return reverse("admin:news_newsitem_board", args=[auth_request.statement.item_id])


def show_what_stands(request, auth_request):
    """Say that nothing was stored, show what is stored, and leave what was typed."""
    fresh = links.find_request(links.token(auth_request))
    data = request.POST.copy()
    data["seen"] = fresh.version(fresh.statement)
    return show_wording(request, fresh, AnswerForm(fresh, data), not_stored=True)


def show_wording(request, auth_request, form, **context):
    """Show the wordings, the answer that stands and the form."""
    statement, item = auth_request.statement, auth_request.statement.item
    title = _("Your quote, for you to authorise")
    context |= {
        "title": title,
        "heading": title,
        "ribbon": "" if item.is_public else _("Unpublished and confidential: for you alone."),
        "alternate_url": links.address(auth_request, other_language(get_language())),
        "auth_request": auth_request,
        "statement": statement,
        "item": item,
        "sides": [side_row(form, code) for code in LANGUAGES if words(statement, code)],
        "hints": hints_for(statement),
        "answer": auth_request.standing_answer,
        "is_final": not form.languages,
        "form": form,
        "contact": contact_for(item, auth_request.asked_by),
    }
    return render(request, "news/authorise.html", context)


def words(statement, language):
    return getattr(statement, f"text_{language}")


def side_row(form, language):
    """Return a side as it will stand, and the fields (in this order) that decide about it."""
    is_open = language in form.languages
    return {
        "label": LANGUAGE_NAMES[language],
        "side": form.statement.side(language),
        "fields": [form[f"{name}_{language}"] for name in SIDE_FIELDS] if is_open else [],
    }


def hints_for(statement):
    """Return what one language says and the other does not; knows the names at hand only."""
    # Its lexicons are a megabyte that readers do not need.
    from news.comparison.statements import names_at_hand, of_statement

    return of_statement(statement, names_at_hand(statement))


def closed(request, auth_request):
    """Refuse a link; whoever had a real one can let the office know, and reads what was answered.

    A link of nobody and a real one that is closed look alike, but for what its holder knows.
    """
    wants_link = request.method == "POST" and request.POST.get("decision") == "new_link"
    if wants_link and auth_request and not request.user.is_staff:
        want_link(request, auth_request)
    live = auth_request and auth_request.is_live(auth_request.statement)
    context = {
        "title": _("The wording was changed") if live else _("This link does not work"),
        "is_outdated": live,
        "has_asked": wants_link,
        "words_too_late": words_too_late(request.POST) if auth_request else [],
        "answer": auth_request and auth_request.standing_answer,
        "office": Organisation.objects.office(),
    }
    return render(request, "news/authorise_closed.html", context, status=404)


def words_too_late(data):
    """Return [(label, text)] of what somebody typed into an answer that can no longer be stored."""
    changed = [code for code in LANGUAGES if data.get(f"decision_{code}") == "changed"]
    sides = [
        (f"{name}_{code}", LANGUAGE_NAMES[code]) for code in changed for name in SIDE_FIELDS[1:]
    ]
    labels = [*sides, ("reason", AnswerForm.base_fields["reason"].label)]
    return [(label, data[name]) for name, label in labels if data.get(name)]


def want_link(request, auth_request):
    with transaction.atomic():
        is_first = not auth_request.new_link_wanted_at
        auth_request.mark("new_link_wanted_at")
        if is_first:
            notify_office(
                Notice.Kind.LINK_WANTED,
                auth_request,
                request.build_absolute_uri,
                by_name=auth_request.asked_name,
                title=auth_request.statement.item,
                path=board_of(auth_request),
            )
