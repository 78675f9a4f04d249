"""The two pages on which the office reads a release, as its tests use them."""

from pathlib import Path

from django.urls import reverse

from members.models import Mandate, Organisation, Person
from news.models import NewsItem, Statement
from tests.desk import filled, parsed

TEXTS = Path(__file__).parent / "texts"
READ, CONFIRM = "admin:news_newsitem_read", "admin:news_newsitem_confirm"
SHORT = "Ein Titel\n\nMaria Muster, Leiterin der Beispiel GmbH, sagte: „Wir fangen jetzt an.“"


def release(name):
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8")


def give(client, pasted, language="de", **files):
    """Paste a text on page one; return page two, or page one with errors."""
    return client.post(reverse(READ), {"text": pasted, "language": language, **files})


def confirm(client, page, follow=True, **typed):
    """Type into page two (None unticks) and press its button."""
    posted = {k: v for k, v in (filled(page) | typed).items() if v is not None}
    return client.post(reverse(CONFIRM), posted, follow=follow)


def tick_doubtful(page):
    """Return what ticks the statements that page two doubts, and for whom they speak."""
    values, ticked = filled(page), {}
    for row in doubtful_rows(values):
        create = {} if values[f"{row}-person"] else {f"{row}-create": "on"}
        ticked |= {f"{row}-take": "on"} | create
        number = values[f"{row}-organisation_0"]
        if number and not values[f"organisations-{number}-organisation"]:
            ticked[f"organisations-{number}-create"] = "on"
    return ticked


def doubtful_rows(values):
    return [
        name.removesuffix("-doubts") for name in values if name.endswith("-doubts") and values[name]
    ]


def stored():
    models = (NewsItem, Statement, Person, Organisation, Mandate)
    return [model.objects.count() for model in models]


def sentences(page):
    return [li.get_text(" ", strip=True) for li in parsed(page).select(".error-summary li")]
