"""Radionuclides, however they are written: "Lu-177" is "Lutetium-177"."""

from news.comparison.hints import Mention, blanked
from nuklid.base.texts.words import nuclides_in


def nuclides_of(text):
    """Return the Mentions of radionuclides in `text`, and the text without them."""
    found = list(nuclides_in(text))
    mentions = [
        Mention("radionuclide", text[f.start : f.end], frozenset(f.words[:1])) for f in found
    ]
    return mentions, blanked(text, [(f.start, f.end) for f in found])
