"""Which lines belong to the page a release was copied from, and which open a section of it."""

import re

LONGEST_HEADING = 12  # words
LONGEST_FURNITURE = 200  # characters
MARKS = '[„“”»«"]'


def beginning(*patterns):
    """Return a pattern for lines that begin with one of these."""
    return re.compile(rf"^(?:{'|'.join(patterns)})", re.IGNORECASE)


def being(*patterns):
    """Return a pattern for lines that are one of these and nothing else."""
    return re.compile(rf"^(?:{'|'.join(patterns)})$", re.IGNORECASE)


TAIL = beginning(
    r"(?:ähnliche|weitere|verwandte|neueste|aktuelle|related|more|similar|latest|recent)\s"
    r"(?:beiträge|artikel|meldungen|nachrichten|pressemitteilungen|themen|news|posts?|articles?"
    r"|stories|press releases)\b",
    r"das könnte (?:sie|dich) (?:auch )?interessieren",
    r"you (?:may|might) also (?:like|be interested)",
    r"(?:schreibe einen kommentar|leave a (?:comment|reply)|kommentare|comments)\W*\d*\W*$",
    r"(?:newsletter|abonnieren sie|subscribe|read (?:next|also))\b",
    r"(?:vorheriger|nächster) beitrag|(?:previous|next) post",
    r"related\W*$",
)
LINE = being(
    r"teilen|drucken|zurück(?: zur übersicht)?|weiterlesen|mehr erfahren|menü|suche|startseite",
    r"share(?: this.*| on .*)?|print(?: this page)?|back(?: to .{1,30})?|read more|learn more|menu",
    r"search|home|navigation|zum inhalt springen|skip to (?:main )?content|impressum|imprint",
    r"facebook|twitter|linkedin|xing|whatsapp|e-mail|datenschutz|privacy(?: policy)?|kontrast",
    r"deutsch|english|de|en|cookie\W.*|lesezeit\W.*|\d+ min(?:uten|utes|\.)? (?:read|lesezeit)",
    r"(?:posted|published) (?:by|on) .*|veröffentlicht (?:am|von) .*|von \w+ \| .*",
    r"(?:tags?|kategorien?|categor(?:y|ies)|schlagwörter):.*",
    r"(?:foto|bild|bilder|bildnachweis|bildunterschrift|bildquelle|photo|image|picture|caption"
    r"|abbildung|abb|figure|fig|(?:photo|image) credit)s?\.?\s*(?:\d{1,2}\s*)?(?:\([^)]*\)\s*)?"
    r"[:|–].*",
    rf"(?!.*{MARKS}).*(?-i:\b[A-ZÄÖÜ]\S+\s[A-ZÄÖÜ]\S+)\s\((?:\d\.\s?)?(?:von\s|from\s|v\.\s?)?"
    r"(?:links|rechts|mitte|left|right|cent(?:re|er)|[lr]\.)[^()]*\).*",
    rf"(?!.*{MARKS}).*\b(?:von links|from left|v\.\s?l\.\s?n\.\s?r\.).*",
    rf"(?!.*{MARKS}).*[^,]\s[(\[]?(?:fotos?|bild(?:quelle|nachweis)?|photos?(?: by| credit)?"
    r"|(?:image )?credit|©):?\s?©?(?<=[:©y])\s?[^.]{2,60}[)\].]?",
    r"©.*|\(c\) .*|copyright\b.*|download.{0,60}|pdf.{0,40}",
    r"(?:startseite|home|start|sie sind hier.{0,3}|you are here.{0,3})\s*[>/»|›].*",
    r"(?:.{1,30}\s\|\s){2,}.{1,30}",
)
DIVIDER = being(r"[#*_=–—-]{2,}|[–—-]*\s*(?:ends?|ende)\s*[–—-]*")
LABEL = beginning(
    r"\W*(?:presse|medien)[\s-]?(?:mitteilung|information|meldung|info)",
    r"\W*(?:press|news|media)\s?release",
    r"(?:pm|news|aktuelles|meldung)\b|(?:nr|no)\.?\s?\d|datum:|date:",
    r"sperrfrist|embargo(?:ed)?\b|for immediate (?:release|publication)",
    r"zur sofortigen veröffentlichung|frei (?:zur veröffentlichung|ab)",
)
STATEMENTS = being(
    r"(?:die |the |weitere |further |more )?(?:statements?|stimmen|zitate?|o-töne|stellungnahmen"
    r"|reaktionen|quotes?|voices|reactions|comments)(?:\s(?:from|by|of|on|about|der|des|von|aus"
    r"|zu|zur|zum|einzelner|the|individual)\b.*)?\W*",
    r"das sagen\b.*|was\b.*\bsagen\W*|what\b.*\bsay\W*",
)
BOILERPLATE = beginning(
    r"über\s(?!\d)|about\s(?!\d)|zur?m?\s(?:person|unternehmen)|unternehmensprofil|kurzprofil",
    r"kurzporträt|company profile|profile?\b|boilerplate|notes? (?:to|for) editors",
    r"hinweise? (?:an|für) (?:die )?redaktion(?:en)?",
)
INLINE_BOILERPLATE = re.compile(r"^(?:Über|About)\s(?!\d)[^.:!?]{2,80}:\s")
CONTACT = beginning(
    r"(?:presse|medien|ihr |ihre )?-?\s?kontakt(?:e|daten)?\b|ansprechpartner|ansprechperson",
    r"(?:pressestelle|redaktion)\b|contacts?\b",
    r"(?:press|media|your)\s?(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|office|relations)\b",
    r"(?:für )?(?:rückfragen|weitere (?:informationen|auskünfte|fragen)|presseanfragen)\b",
    r"for (?:further|more|press|media) (?:information|enquiries|inquiries)\b",
    r"(?:further|more) information\b",
)
REACHABLE = re.compile(
    r"\b(?:tel|telefon|phone|fon|fax|mobil|mobile|handy|e-?mail)\b|@|\+\d\d|\b\d{5}\s[A-ZÄÖÜ]"
    r"|\bwww\.|https?://|\b0\d{2,5}[\s/-]"
    r"|(?:straße|strasse|str\.|platz|weg|allee|ring|street|road|avenue|lane)\s\d",
    re.IGNORECASE,
)


def count(line):
    return len(line.split())


def is_tail(line):
    """Tell whether from here on nothing belongs to the release."""
    return count(line) <= LONGEST_HEADING and bool(TAIL.match(line))


def is_furniture(line):
    return len(line) <= LONGEST_FURNITURE and bool(LINE.match(line) or DIVIDER.match(line))


def is_divider(text):
    """Tell a line such as "***" or "– Ende –", over which no statement runs."""
    return bool(DIVIDER.match(text))


def is_label(line):
    """Tell whether a line only says that this is a release: "Pressemitteilung Nr. 4"."""
    return count(line) <= LONGEST_HEADING and bool(LABEL.match(line))


def is_prose(line):
    return count(line) >= 15 and line.rstrip('“”«»"')[-1:] in set(".!?…")


def is_unfinished(line):
    """Tell whether a line ends as headings and addresses do, not as sentences."""
    return line[-1:] not in set('.!?…“”«»"')


def is_reachable(line):
    """Tell whether a short line is an address, a telephone number or the like."""
    short = count(line) <= 14 and len(line) <= 160
    sentence = count(line) > 8 and line.endswith(".")
    return short and not sentence and bool(REACHABLE.search(line))


def section_of(line):
    """Return "statements", "boilerplate", "contact" if a line opens such a section, else ""."""
    heading = count(line) <= LONGEST_HEADING and is_unfinished(line)
    if heading and STATEMENTS.match(line):
        return "statements"
    if (heading and BOILERPLATE.match(line)) or INLINE_BOILERPLATE.match(line):
        return "boilerplate"
    if count(line) <= 30 and CONTACT.match(line) and (heading or REACHABLE.search(line)):
        return "contact"
    return ""
