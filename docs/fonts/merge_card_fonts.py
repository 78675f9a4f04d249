"""Puts the type of share cards together from fonts under the SIL Open Font License.

    npm pack @fontsource/noto-sans-math \\
        @fontsource-variable/{figtree,newsreader,noto-sans,noto-serif}
    for file in *.tgz; do tar xzf $file --strip-components=2 package/files; done
    python docs/fonts/merge_card_fonts.py .

Each font is fixed at one weight and cut to the letters that the ones before it do not have; raised
and lowered figures are made of the figures. Needs fonttools and brotli, which the extra "pdf"
brings.
"""

import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).parents[2] / "nuklid" / "base" / "cards" / "fonts"
EM = 1000  # units
EXTENDED = {*range(0x100, 0x250), *range(0x1E00, 0x1F00)}
SIGNS = {*range(0x2190, 0x2196), 0x221E, 0x2248, *range(0x2260, 0x2266), 0x21CC}
SANS = [
    ("figtree-latin-wght-normal", None),
    ("figtree-latin-ext-wght-normal", EXTENDED),
    ("noto-sans-greek-wght-normal", None),
    ("noto-sans-cyrillic-wght-normal", None),
    ("noto-sans-math-latin-400-normal", SIGNS),
]
SERIF = [
    ("newsreader-latin-wght-italic", None),
    ("newsreader-latin-ext-wght-italic", EXTENDED),
    ("noto-serif-greek-wght-italic", None),
    ("noto-serif-cyrillic-wght-italic", None),
    ("noto-sans-math-latin-400-normal", SIGNS),
]
SPACES = (0xA0, 0x2007, 0x2009, 0x202F)
HYPHENS = (0x2010, 0x2011)
RAISED = {0xB9: 0x31, 0xB2: 0x32, 0xB3: 0x33, 0x2070: 0x30, 0x207A: 0x2B, 0x207B: 0x2212}
RAISED |= {0x2070 + digit: 0x30 + digit for digit in range(4, 10)}
LOWERED = {0x2080 + digit: 0x30 + digit for digit in range(10)}
SMALL, UP, DOWN = 0.6, 330, -120  # of a figure; units by which it is raised and lowered


def fixed(path, weight, wanted, covered):
    """Return the font at `path` at one weight, with the `wanted` letters that are not `covered`."""
    font = TTFont(path)
    if "fvar" in font:
        axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
        font = instantiateVariableFont(font, axes | {"wght": weight})
    if font["head"].unitsPerEm != EM:
        scale_upem(font, EM)
    letters = {code for code in font.getBestCmap() if wanted is None or code in wanted} - covered
    options = Options()
    options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp"]
    options.notdef_outline, options.hinting = True, False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    font.flavor = None
    covered |= letters
    return font


def add_letters(font, names):
    """Let `font` show the glyph `names[code]` for each code."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(names)


def add_small_figures(font):
    cmap, glyphs, names = font.getBestCmap(), font.getGlyphSet(), {}
    for figures, shift in ((RAISED, UP), (LOWERED, DOWN)):
        for code, figure in figures.items():
            pen, name = TTGlyphPen(glyphs), f"small{code:04x}"
            glyphs[cmap[figure]].draw(TransformPen(pen, (SMALL, 0, 0, SMALL, 0, shift)))
            glyph, width = pen.glyph(), round(font["hmtx"][cmap[figure]][0] * SMALL)
            glyph.recalcBounds(font["glyf"])
            font["glyf"].glyphs[name], names[code] = glyph, name
            font["hmtx"].metrics[name] = (width, glyph.xMin)
    order = [*font.getGlyphOrder(), *names.values()]
    font.setGlyphOrder(order)
    font["glyf"].setGlyphOrder(order)
    add_letters(font, names)


def merged(folder, sources, weight):
    covered = set()
    with TemporaryDirectory() as parts:
        files = []
        for name, wanted in sources:
            files.append(f"{parts}/{name}.ttf")
            fixed(folder / f"{name}.woff2", weight, wanted, covered).save(files[-1])
        content = BytesIO()
        Merger().merge(files).save(content)
    font = TTFont(content)
    cmap = font.getBestCmap()
    add_letters(font, dict.fromkeys(SPACES, cmap[0x20]) | dict.fromkeys(HYPHENS, cmap[0x2D]))
    add_small_figures(font)
    return font


def main(folder):
    for name, sources, weight in (
        ("sans-400", SANS, 400),
        ("sans-600", SANS, 600),
        ("serif-italic", SERIF, 400),
    ):
        font = merged(folder, sources, weight)
        for entry in font["name"].names:
            if entry.nameID in (1, 3, 4, 6, 16):
                entry.string = f"nukliD-{name}"
        font.flavor = "woff2"
        font.save(TARGET / f"{name}.woff2")
        print(name, len(font.getBestCmap()), "letters")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
