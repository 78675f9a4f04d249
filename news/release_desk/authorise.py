"""The page on which a speaker answers a request, reached by a signed link alone.

A speaker decides language by language: yes, yes with a change, not yet, or no.
"""

from functools import wraps

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy, normalize_newlines
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from news.models import Answer
from news.models.requests import AlreadyAnswered, Closed
from news.release_desk import links, mail
from news.release_desk.contacts import contact_for, office
from nuklid.base.letters.notices import Notice, notify_office
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, LANGUAGES, other_language

AUTHORISED, CHANGED, NOT_YET, DECLINED = Answer.Decision
CHOICES = [
    (AUTHORISED.value, gettext_lazy("Authorise, exactly as it stands")),
    (CHANGED.value, gettext_lazy("Authorise with my change")),
    (NOT_YET.value, gettext_lazy("Not yet: I decide later")),
    (DECLINED.value, gettext_lazy("Decline: it is not to appear")),
]
NOTICES = {
    AUTHORISED: Notice.Kind.AUTHORISED,
    CHANGED: Notice.Kind.CHANGED,
    DECLINED: Notice.Kind.DECLINED,
}


def in_language(sentence, language):
    """Return a lazy `sentence` with the name of the language in place of %(language)s."""
    return lazy(lambda: str(sentence) % {"language": LANGUAGE_NAMES[language]}, str)()


class AnswerForm(forms.Form):
    """An answer to the AuthorisationRequest `auth_request`; `seen` is the version on the screen.

    For each language that is open it has `decision_<language>`, `text_<language>` and
    `attribution_<language>`.
    """

    seen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("A word to the office"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Only the office reads it. If you decline, please say why."),
    )
    answered_by = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        help_text=gettext_lazy("Kept by the office with your answer. Never shown in public."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, auth_request, data=None):
        self.auth_request, self.statement = auth_request, auth_request.statement
        self.languages = auth_request.open_languages(self.statement)
        initial = {
            "answered_by": auth_request.asked_name,
            "seen": auth_request.version(self.statement),
        }
        super().__init__(data, initial=initial)
        for language in self.languages:
            self.fields |= self.fields_for(language)
        sides = [f"{name}_{code}" for code in self.languages for name in SIDE_FIELDS]
        self.order_fields(["seen", *sides, "reason", "answered_by"])

    def fields_for(self, language):
        """Return {name: field} of what is decided about one language."""
        required = gettext_lazy("Choose what is to happen with this wording (%(language)s).")
        return {
            f"decision_{language}": forms.ChoiceField(
                label=in_language(gettext_lazy("Your decision (%(language)s)"), language),
                choices=CHOICES,
                widget=forms.RadioSelect,
                error_messages={"required": in_language(required, language)},
            ),
            f"text_{language}": forms.CharField(
                label=in_language(gettext_lazy("Wording (%(language)s)"), language),
                required=False,
                max_length=3000,
                initial=getattr(self.statement, f"text_{language}"),
                widget=forms.Textarea(attrs={"rows": 6, "lang": language}),
                help_text=gettext_lazy("Without quotation marks."),
            ),
            f"attribution_{language}": forms.CharField(
                label=in_language(
                    gettext_lazy("Name, function or organisation, if wrong (%(language)s)"),
                    language,
                ),
                required=False,
                max_length=500,
                help_text=gettext_lazy(
                    "How they should read. The office corrects it and asks you again."
                ),
            ),
        }

    def clean(self):
        cleaned = super().clean()
        for language in self.languages:
            self.check_change(language, cleaned)
        decisions = {cleaned.get(f"decision_{language}") for language in self.languages}
        if DECLINED in decisions and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say in a few words why you decline, for the office."))
        if decisions == {NOT_YET} and not self.auth_request.standing_answer:
            day = date_format(self.auth_request.link_ends_on)
            sentence = _("To decide later you need not send anything. The link works until %s.")
            raise ValidationError(sentence % day)
        return cleaned

    def check_change(self, language, cleaned):
        """Demand that what is typed and what is chosen agree; leave only what is changed."""
        decision, field = cleaned.get(f"decision_{language}"), f"text_{language}"
        if not decision or field in self.errors:
            return
        words = normalize_newlines(cleaned.get(field, "")).strip()
        is_same = words == getattr(self.statement, field)
        wishes = bool(cleaned.get(f"attribution_{language}")) or not is_same
        if decision != CHANGED and wishes:
            sentence = _(
                "You changed something (%(language)s). Choose “with my change” or undo it."
            )
            words = {"language": LANGUAGE_NAMES[language]}
            self.add_error(f"decision_{language}", sentence % words)
        elif decision == CHANGED and not words:
            sentence = _("The wording cannot be empty. If nothing is to appear, decline.")
            self.add_error(field, sentence)
        elif decision == CHANGED and not wishes:
            sentence = _("Nothing is changed yet. Change a word, or authorise as it is.")
            self.add_error(field, sentence)
        cleaned[field] = "" if is_same else words

    def build_answer(self):
        """Return the unsaved Answer."""
        return Answer(**{name: text for name, text in self.cleaned_data.items() if name != "seen"})


SIDE_FIELDS = ("decision", "text", "attribution")


# The page -----------------------------------------------------------------------------------------


def confidential(view):
    """Keep what `view` answers from caches, search engines and the Referer."""

    @wraps(view)
    def wrapped(request, token):
        response = view(request, token)
        add_never_cache_headers(response)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped


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
        decisions = {answer.decision_in(language) for language in form.languages}
        notify_office(
            NOTICES.get(*decisions) if len(decisions) == 1 else Notice.Kind.ANSWERED,
            fresh,
            request.build_absolute_uri,
            by_name=answer.answered_by,
            title=auth_request.statement.item,
            note=answer.summary,
            path=board_of(auth_request),
        )


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
        "title": format_lazy(_("Error: {title}"), title=title) if form.errors else title,
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
    from news.comparison.statements import of_statement

    names = [(o.name, o.legal_name) for o in statement.organisations.all()]
    return of_statement(statement, [*names, (statement.name_as_said,)])


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
        "answer": auth_request and auth_request.standing_answer,
        "office": office(),
    }
    return render(request, "news/authorise_closed.html", context, status=404)


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
