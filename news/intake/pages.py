"""Reading a release at the desk: paste or upload, confirm or correct, and a draft is made."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from news.intake.draft import Confirmation
from news.intake.forms import ReadingForm
from news.models import NewsItem


def describe_draft(item, counts):
    """Return the sentence that says what was counts (a Counter of kinds)."""
    statements, people, organisations = (
        counts[kind] for kind in ("statements", "people", "organisations")
    )
    parts = [ngettext("%d statement", "%d statements", statements) % statements]
    if people:
        parts.append(ngettext("%d new person", "%d new people", people) % people)
    if organisations:
        new = ngettext("%d new organisation", "%d new organisations", organisations)
        parts.append(new % organisations)
    sentence = _(
        "“%(item)s” is a draft now, with %(parts)s. None of it is public: statements need an "
        "authorisation, new people and organisations are hidden until you list them."
    )
    return sentence % {"item": item, "parts": ", ".join(parts)}


def refuse_strangers(request):
    if not request.user.has_perms(["news.add_newsitem", "news.add_statement"]):
        raise PermissionDenied


def read_page(request):
    """Take a pasted or uploaded release, and show what was read for confirmation."""
    refuse_strangers(request)
    if request.method != "POST":
        form = ReadingForm(initial={"language": get_language()})
        return show_intake(request, "intake_read", form=form)
    form = ReadingForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_intake(request, "intake_read", form=form)
    page = Confirmation(request.user, proposal=form.proposal)
    return show_intake(request, "intake_confirm", page=page)


def confirm_page(request):
    """Make a draft of what was confirmed, and lead to it."""
    refuse_strangers(request)
    if request.method != "POST":
        return redirect("admin:news_newsitem_read")
    page = Confirmation(request.user, data=request.POST)
    item = save(page) if page.is_valid() else None
    if not item:
        return show_intake(request, "intake_confirm", page=page)
    messages.success(request, describe_draft(item, page.created))
    return redirect("admin:news_newsitem_change", item.pk)


def save(page):
    """Return the NewsItem made of a valid page; None if the database refuses it after all."""
    try:
        return page.save()
    except (ValidationError, IntegrityError) as error:
        refusals = getattr(error, "messages", None)
        page.release.add_error(
            None, refusals or _("Somebody else stored one of these names just now. Try again.")
        )
    return None


def show_intake(request, template, **context):
    context |= admin.site.each_context(request)
    context |= {"opts": NewsItem._meta, "title": _("Read a release")}
    return TemplateResponse(request, f"admin/news/{template}.html", context)
