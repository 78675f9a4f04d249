from django.http import StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news.models import NewsItem
from news.press.kit import entries, stream
from news.views import gone, with_contact, with_slug


@require_safe
def press_kit(request, slug):
    """Send the zip of a public release; of anything else there is none, for the office either."""
    published = NewsItem.objects.public() | NewsItem.objects.withdrawn()
    item = with_slug(with_contact(published), slug)
    if not item.is_public:
        return gone(request, item, item.get_absolute_url, _("This news item was withdrawn"))
    if slug != getattr(item, f"slug_{get_language()}"):
        return redirect(kit_address(item, get_language()), permanent=True)
    statements = list(item.statements.with_publicity().select_related("speaker"))
    files = entries(item, list(item.organisations.all()), statements, request.build_absolute_uri)
    response = StreamingHttpResponse(stream(item, files), content_type="application/zip")
    name = f"nuklid-{item.slug_de or item.slug_en}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def kit_address(item, language):
    with translation.override(language):
        return reverse("news:press_kit", args=[getattr(item, f"slug_{language}")])
