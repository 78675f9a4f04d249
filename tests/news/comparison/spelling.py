"""Writes numbers and days in words, as schools teach it: the other way round than the reader."""

GERMAN = (
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
    "sechzehn siebzehn achtzehn neunzehn"
).split()
GERMAN_TENS = "zehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
ENGLISH_TENS = "ten twenty thirty forty fifty sixty seventy eighty ninety".split()
MONTHS = {
    "de": (
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
    ).split(),
    "en": (
        "January February March April May June July August September October November December"
    ).split(),
}


def german(number, unit="eins"):
    """Return a number below a million in German; `unit` is how a last one is written."""
    for size, word in ((1000, "tausend"), (100, "hundert")):
        if number >= size:
            count, rest = divmod(number, size)
            return german(count, "ein") + word + (german(rest, unit) if rest else "")
    if number < 20:
        return unit if number == 1 else GERMAN[number]
    ten, unit = divmod(number, 10)
    return (f"{GERMAN[unit]}und" if unit else "") + GERMAN_TENS[ten - 1]


def german_ordinal(number):
    """Return "fünfte", "hundertdritte" for 5, 103."""
    last = {1: "erste", 3: "dritte", 7: "siebte", 8: "achte"}.get(number % 100)
    if last:
        return (german(number - number % 100) if number > 100 else "") + last
    return german(number) + ("te" if 0 < number % 100 < 20 else "ste")


def english(number):
    """Return a number below a thousand in English."""
    if number >= 100:
        rest = f" and {english(number % 100)}" if number % 100 else ""
        return f"{ENGLISH[number // 100]} hundred{rest}"
    if number < 20:
        return ENGLISH[number]
    ten, unit = divmod(number, 10)
    return ENGLISH_TENS[ten - 1] + (f"-{ENGLISH[unit]}" if unit else "")


def english_ordinal(number):
    """Return "fifth", "hundred and third" for 5, 103."""
    head, gap, last = english(number).rpartition("-" if number % 100 > 20 else " ")
    irregular = {"one": "first", "two": "second", "three": "third", "five": "fifth"}
    irregular |= {"eight": "eighth", "nine": "ninth", "twelve": "twelfth"}
    regular = f"{last[:-1]}ie" if last.endswith("y") else last
    return f"{head}{gap}{irregular.get(last, f'{regular}th')}"


def days(day):
    """Return {language: ways in which `day` (a date) is written}."""
    german_month, english_month = (MONTHS[code][day.month - 1] for code in ("de", "en"))
    return {
        "de": [
            f"am {day.day}. {german_month} {day.year}",
            f"am {day.day}.{day.month}.{day.year}",
            f"am {day:%d.%m.%Y}",
        ],
        "en": [
            f"on {day.day} {english_month} {day.year}",
            f"on {english_month} {day.day}, {day.year}",
            f"on {day.isoformat()}",
        ],
    }


def hours(hour, minute):
    """Return {language: ways in which a time of day is written}."""
    half = "am" if hour < 12 else "pm"
    return {
        "de": [f"um {hour}.{minute:02} Uhr", f"um {hour}:{minute:02} Uhr"],
        "en": [f"at {hour}:{minute:02}", f"at {hour % 12 or 12}:{minute:02} {half}"],
    }
