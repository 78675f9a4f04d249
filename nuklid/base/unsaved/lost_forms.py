"""Forms that arrive too late: without a session, or with the token of an earlier one.

A page with a form says for whom it was made (`mark`). What arrives too late is kept for that user
alone, and shown again, filled and unsaved, once that user is signed in. Nothing is kept of a form
that another site sent, nor of one without a mark.
"""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from nuklid.base.records.pictures import clean_for_any_field
from nuklid.base.unsaved.forms import RESTORED
from nuklid.base.unsaved.models import PendingUpload, UnsavedForm
from nuklid.base.unsaved.uploads import CHOSEN, hold_back

MARK = "_writer"
SIGNER = signing.TimestampSigner(salt="unsaved form")
OPEN_FOR = 8 * 24 * 3600  # seconds for which a page may lie open
MOST_TEXT = 2_000_000  # characters of all fields
MOST_FILES = 1  # no form of ours has more
SECRETS = ("password", "credential", "csrfmiddlewaretoken", MARK, RESTORED)


def mark(user) -> str:
    """Return the text by which a form says for whom its page was made."""
    return SIGNER.sign(user.pk)


def writer_of(request: HttpRequest):
    """Return the User for whom the page was made from which a form came, None if it says none."""
    try:
        pk = SIGNER.unsign(request.POST.get(MARK, ""), max_age=OPEN_FOR)
    except signing.BadSignature:
        return None
    return get_user_model().objects.filter(pk=pk, is_active=True).first()


def is_from_our_page(request: HttpRequest) -> bool:
    """Tell whether the browser says that a page of this very host sent the form."""
    source = request.headers.get("Origin") or request.headers.get("Referer", "")
    # Compared as text: not every header can be parsed as an address.
    return f"{source}/".startswith(f"{request.scheme}://{request.get_host()}/")


def keep(request: HttpRequest) -> UnsavedForm | None:
    """Store what was sent for whom its page was made for, files too; None if that is nobody."""
    writer = writer_of(request)
    fields = {
        storable(name): [*map(storable, values)]
        for name, values in request.POST.lists()
        if not any(secret in name for secret in SECRETS)
    }
    size = sum(len(value) for values in fields.values() for value in values)
    if not writer or size > MOST_TEXT or not is_from_our_page(request):
        return None
    for name in [*request.FILES][:MOST_FILES]:
        if row := hold_back_cleaned(request.FILES.getlist(name)[-1], writer):
            fields[f"{name}{CHOSEN}"] = [row.token]
    return UnsavedForm.objects.store(writer, path=request.path[:500], fields=fields)


def storable(text: str) -> str:
    """Return `text` without NUL, which PostgreSQL does not store and no form takes."""
    return text.replace("\x00", "")


def hold_back_cleaned(upload: UploadedFile, writer) -> PendingUpload | None:
    """Store a file of which only its bytes say what it is; None for a picture that no field takes.

    The form shows it again in a transaction: no large picture may be decoded there.
    """
    try:
        return hold_back(clean_for_any_field(upload), upload.name or "", writer)
    except ValidationError:
        return None


def ask_to_sign_in(request: HttpRequest) -> HttpResponse | None:
    """Keep what nobody sent who is signed in, and lead to signing in and on to the filled form."""
    row = keep(request)
    if not row:
        return None
    message = _(
        "You had been signed out meanwhile. What you typed is kept for a day: once you have signed "
        "in, it is back in its form."
    )
    messages.info(request, message)
    is_desk = "admin" in request.resolver_match.namespaces
    return redirect_to_login(row.address, reverse("admin:login") if is_desk else None)


def refuse_stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is of another session: keep it, and say how it goes on."""
    if not request.user.is_authenticated and (response := ask_to_sign_in(request)):
        return response
    row = keep(request) if request.user.is_authenticated else None
    context = {"row": row, "is_writer": row and row.owner == request.user, "path": request.path}
    return render(request, "403_csrf.html", context, status=403)


def show_again(request: HttpRequest, view, args, kwargs) -> HttpResponse:
    """Answer with the form as if `request.POST` had been sent, and undo whatever that did.

    A form that knows nothing of RESTORED may be content: then show what was typed, to be copied.
    """
    with transaction.atomic():
        response = view(request, *args, **kwargs)
        transaction.set_rollback(True)
    if response.status_code == 200:
        return response
    list(messages.get_messages(request))  # of a success that did not happen
    shown = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {"fields": [(name, value) for name, value in shown if is_typed(name, value)]}
    return render(request, "unsaved.html", context | {"path": request.path})


def is_typed(name: str, value: str) -> bool:
    return bool(value) and not name.startswith(("_", "csrf")) and not name.endswith("_FORMS")
