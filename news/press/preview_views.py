"""A news item before it is public, for a journalist who has a signed link, and for nobody else."""

from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.models import Organisation
from news.press.kit import about_size, embargo_mark, ending
from news.press.kit_views import kit_address, send_kit
from news.release_desk import links
from news.release_desk.contacts import contact_for
from news.views import contents
from nuklid.base.pages.confidential import confidential
from nuklid.base.texts.bilingual import other_language


@require_safe
@confidential
def press_preview(request, token):
    """Show what will be public, and nothing else; from then on lead to the public page."""
    preview = links.find_preview(token)
    if preview and preview.leads_on:
        return redirect(preview.item)
    if preview and preview.is_taken_back:
        return taken_back(request, preview)
    if not (preview and preview.is_open):
        return closed(request)
    note_opening(request, preview)
    item, page = preview.item, contents(preview.item)
    context = page | {
        "statements": [statement for statement in page["statements"] if statement.shown_side],
        "title": str(item),
        "description": item.standfirst,
        "section": "news",
        "ribbon": _("Press preview: under embargo, confidential."),
        "alternate_url": links.address(preview, other_language(get_language())),
        "preview": preview,
        "kit_url": links.address(preview, get_language(), "press_preview_kit"),
        "kit_size": about_size(item, page["statements"]),
        "picture_url": links.address(preview, get_language(), "press_preview_picture"),
        "future_url": request.build_absolute_uri(item.get_absolute_url()),
    }
    return render(request, "news/preview.html", context)


@require_safe
@confidential
def picture(request, token):
    """Send the picture of the item, whose own address shows it to nobody yet."""
    preview = links.find_preview(token)
    if not (preview and preview.is_open and preview.item.image):
        return closed(request)
    image = preview.item.image
    return FileResponse(
        image.open("rb"), filename=f"{embargo_mark(preview.item)}picture{ending(image)}"
    )


@require_safe
@confidential
def preview_kit(request, token):
    """Send the press kit as it will be, each of its files marked with the embargo."""
    preview = links.find_preview(token)
    if preview and preview.leads_on:
        return redirect(kit_address(preview.item, get_language()))
    if not (preview and preview.is_open):
        return closed(request)
    note_opening(request, preview)
    return send_kit(preview.item, request.build_absolute_uri)


def note_opening(request, preview):
    if request.method == "GET" and not preview.opened_at:
        preview.mark("opened_at")


def taken_back(request, preview):
    """Say that the item is no longer what was announced, and nothing of what is in it."""
    context = {
        "title": _("This release was taken back"),
        "contact": contact_for(preview.item, preview.given_by),
        "alternate_url": links.address(preview, other_language(get_language())),
    }
    return render(request, "news/preview_taken_back.html", context)


def closed(request):
    """Refuse any link alike: forged, revoked or expired."""
    office = Organisation.objects.office()
    context = {"title": _("This link does not work"), "office": office}
    return render(request, "news/preview_closed.html", context, status=404)
