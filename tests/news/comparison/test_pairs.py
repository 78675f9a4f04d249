"""How well the comparison sees: on sentence pairs of our own, half of them held out."""

import sys
import tomllib
from pathlib import Path

from news.comparison import hints
from news.comparison.names import spoken

PAIRS = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text(encoding="utf-8"))["pair"]


def seen(pair):
    return hints(pair["de"], pair["en"], [spoken(aliases) for aliases in pair.get("names", ())])


def is_found(pair, given):
    return any(h.kind == pair["kind"] and pair["words"] in h.words for h in given)


def measured(pairs):
    """Return {what: count} of planted pairs that light up and of good ones that do not."""
    good = [pair for pair in pairs if not pair["kind"]]
    planted = [pair for pair in pairs if pair["kind"]]
    return {
        "planted": len(planted),
        "found": sum(is_found(pair, seen(pair)) for pair in planted),
        "good": len(good),
        "false": sum(bool(seen(pair)) for pair in good),
    }


def fell_short(pair):
    """Describe the hints to a pair that the comparison did not see as it should; "" if it did."""
    given = seen(pair)
    if is_found(pair, given) if pair["kind"] else not given:
        return ""
    shown = "; ".join(f"{h.kind} {h.language} “{h.words}”" for h in given) or "nothing"
    return f"  {pair['kind'] or 'good'}: {pair['de']} | {pair['en']} -> {shown}"


def table():
    """Return the measurement as lines, with every pair that fell short."""
    lines = []
    for title, is_held_out in (("tuned", False), ("held out", True)):
        pairs = [pair for pair in PAIRS if pair.get("held", False) is is_held_out]
        m = measured(pairs)
        seen_ones, false = f"{m['found']} of {m['planted']}", f"{m['false']} of {m['good']}"
        lines.append(f"{title}: found {seen_ones} planted, false hints in {false} good pairs")
        lines += filter(None, map(fell_short, pairs))
    return lines


def test_planted_discrepancies_light_up_and_good_translations_stay_quiet():
    """Prints its table with `pytest -s`."""
    sys.stdout.write("\n".join(["", *table(), ""]))
    for is_held_out in (False, True):
        m = measured([pair for pair in PAIRS if pair.get("held", False) is is_held_out])
        assert m["planted"] >= 10
        assert m["good"] >= 20
        assert m["found"] >= 0.9 * m["planted"], table()
        assert m["false"] <= 0.05 * m["good"], table()
