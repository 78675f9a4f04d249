"""News and statements to be shown on other sites (oEmbed 1.0): as a block quotation, no script."""

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django import forms
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import Resolver404, get_script_prefix, resolve, reverse
from django.utils.http import urlencode
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news.models import NewsItem, Statement
from news.share_card import item_card, statement_card
from nuklid.base.cards.cards import CLUSTER, Card
from nuklid.base.pages.addresses import address
from nuklid.base.pages.open_graph import open_graph
from nuklid.base.pages.rows import with_slug
from nuklid.base.pages.shell import FOR_EVERYONE
from nuklid.base.texts.bilingual import language_of

WIDTH, NARROWEST = 600, 220  # pixels
LETTER, LINE_HEIGHT, AROUND = 9, 26, 110  # pixels of running text, and of all that stands round it
NO_LIMIT = 2**31
HOUR = 3600  # seconds; so soon others ask again, and see what was withdrawn


class EmbedForm(forms.Form):
    """What others ask for; another format is refused with 400, where the standard has 501."""

    url = forms.CharField(max_length=1000)
    maxwidth = forms.IntegerField(min_value=1, required=False)
    maxheight = forms.IntegerField(min_value=1, required=False)
    format = forms.ChoiceField(choices=[("json", "JSON")], required=False)


class Embedded(NamedTuple):
    """A public row as others show it."""

    row: NewsItem | Statement
    item: NewsItem
    language: str
    title: str
    heading: str
    text: str
    by: str  # whose words they are, if not those of the cluster
    author: dict
    card: Card


def embed_address(path: str, absolute) -> str:
    """Return where others get what the page at `path` looks like on their pages."""
    query = urlencode({"url": absolute(path), "format": "json"})
    return f"{absolute(reverse('oembed'))}?{query}"


@require_safe
def oembed(request):
    form = EmbedForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    match, language = page_at(form.cleaned_data["url"], request.get_host())
    with override(language):
        embedded = PAGES[match.view_name](request.build_absolute_uri, **match.kwargs)
        data = answer_for(embedded, form.cleaned_data, request.build_absolute_uri)
        query = embed_address(embedded.row.get_absolute_url(), request.build_absolute_uri)
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = FOR_EVERYONE
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.query = urlsplit(query).query
    return response


def page_at(url, host):
    """Return (ResolverMatch, language) of one of our pages to embed; raise Http404 for others."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise Http404 from error
    path = unquote(parts.path).replace(get_script_prefix(), "/", 1)
    language = get_language_from_path(path)
    if parts.scheme not in ("http", "https") or parts.netloc != host or not language:
        raise Http404
    with override(language):
        try:
            match = resolve(path)
        except Resolver404 as error:
            raise Http404 from error
    if match.view_name not in PAGES:
        raise Http404
    return match, language


def embedded_item(absolute, slug):
    item = with_slug(NewsItem.objects.public(), slug)
    return Embedded(
        row=item,
        item=item,
        language=language_of(item, "headline"),
        title=str(item),
        heading=str(item),
        text=item.standfirst,
        by="",
        author={"author_name": "nukliD®", "author_url": absolute(address("home"))},
        card=item_card(item),
    )


def embedded_statement(absolute, pk):
    rows = Statement.objects.public().with_publicity().select_related("speaker", "item")
    statement = get_object_or_404(rows, pk=pk)
    side, speaker = statement.shown_side, statement.speaker
    card = statement_card(statement, side)
    page = {"author_url": absolute(speaker.get_absolute_url())} if speaker.is_public else {}
    return Embedded(
        row=statement,
        item=statement.item,
        language=side.language,
        title=_("Statement by %(name)s") % {"name": side.name},
        heading="",
        text=card.frame.format(side.text),
        by=", ".join(filter(None, (card.name, card.role))),
        author={"author_name": side.name} | page,
        card=card,
    )


PAGES: dict[str, Callable[..., Embedded]] = {
    "news:detail": embedded_item,
    "statements:detail": embedded_statement,
}


def answer_for(embedded, params, absolute):
    """Return the answer as oEmbed has it; where there is no room it is a link without words."""
    path = embedded.row.get_absolute_url()
    widest, highest = params["maxwidth"] or NO_LIMIT, params["maxheight"] or NO_LIMIT
    width = min(WIDTH, widest)
    height = AROUND + LINE_HEIGHT * (1 + len(embedded.text) * LETTER // width)
    data = {
        "version": "1.0",
        "type": "link",
        "title": embedded.title,
        **embedded.author,
        "provider_name": f"nukliD® – {CLUSTER}",
        "provider_url": absolute(address("home")),
        "cache_age": HOUR,
        "language": embedded.language,
    }
    if width >= NARROWEST and height <= highest:
        html = render_to_string("news/embed.html", {"url": absolute(path), "embedded": embedded})
        data |= {"type": "rich", "html": html.strip(), "width": width, "height": height}
    picture = open_graph(embedded.card, path, absolute)["card"]
    if picture["width"] <= widest and picture["height"] <= highest:
        data |= {f"thumbnail_{name}": picture[name] for name in ("url", "width", "height")}
    return data
