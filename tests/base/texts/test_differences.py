"""What differs between two texts, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuklid.base.texts.differences import word_difference


def difference(old, new):
    marks = {"same": "{}", "gone": "[-{}]", "new": "[+{}]"}
    return "".join(marks[run.kind].format(run.text) for run in word_difference(old, new))


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("", "", ""),
        ("", "Neu.", "[+Neu.]"),
        ("Alt.", "", "[-Alt.]"),
        ("Wir liefern Lu-177.", "Wir liefern Ac-225.", "Wir liefern [-Lu][+Ac]-[-177][+225]."),
        ("für Kliniken", "für alle Kliniken", "für [+alle ]Kliniken"),
        ("ein Wort", "ein Wört", "ein [-Wort][+Wört]"),
        ("Alt.", "Neu.", "[-Alt.][+Neu.]"),
        ("Ein Satz.", "Ein\n\nSatz.", "[-Ein ][+Ein\n\n]Satz."),
        (" ", "\n", "[- ][+\n]"),
        ("." * 2000, "." * 1999 + "!", None),
        ("Die A stellt Kits her und liefert.", "Neuer Text der B.", None),
    ],
)
def test_words_stay_whole(old, new, wanted):
    assert difference(old, new) == (f"[-{old}][+{new}]" if wanted is None else wanted)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_character_is_lost(old, new):
    runs = word_difference(old, new)
    assert "".join(run.text for run in runs if run.kind != "new") == old
    assert "".join(run.text for run in runs if run.kind != "gone") == new


@pytest.mark.parametrize("signs", [".", ".,", "ab ", "a b ", "Wir, die A, und die B. "])
def test_no_text_that_somebody_sends_takes_long_to_compare(signs):
    """How many pairs of the same word are looked at says how long it takes, on any machine."""
    old, new = signs * 5000, signs * 4999 + "!"
    assert [run.kind for run in word_difference(old, new)] == ["gone", "new"]
