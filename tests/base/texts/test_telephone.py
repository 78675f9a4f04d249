"""Telephone numbers become links that dial from any country."""

import pytest
from django.template import Context, Template

from nuklid.base.texts.telephone import international_number


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("0351 / 263 10-210", "+4935126310210"),
        ("+49 (0)351 26310", "+4935126310"),
        ("0049 351 26310", "+4935126310"),
        ("+420 222 333 444", "+420222333444"),
        ("(03528) 123–45", "+49352812345"),
        ("116 117", ""),
        ("0351 1234, nach 14 Uhr", ""),
        ("", ""),
    ],
)
def test_a_number_is_dialled_from_any_country(number, address):
    assert international_number(number) == address


def link_to(number):
    template = Template("{% load portal %}{{ number|dial }}")
    return template.render(Context({"number": number}))


def test_what_cannot_be_dialled_is_no_link():
    assert link_to("0351 <1>") == "0351 &lt;1&gt;"
    assert link_to("0351 123456") == '<a href="tel:+49351123456">0351 123456</a>'
