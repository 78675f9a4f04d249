"""What a form says about itself so that nothing typed into it gets lost."""

from django import template
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from nuklid.base.unsaved.lost_forms import mark
from nuklid.base.unsaved.models import UnsavedForm

register = template.Library()


@register.simple_tag(takes_context=True)
def refused(context):
    """Return how the title of a page begins whose form was refused; Django's desk has its own."""
    forms = (context.get(name) for name in ("form", "verify_form", "bound", "deadline"))
    is_refused = any(getattr(form, "errors", None) for form in forms) or context.get("has_errors")
    is_refused = is_refused or getattr(context.get("page"), "has_errors", False)
    is_post = getattr(context.get("request"), "method", "") == "POST"
    return _("Error:") + " " if is_refused and is_post else ""


@register.inclusion_tag("partials/unsaved.html", takes_context=True)
def keep_unsaved(context, first_view=""):
    """Mark the form around: for whom it is, by which key the browser keeps it, what waits for it.

    The key is one and the same for a form in both languages, and another one for each user. A later
    step, which nobody can open by its address, names the `first_view` of the way to it.
    """
    request = context["request"]
    match, user = request.resolver_match, request.user
    parts = [user.pk, first_view or match.view_name, *sorted(match.kwargs.items()), *match.args]
    signed_in = user.is_authenticated
    row = None
    if signed_in and request.method == "GET":
        row = UnsavedForm.objects.of(user).filter(path=request.path).order_by("-pk").first()
    return {
        "key": salted_hmac("unsaved form", repr(parts), algorithm="sha256").hexdigest()[:24],
        "mark": mark(user) if signed_in else "",
        "row": row,
    }
