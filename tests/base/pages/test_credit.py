"""A picture's credit, whatever heading the photographer's own words begin with."""

import pytest

from nuklid.base.templatetags.portal import bare_credit


@pytest.mark.parametrize(
    ("credit", "shown"),
    [
        ("Foto: ROTOP", "ROTOP"),
        ("Photo: Maria Muster / HZDR", "Maria Muster / HZDR"),
        ("Bildarchiv Radeberg", "Bildarchiv Radeberg"),
        ("", ""),
    ],
)
def test_a_credit_is_headed_once(credit, shown):
    assert bare_credit(credit) == shown
