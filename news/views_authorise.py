"""The page on which a speaker answers a request, reached by a signed link alone."""

from functools import wraps

from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from members.models import Membership, Organisation
from news import links
from news.forms.answers import FORMS
from news.models.requests import AlreadyAnswered, Closed
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, LANGUAGES, other_language


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
def authorise(request, token):
    """Show a wording and take the answer. To open the link decides nothing: mail scanners do."""
    asked = links.found(token)
    if not (asked and asked.is_open(asked.statement)):
        return closed(request, asked)
    if request.method == "POST":
        return receive(request, asked)
    if request.method == "GET" and not asked.opened_at:
        asked.mark("opened_at")
    return show_wording(request, asked)


def receive(request, asked):
    form_type = FORMS.get(request.POST.get("decision"))
    if not form_type:
        return show_wording(request, asked)
    form = form_type(asked, request.POST)
    if not form.is_valid():
        return show_wording(request, asked, form)
    try:
        asked.answer(form.answer(), form.cleaned_data["seen"])
    except Closed:
        return closed(request, asked)
    except AlreadyAnswered:
        return show_wording(request, links.found(links.token(asked)), not_stored=True)
    return redirect(links.address(asked, get_language()))


def show_wording(request, asked, bound=None, **context):
    """Show the wordings, the answer that stands and the forms; `bound` is one with errors."""
    statement, item = asked.statement, asked.statement.item
    forms = {key: form(asked) for key, form in FORMS.items()}
    if bound:
        forms[bound.decision] = bound
    context |= {
        "title": _("Your quote, for you to authorise"),
        "ribbon": "" if item.is_published else _("Unpublished and confidential: for you alone."),
        "alternate_url": links.address(asked, other_language(get_language())),
        "asked": asked,
        "statement": statement,
        "item": item,
        "sides": [side(asked, language) for language in LANGUAGES if words(statement, language)],
        "hints": hints_for(statement),
        "answer": asked.standing_answer,
        "is_final": asked.is_final(statement),
        "forms": forms,
        "bound": bound,
        "office": None if item.press_contact else office(),
    }
    return render(request, "news/authorise.html", context)


def words(statement, language):
    return getattr(statement, f"text_{language}")


def side(asked, language):
    """Return a side as it will stand, and whether this link asks for it."""
    return {
        "label": LANGUAGE_NAMES[language],
        "side": asked.statement.side(language),
        "is_asked": language in asked.languages(),
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


def closed(request, asked):
    """Refuse any link alike; whoever held a real one can let the office know."""
    told = request.method == "POST" and request.POST.get("decision") == "new_link"
    if told and asked:
        asked.mark("new_link_wanted_at")
    context = {"title": _("This link does not work"), "told": told, "office": office()}
    return render(request, "news/authorise_closed.html", context, status=404)
