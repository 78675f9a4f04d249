"""What networks and messengers are told of a page that somebody passes on, and its share card."""

from django.http import Http404, HttpResponse
from django.utils.text import Truncator
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from nuklid.base.cards.cards import HEIGHT, WIDTH, Card
from nuklid.base.pages.addresses import address
from nuklid.base.texts.bilingual import other_language

LOCALES = {"de": "de_DE", "en": "en_GB"}
ALT = 420  # characters; networks take no more
CHART = _("The radionuclides of the cluster as tiles of the chart of nuclides")


def open_graph(card: Card | None, path, absolute):
    """Return what the head of the page at `path` says of its share card and its language.

    Without a `card` of its own it has that of the home page.
    """
    url = path + pgettext("address", "card/") if card else address("card")
    language = get_language()
    return {
        "locale": LOCALES[language],
        "other_locale": LOCALES[other_language(language)],
        "card": {
            "url": absolute(url),
            "media_type": card.media_type if card else "image/png",
            "alt": shortened(card.alt if card else str(CHART), ALT),
            "width": WIDTH,
            "height": HEIGHT,
        },
    }


def share_card(card: Card | None, canonical):
    """Answer with the picture that stands for the page at `canonical`; raise Http404 without."""
    if not card:
        raise Http404
    _scheme, _colon, where = canonical.partition("://")
    response = HttpResponse(card.encoded(where.rstrip("/")), content_type=card.media_type)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # others show it
    return response


def shortened(text, characters):
    """Cut what is longer; Truncator looks at every character to tell."""
    return text if len(text) <= characters else Truncator(text).chars(characters)
