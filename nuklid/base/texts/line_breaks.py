"""Where a line of text must not break, where a long word or an address may: in rendering only."""

import re

MONTHS = (
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    "January|February|March|May|June|July|October|December"
)
TITLES = "Prof|Dr|Dipl|Ing|Mr|Mrs|Ms|St|Nr|No|Abs|Art"
UNITS = (
    "%|‰|€|°C|[kMGT]?Bq|[kM]eV|kg|mg|µg|g|km|cm|mm|m|ml|min|"
    "Uhr|Euro|Mio|Mrd|Millionen|Milliarden|Prozent"
)
# Each match loses the places at which it could break; what is longer than a narrow line has none.
SPACES = re.compile(
    rf"""
    (?<!\w)\d{{1,2}}\.?[ ](?:{MONTHS})(?:[ ]\d{{4}})?(?!\w)   # 8. August 2025
    | (?<!\w)(?:{TITLES})\.[ ](?=\w)                          # Dr. Muster
    | (?<!\w)[A-ZÄÖÜ]\.[ ](?=[A-ZÄÖÜ])                        # Sebastian M. Schmidt
    | (?<=\d)[ ](?:{UNITS})(?!\w)                             # 100 MBq
    | (?<!\w)(?:§|§§)[ ](?=\d)                                # § 48
    | (?<!\w)(?:z|d|u|e|i)\.[ ](?=[A-Za-z]\.)                 # z. B., e. V.
    | (?<=\S)[ ](?=[–—](?:[ ]|$))                             # Dresden – nukliD
    """,
    re.VERBOSE,
)
# A letter, a hyphen and a number: Iod-123, PSMA-617.
HYPHENS = re.compile(r"(?<![\w-])[^\W\d_]{1,14}-\d{1,3}m?(?![\w-])")
MARKUP = re.compile(r"(<[^>]*>)")
IN_ADDRESS = re.compile(r"([/@.](?=\w))")
# Where a single consonant stands between two vowels, German begins a new line before it.
SYLLABLE = re.compile(r"(?<=\w{2}[aeiouyäöü])(?=[b-df-hj-np-tv-xzß][aeiouyäöü]\w)")


def keep_together(html):
    """Return HTML in which dates, names, quantities and nuclides of `html` stay on one line.

    Tags are left as they are. Spaces become no-break spaces; a hyphen stays the one that was
    written, for whoever copies or searches it.
    """
    parts = MARKUP.split(html)
    parts[::2] = [joined(part) for part in parts[::2]]
    return "".join(parts)


def joined(text):
    text = SPACES.sub(lambda match: match[0].replace(" ", "\N{NO-BREAK SPACE}"), text)
    return HYPHENS.sub(r'<span class="whole">\g<0></span>', text)


def break_address(html):
    """Return an escaped address (web or e-mail) that breaks before its parts, not within."""
    return IN_ADDRESS.sub(r"\1<wbr>", html)


def hyphenate(text, least):
    """Return `text` with soft hyphens in its words of `least` letters or more."""
    return re.sub(rf"\w{{{least},}}", lambda word: SYLLABLE.sub("\N{SOFT HYPHEN}", word[0]), text)
