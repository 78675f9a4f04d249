"""Countries as people write them, and how their postal codes look."""

import re
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Country(NamedTuple):
    """`names` stands for the country, lower case; `postal_code` is a regular expression."""

    names: str
    postal_code: str
    example: str


COUNTRIES = {
    "DE": Country("d deutschland germany brd +49 0049", r"\d{5}", "01328"),
    "AT": Country("a österreich oesterreich austria +43 0043", r"\d{4}", "1010"),
    "BE": Country("b belgien belgium +32 0032", r"\d{4}", "1000"),
    "CH": Country("schweiz switzerland +41 0041", r"\d{4}", "8001"),
    "CZ": Country("tschechien czechia +420 00420", r"\d{3} ?\d{2}", "110 00"),
    "DK": Country("dänemark daenemark denmark +45 0045", r"\d{4}", "1050"),
    "FR": Country("f frankreich france +33 0033", r"\d{5}", "75001"),
    "GB": Country(
        "uk großbritannien grossbritannien england +44 0044",
        r"(?i:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2})",
        "SW1A 1AA",
    ),
    "IT": Country("i italien italy +39 0039", r"\d{5}", "00118"),
    "NL": Country("niederlande netherlands holland +31 0031", r"\d{4} ?[A-Za-z]{2}", "1012 AB"),
    "PL": Country("polen poland +48 0048", r"\d{2}-\d{3}", "00-001"),
    "US": Country("usa +1 001", r"\d{5}(-\d{4})?", "20001"),
}
CODES = {name: code for code, country in COUNTRIES.items() for name in country.names.split()}


class CountryField(forms.CharField):
    """Takes "Deutschland", "de" or "+49" for DE; what it does not know it leaves as typed."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("help_text", gettext_lazy("Name or two letters: Germany, DE, AT, CZ."))
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        code = CODES.get(text.casefold(), text.upper())
        if not re.fullmatch("[A-Z]{2}", code):
            raise ValidationError(_("Write the country in two letters, such as DE, AT or CZ."))
        return code


def check_postal_code(code: str, country: str) -> None:
    """Raise ValidationError unless the postal `code` looks like one of `country` (two letters)."""
    rule = COUNTRIES.get(country)
    if code and rule and not re.fullmatch(rule.postal_code, code):
        message = _("Postal codes of this country (%(country)s) look like this: %(example)s.")
        raise ValidationError(message % {"country": country, "example": rule.example})
