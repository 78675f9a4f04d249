"""Cuts the italic of quotations out of Newsreader (SIL Open Font License).

    pip install --no-deps --target /tmp/serif fontpkg-newsreader==1.3
    python docs/fonts/cut_serif.py /tmp/serif/fontpkg_newsreader/files/*Italic*.ttf

One optical size and one weight, and the letters that Figtree has here: 9 kB instead of 250. Needs
fonttools and brotli, which the extra "pdf" brings.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).parents[2] / "static" / "fonts"
SIZE, WEIGHT = 20, 420  # points and weight at which quotations are set


def cut(source):
    """Return the static font of the variable one at `source`, with the letters of Figtree only."""
    font = instantiateVariableFont(TTFont(source), {"opsz": SIZE, "wght": WEIGHT})
    options = Options()
    options.layout_features = []  # the table of kerning alone would weigh 6 kB
    options.hinting, options.flavor = False, "woff2"
    options.name_IDs = [0, 1, 2, 13, 14]  # names, copyright and licence
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=TTFont(FONTS / "figtree.woff2").getBestCmap())
    subsetter.subset(font)
    font.flavor = "woff2"
    return font


def main(source):
    cut(source).save(FONTS / "newsreader-italic.woff2")


if __name__ == "__main__":
    main(*sys.argv[1:])
