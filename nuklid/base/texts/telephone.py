"""Telephone numbers, as people write them and as a link dials them."""

import re


def international_number(number):
    """Return a telephone number as E.164 has it, "" where it cannot be told: "+4935126310".

    A number without a country is taken for a German one.
    """
    digits = re.sub(r"[\s()/.–-]", "", number.strip().replace("(0)", ""))
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = f"+49{digits[1:]}"
    return digits if re.fullmatch(r"\+[1-9]\d{5,14}", digits) else ""
