"""Radionuclides, however they are written: "Lu-177" is "Lutetium-177"."""

from news.comparison.hints import Mention, blanked
from nuklid.base.texts.words import nuclides_in


def nuclides_of(text):
    """Return the Mentions of radionuclides in `text`, and the text without them."""
    nuclides = list(nuclides_in(text))
    mentions = [
        Mention("radionuclide", text[n.start : n.end], frozenset(n.words[:1])) for n in nuclides
    ]
    return mentions, blanked(text, [(n.start, n.end) for n in nuclides])
