"""A news item before it is public, for a journalist who has a signed link, and for nobody else."""

from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news.release_desk import links
from news.release_desk.authorise import confidential
from news.release_desk.contacts import office
from news.views import contents
from nuklid.base.texts.bilingual import other_language


@require_safe
@confidential
def press_preview(request, token):
    """Show what will be public, and nothing else; from then on lead to the public page."""
    preview = links.find_preview(token)
    if preview and preview.leads_on:
        return redirect(preview.item)
    if not (preview and preview.is_open):
        return closed(request)
    if request.method == "GET" and not preview.opened_at:
        preview.mark("opened_at")
    item, page = preview.item, contents(preview.item)
    context = page | {
        "statements": [statement for statement in page["statements"] if statement.shown_side],
        "title": str(item),
        "description": item.standfirst,
        "section": "news",
        "ribbon": _("Press preview: under embargo, confidential."),
        "alternate_url": links.address(preview, other_language(get_language())),
        "preview": preview,
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
    return FileResponse(preview.item.image.open("rb"))


def closed(request):
    """Refuse any link alike: forged, revoked, expired, or of an item that went back to draft."""
    context = {"title": _("This link does not work"), "office": office()}
    return render(request, "news/preview_closed.html", context, status=404)
