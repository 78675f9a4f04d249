"""Molecules from public structures, drawn by RDKit on the grounds of the other pictures."""

import io

import sheet
from matplotlib import pyplot as plt
from PIL import Image
from rdkit import Chem
from rdkit.Chem import AllChem, rdDepictor, rdMolTransforms
from rdkit.Chem.Draw import rdMolDraw2D

# The three free acids have lost their protons to the metal ion, whose charge they balance.
DOTA = "[O-]C(=O)CN1CCN(CC(=O)[O-])CCN(CC(=O)[O-])CCN(CC1)CC(=O)"
# PubChem: octreotate is D-Phe-Cys-Tyr-D-Trp-Lys-Thr-Cys-Thr-OH, ring 2 to 7; DOTA at the D-Phe.
DOTATATE = (
    f"{DOTA}N[C@H](Cc1ccccc1)C(=O)N[C@H]2CSSC[C@H](NC(=O)[C@H]([C@@H](C)O)NC(=O)[C@H](CCCCN)"
    "NC(=O)[C@@H](Cc3c[nH]c4ccccc34)NC(=O)[C@H](Cc5ccc(O)cc5)NC2=O)C(=O)N[C@@H]([C@@H](C)O)C(=O)O"
)
# PubChem: PSMA-617 (vipivotide tetraxetan).
PSMA_617 = (
    f"{DOTA}NC[C@H]1CC[C@H](C(=O)N[C@@H](Cc2ccc3ccccc3c2)C(=O)NCCCC[C@H](NC(=O)N[C@@H]"
    "(CCC(=O)O)C(=O)O)C(=O)O)CC1"
)
FAPI_04 = (
    "OC(=O)CN1CCN(CC(=O)O)CCN(CC(=O)O)CCN(CC1)CC(=O)N5CCN(CCCOc6ccc7nccc(C(=O)NCC(=O)N8CC(F)(F)"
    "C[C@H]8C#N)c7c6)CC5"
)
MANNOSE_TRIFLATE = (
    "CC(=O)OC[C@H]1O[C@@H](OC(C)=O)[C@@H](OS(=O)(=O)C(F)(F)F)[C@@H](OC(C)=O)[C@@H]1OC(C)=O"
)
FDG = "OC[C@H]1O[C@@H](O)[C@H]([18F])[C@@H](O)[C@@H]1O"
RING = Chem.MolFromSmarts("N1CCNCCNCCNCC1")  # the twelve-membered ring of DOTA


def colour(code):
    return tuple(int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))


def drawer(ground, pixels=(1440, 960)):
    """Return an RDKit drawer with light atoms on `ground`."""
    canvas = rdMolDraw2D.MolDraw2DCairo(*pixels)
    options = canvas.drawOptions()
    options.setBackgroundColour(colour(ground))
    palette = {
        -1: sheet.INK,
        6: sheet.INK,
        7: sheet.SKY,
        8: sheet.ROSE,
        9: sheet.GOLD,
        16: sheet.GOLD,
    }
    options.setAtomPalette({number: colour(code) for number, code in palette.items()})
    options.bondLineWidth, options.scaleBondWidth, options.padding = 4, False, 0.06
    options.minFontSize, options.maxFontSize = 24, 40
    return canvas


def flat(smiles, spread=True):
    """Return a molecule laid flat, its long side across; `spread`: large rings unfold."""
    rdDepictor.SetPreferCoordGen(spread)
    molecule = Chem.MolFromSmiles(smiles)
    AllChem.Compute2DCoords(molecule, canonOrient=True)
    return molecule


def tracer(name, smiles, ground, nuclides, *, spread=True):
    """A tracer with its chelator marked and the `nuclides` that the chelator may hold."""
    molecule, canvas = flat(smiles, spread), drawer(ground)
    cage = molecule.GetSubstructMatch(
        Chem.MolFromSmarts("N1(CC=O)CCN(CC(=O)[O-])CCN(CC(=O)[O-])CCN(CC(=O)[O-])CC1")
    )
    bonds = [
        b.GetIdx()
        for b in molecule.GetBonds()
        if {b.GetBeginAtomIdx(), b.GetEndAtomIdx()} <= set(cage)
    ]
    gold = tuple(
        0.55 * part + 0.45 * base
        for part, base in zip(colour(ground), colour(sheet.GOLD), strict=True)
    )
    canvas.drawOptions().highlightBondWidthMultiplier = 6
    canvas.DrawMolecule(
        molecule, highlightAtoms=[], highlightBonds=bonds,
        highlightBondColors=dict.fromkeys(bonds, gold),
    )  # fmt: skip
    ring = molecule.GetSubstructMatch(RING)
    points = [canvas.GetDrawCoords(atom) for atom in ring]
    centre = [sum(getattr(point, axis) for point in points) / len(points) for axis in "xy"]
    canvas.FinishDrawing()
    axes = sheet.blank(ground)
    picture = Image.open(io.BytesIO(canvas.GetDrawingText()))
    axes.imshow(
        picture, extent=(0, sheet.SIZE[0], 0, sheet.SIZE[1]), aspect="auto", interpolation="none"
    )
    x, y = centre[0] / 100, sheet.SIZE[1] - centre[1] / 100
    axes.add_patch(plt.Circle((x, y), 0.34, facecolor=sheet.GOLD, zorder=3))
    label(axes, nuclides, 1.0 if spread else 8.2)
    sheet.write(name)


def label(axes, nuclides, left):
    for at, (nuclide, decay) in enumerate(nuclides):
        x, y = left + 2.9 * at, 0.95
        axes.add_patch(plt.Circle((x, y), 0.3, facecolor=sheet.DECAYS[decay], zorder=3))
        sheet.nuclide(axes, x + 1.05, y - 0.12, nuclide, size=46, color=sheet.DECAYS[decay])


def synthesis():
    """Mannose triflate and fluoride give, after hydrolysis, 2-deoxy-2-fluoro-D-glucose (FDG)."""
    axes = sheet.blank(sheet.SLATE)
    boxes = ((MANNOSE_TRIFLATE, (0.3, 1.6, 7.4, 7.4)), (FDG, (9.4, 2.9, 4.8, 4.8)))
    for smiles, (left, bottom, wide, high) in boxes:
        canvas = drawer(sheet.SLATE, (int(wide * 100), int(high * 100)))
        canvas.DrawMolecule(flat(smiles))
        canvas.FinishDrawing()
        picture = Image.open(io.BytesIO(canvas.GetDrawingText()))
        axes.imshow(
            picture,
            extent=(left, left + wide, bottom, bottom + high),
            aspect="auto",
            interpolation="none",
        )
    axes.set(xlim=(0, sheet.SIZE[0]), ylim=(0, sheet.SIZE[1]))
    style = {"arrowstyle": "-|>,head_length=.8,head_width=.4", "color": sheet.INK, "linewidth": 6}
    axes.annotate("", (9.5, 5.2), (7.6, 5.2), arrowprops=style)
    sheet.nuclide(axes, 8.35, 5.75, "F-18", size=46, color=sheet.GOLD, after="⁻")
    sheet.write("fdg-synthesis")


def model():
    """FAPI-04 in space: one conformation of many, worked out with the force field MMFF94."""
    molecule = Chem.AddHs(Chem.MolFromSmiles(FAPI_04))
    AllChem.EmbedMolecule(molecule, randomSeed=7)
    AllChem.MMFFOptimizeMolecule(molecule, maxIters=2000)
    rdMolTransforms.CanonicalizeConformer(molecule.GetConformer())
    places = molecule.GetConformer().GetPositions()
    axes = sheet.blank(sheet.EARTH)
    reach = abs(places[:, :2]).max(axis=0) + 1.2
    scale = max(reach[0] / 7.2, reach[1] / 4.8)
    axes.set(xlim=(-7.2 * scale, 7.2 * scale), ylim=(-4.8 * scale, 4.8 * scale))
    shades = {"C": "#cfd6da", "N": sheet.SKY, "O": "#f0937f", "F": sheet.GOLD, "H": sheet.INK}
    deep = places[:, 2]
    for bond in molecule.GetBonds():
        ends = [places[at] for at in (bond.GetBeginAtomIdx(), bond.GetEndAtomIdx())]
        axes.plot(
            *zip(*(end[:2] for end in ends), strict=True),
            color="#d9cfc6",
            linewidth=13,
            solid_capstyle="round",
            zorder=sum(end[2] for end in ends) / 2 + 20,
        )
    for atom in molecule.GetAtoms():
        x, y, z = places[atom.GetIdx()]
        radius = 0.28 if atom.GetSymbol() == "H" else 0.52
        near = 0.88 + 0.12 * (z - deep.min()) / (deep.max() - deep.min())
        ball(axes, x, y, radius * near, shades[atom.GetSymbol()], z + 20.1)
    sheet.write("fapi-04-model")


def ball(axes, x, y, radius, shade, order):
    """Draw a shaded ball: rings from its dark rim to a light spot."""
    rim, light = colour(shade), (1, 1, 1)
    for step in range(12):
        part = step / 11
        tone = [
            0.55 * c * (1 - part) + part * (0.45 * c + 0.55 * w)
            if part > 0.5
            else c * (0.55 + 0.9 * part)
            for c, w in zip(rim, light, strict=True)
        ]
        axes.add_patch(
            plt.Circle(
                (x - radius * 0.3 * part, y + radius * 0.3 * part),
                radius * (1 - 0.85 * part),
                facecolor=[min(1, t) for t in tone],
                linewidth=0,
                zorder=order,
            )
        )


def draw():
    tracer("dotatate", DOTATATE, sheet.PETROL, (("Ga-68", "beta+"), ("Lu-177", "beta-")))
    tracer(
        "psma-617", PSMA_617, sheet.BLUE, (("Ac-225", "alpha"), ("Lu-177", "beta-")), spread=False
    )
    synthesis()
    model()
