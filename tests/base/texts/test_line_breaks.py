"""Where a line of text may not break, and where a long word or an address may."""

import re

import pytest
from django.template import Context, Template

from tests.reading import parsed_page

GAP = "\N{NO-BREAK SPACE}"


def written(source, value):
    template = Template(f"{{% load portal %}}{{{{ value|{source} }}}}")
    return template.render(Context({"value": value}))


@pytest.mark.parametrize(
    "text",
    [
        "8.~August~2025",
        "16~January",
        "Dr.~Muster",
        "Prof.~Dr.~Sebastian M.~Schmidt",
        "Dresden~– nukliD®",
        "7,4~GBq, 40~%, 3~Mio. Euro",
        "nach §~48",
        "z.~B. ein e.~V.",
        "in der Zahl 12 Augustiner",  # no date
        "eins, zwei. Drei A. b",
    ],
)
def test_spaces_that_hold_together_what_belongs_together(text):
    assert written("unbroken", text.replace("~", " ")) == text.replace("~", GAP)


def test_a_nuclide_stays_whole_and_its_hyphen_the_one_that_was_written():
    html = written("unbroken", "Mit Iod-123, Tc-99m und [¹⁷⁷Lu]Lu-PSMA-617 & <b>")
    page = parsed_page(html)
    assert re.findall(r'<span class="whole">(.*?)</span>', html) == ["Iod-123", "Tc-99m"]
    assert page.text == "Mit Iod-123, Tc-99m und [¹⁷⁷Lu]Lu-PSMA-617 & <b>"


def test_rich_text_keeps_its_tags_and_addresses():
    html = written("rich", '<p><a href="https://x.example/Lu-177">Am 8. August 2025</a> Lu-177</p>')
    assert html.count("Lu-177</span>") == 1
    assert 'href="https://x.example/Lu-177"' in html
    assert f">Am 8.{GAP}August{GAP}2025<" in html


def test_long_words_of_a_narrow_column_may_break_before_a_syllable():
    shown = written("breakable", "Bio GmbH & Radionuklide, Molekularbiologie").replace("\xad", "-")
    assert shown == "Bio GmbH &amp; Radio-nuklide, Mole-ku-larbio-lo-gie"
    assert written("breakable:13", "Radionuklide") == "Radionuklide"


def test_an_address_breaks_between_its_parts():
    html = written("in_parts", "https://nuklid.example/de/neun-orte/?a=1&b")
    assert html == "https://<wbr>nuklid.<wbr>example/<wbr>de/<wbr>neun-orte/?a=1&amp;b"
    assert written("in_parts", "a@b.example") == "a@<wbr>b.<wbr>example"
