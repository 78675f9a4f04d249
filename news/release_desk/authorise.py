"""The page on which a speaker answers a request, reached by a signed link alone.

A speaker says yes, yes with a change, or no.
"""

from functools import wraps

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.functional import lazy
from django.utils.text import normalize_newlines
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from members.models import Membership, Organisation
from news.models import Answer
from news.models.requests import AlreadyAnswered, Closed
from news.release_desk import links
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, LANGUAGES, other_language

AUTHORISED, CHANGED, DECLINED = Answer.Decision


class AnswerForm(forms.Form):
    """An answer to the AuthorisationRequest `auth_request`; `seen` is the version on the screen."""

    decision = ""
    seen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    answered_by = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        help_text=gettext_lazy("Kept by the office with your answer. Never shown in public."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, auth_request, data=None):
        self.auth_request, self.statement = auth_request, auth_request.statement
        initial = {
            "answered_by": auth_request.asked_name,
            "seen": auth_request.version(self.statement),
        }
        super().__init__(data, initial=initial, prefix=self.decision)

    def build_answer(self):
        """Return the unsaved Answer."""
        columns = {name: text for name, text in self.cleaned_data.items() if name != "seen"}
        return Answer(decision=self.decision, **columns)


class AuthoriseForm(AnswerForm):
    decision = AUTHORISED.value


class ChangeForm(AnswerForm):
    decision = CHANGED.value
    attribution = forms.CharField(
        label=gettext_lazy("Name, function or organisation, if they are wrong"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("How they should read. The office corrects it and asks you again."),
    )
    reason = forms.CharField(
        label=gettext_lazy("A word to the office"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, auth_request, data=None):
        super().__init__(auth_request, data)
        for language in auth_request.languages():
            self.fields[f"text_{language}"] = forms.CharField(
                label=lazy(self.label, str)(language),
                max_length=3000,
                initial=getattr(self.statement, f"text_{language}"),
                widget=forms.Textarea(attrs={"rows": 6, "lang": language}),
                help_text=gettext_lazy("Without quotation marks."),
                error_messages={
                    "required": gettext_lazy(
                        "The wording cannot be empty. If nothing is to appear, decline."
                    )
                },
            )
        self.order_fields(["seen", "text_de", "text_en", "attribution", "reason", "answered_by"])

    @staticmethod
    def label(language):
        return _("Wording (%(language)s)") % {"language": LANGUAGE_NAMES[language]}

    def clean(self):
        cleaned = super().clean()
        for language in self.auth_request.languages():
            field = f"text_{language}"
            words = normalize_newlines(cleaned.get(field, "")).strip()
            cleaned[field] = "" if words == getattr(self.statement, field) else words
        wishes = (cleaned.get(name) for name in ("text_de", "text_en", "attribution"))
        if not self.errors and not any(wishes):
            raise ValidationError(
                _("Nothing is changed yet. Change a word, or authorise as it is.")
            )
        return cleaned


class DeclineForm(AnswerForm):
    decision = DECLINED.value
    reason = forms.CharField(
        label=gettext_lazy("Why not"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Only the office reads it."),
        error_messages={
            "required": gettext_lazy("Say in a few words why, so that the office knows what to do.")
        },
    )
    field_order = ["reason", "answered_by"]


ANSWER_FORMS = {form.decision: form for form in (AuthoriseForm, ChangeForm, DeclineForm)}


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
    """Show a wording and take the answer. To open the link decides nothing: mail scanners do."""
    auth_request = links.find_request(token)
    if not (auth_request and auth_request.is_open(auth_request.statement)):
        return closed(request, auth_request)
    if request.method == "POST":
        return receive(request, auth_request)
    if request.method == "GET" and not auth_request.opened_at:
        auth_request.mark("opened_at")
    return show_wording(request, auth_request)


def receive(request, auth_request):
    form_type = ANSWER_FORMS.get(request.POST.get("decision"))
    if not form_type:
        return show_wording(request, auth_request)
    form = form_type(auth_request, request.POST)
    if not form.is_valid():
        return show_wording(request, auth_request, form)
    try:
        auth_request.receive(form.build_answer(), form.cleaned_data["seen"])
    except Closed:
        return closed(request, auth_request)
    except AlreadyAnswered:
        return show_wording(request, links.find_request(links.token(auth_request)), not_stored=True)
    return redirect(links.address(auth_request, get_language()))


def show_wording(request, auth_request, bound=None, **context):
    """Show the wordings, the answer that stands and the forms; `bound` is one with errors."""
    statement, item = auth_request.statement, auth_request.statement.item
    answer_forms = {key: form(auth_request) for key, form in ANSWER_FORMS.items()}
    if bound:
        answer_forms[bound.decision] = bound
    context |= {
        "title": _("Your quote, for you to authorise"),
        "ribbon": "" if item.is_public else _("Unpublished and confidential: for you alone."),
        "alternate_url": links.address(auth_request, other_language(get_language())),
        "auth_request": auth_request,
        "statement": statement,
        "item": item,
        "sides": [
            side(auth_request, language) for language in LANGUAGES if words(statement, language)
        ],
        "hints": hints_for(statement),
        "answer": auth_request.standing_answer,
        "is_final": auth_request.is_final(statement),
        "forms": answer_forms,
        "bound": bound,
        "office": None if item.press_contact else office(),
    }
    return render(request, "news/authorise.html", context)


def words(statement, language):
    return getattr(statement, f"text_{language}")


def side(auth_request, language):
    """Return a side as it will stand, and whether this link asks for it."""
    return {
        "label": LANGUAGE_NAMES[language],
        "side": auth_request.statement.side(language),
        "is_asked": language in auth_request.languages(),
    }


def hints_for(statement):
    """Return what one language says and the other does not; knows the names at hand only."""
    # Its lexicons are a megabyte that readers do not need.
    from news.comparison.statements import of_statement

    names = [(o.name, o.legal_name) for o in statement.organisations.all()]
    return of_statement(statement, [*names, (statement.name_as_said,)])


def office():
    """Return the organisation that runs the cluster office, None if nobody entered it."""
    return Organisation.objects.with_role(Membership.Role.COORDINATOR).first()


def closed(request, auth_request):
    """Refuse any link alike; whoever held a real one can let the office know."""
    wants_link = request.method == "POST" and request.POST.get("decision") == "new_link"
    if wants_link and auth_request:
        auth_request.mark("new_link_wanted_at")
    context = {"title": _("This link does not work"), "has_asked": wants_link, "office": office()}
    return render(request, "news/authorise_closed.html", context, status=404)
