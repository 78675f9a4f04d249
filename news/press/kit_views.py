from django.http import StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news.models import NewsItem
from news.press.kit import entries, kit_name, stream
from news.views import gone, with_contact
from nuklid.base.pages.rows import with_slug


@require_safe
def press_kit(request, slug):
    """Send the zip of a public release; of anything else there is none, for the office either."""
    published = NewsItem.objects.public() | NewsItem.objects.withdrawn()
    item = with_slug(with_contact(published), slug)
    if not item.is_public:
        return gone(request, item, item.get_absolute_url, _("This news item was withdrawn"))
    if slug != item.slug:
        return redirect(kit_address(item, get_language()), permanent=True)
    return send_kit(item, request.build_absolute_uri)


def send_kit(item, absolute):
    """Return the answer with the kit of `item`; `absolute` makes a full address of a path."""
    statements = list(item.statements.with_publicity().select_related("speaker"))
    files = entries(item, list(item.organisations.all()), statements, absolute)
    response = StreamingHttpResponse(stream(item, files), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{kit_name(item)}.zip"'
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def kit_address(item, language):
    with translation.override(language):
        return reverse("news:press_kit", args=[getattr(item, f"slug_{language}")])
