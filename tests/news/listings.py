"""Whom only news brings into the open: rules for a machine that plays the release desk."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from news.models import NewsItem
from tests import factories
from tests.news.ledger import LANGUAGES

numbers = st.integers(0, 5)


def names_person(item, person):
    left_in = item.statements.filter(left_out_reason="", withdrawn_at=None)
    return left_in.filter(speaker=person).exists()


def names_firm(item, firm):
    left_in = item.statements.filter(left_out_reason="", withdrawn_at=None)
    return left_in.filter(organisations=firm).exists()


class Listings:
    """Needs `item(number)`, `statement(number)` and `step`; `brought` is a Person and a company."""

    # How often one of them was public, over all runs.
    brought_along = 0

    def bring_somebody(self):
        """Make a person and a company that the office lists only through the news."""
        self.brought = [
            factories.person("Nur", "Zqmitzq", is_listed=False),
            factories.organisation("Zqmitzq AG", is_listed=False),
        ]

    @rule(number=numbers)
    def bring(self, number):
        """Let an item name the two, reporting their words, and list them."""
        item = self.item(number)
        person, firm = self.brought
        if not item.statements.filter(speaker=person).exists():
            reported = {"kind": "summary", "name_as_said": "Jemand", "authorised": False}
            factories.statement(item, person, [firm], **reported)
        item.list_with(people=[person], organisations=[firm])

    @rule(number=numbers)
    def bring_nobody(self, number):
        self.item(number).list_with()

    @rule(number=numbers, hours=st.integers(1, 48))
    def move_embargo(self, number, hours):
        item = self.item(number)
        if not item.is_public and not item.withdrawn_at:
            item.embargo(timezone.now() + timedelta(hours=hours))
            factories.publish_in_part(item)

    @rule(number=numbers)
    def take_back(self, number):
        item = self.item(number)
        if item.published_at and not item.is_public and not item.withdrawn_at:
            item.back_to_draft()

    @rule(number=numbers, reason=st.sampled_from(("No room.", "")))
    def leave_out(self, number, reason):
        statement = self.statement(number)
        statement.left_out_reason = reason
        statement.save()

    @rule(number=numbers, reason=st.sampled_from(("Irrtum.", "")))
    def withdraw_one(self, number, reason):
        statement = self.statement(number)
        statement.withdrawal_reason_de = statement.withdrawal_reason_en = reason
        statement.withdrawn_at = timezone.now() if reason else None
        statement.save()

    @invariant()
    def nobody_is_listed_before_their_news(self):
        """Worked out anew from the items, one by one; pages of both languages in turn."""
        language = LANGUAGES[self.step % 2]
        for row, names in zip(self.brought, (names_person, names_firm), strict=True):
            public = any(
                item.is_public and row in item.listed() and names(item, row)
                for item in NewsItem.objects.all()
            )
            assert type(row).objects.public().filter(pk=row.pk).exists() is public
            shown = Client().get(row.get_absolute_url(language))
            assert shown.status_code == (200 if public else 404)
            with translation.override(language):
                hits = Client().get(f"{reverse('search')}?q=Zqmitzq").text
            assert (f'href="{row.get_absolute_url(language)}"' in hits) is public
            Listings.brought_along += public
