"""Writers for the load run, each a process of its own; they print what they have done."""

import sys
import time
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from news.models import NewsItem

EMBARGO, PAUSE = 0.4, 0.3  # seconds an item is held back, and shown


def say(*words):
    print(*words, flush=True)  # noqa: T201 -- how the readers learn of it


def edit(slug, seconds):
    """Number the headline of an item up, each time in another way; print the number once saved."""
    end, number = time.monotonic() + float(seconds), 0
    rows = NewsItem.objects.filter(slug_en=slug)
    while time.monotonic() < end:
        number += 1
        WAYS[number % len(WAYS)](rows, f"{slug} No {number}.")
        say(number)
        time.sleep(0.1)  # SQLite lets whoever asks at the right moment write; others must get there


def save(rows, headline):
    item = rows.get()
    item.headline_en = headline
    item.save()


def update(rows, headline):
    rows.update(headline_en=headline)


def slowly(rows, headline):
    """Leave time between the change and its commit, in which readers make pages of the old row."""
    with transaction.atomic():
        rows.update(headline_en=headline)
        time.sleep(0.05)


def by_hand(rows, headline):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE news_newsitem SET headline_en = %s WHERE id = %s", [headline, rows.get().pk]
        )


WAYS = (save, update, slowly, by_hand)


def hold_back(slug, seconds):
    """Put an item under embargo again and again; print before each save, and once it is saved.

    Prints "begins NUMBER", then "NUMBER UNTIL" (Unix time at which readers may see it).
    """
    end, number = time.monotonic() + float(seconds), 0
    while time.monotonic() < end:
        number += 1
        say("begins", number)
        time.sleep(0.2)  # until the readers know
        item = NewsItem.objects.get(slug_en=slug)
        item.headline_en = f"{slug} No {number}."
        item.embargo_until = timezone.now() + timedelta(seconds=EMBARGO)
        item.save()
        say(number, item.embargo_until.timestamp())
        time.sleep(EMBARGO + PAUSE)


def main():
    task, *arguments = sys.argv[1:]
    globals()[task](*arguments)
