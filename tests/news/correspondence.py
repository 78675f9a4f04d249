"""What the office writes meanwhile: rules for a machine that plays the release desk.

A letter tells its reader nothing that is not for them: a speaker reads the own words alone, a
journalist and the office's notices none, and in no stored letter stands what opens a link.
"""

from datetime import timedelta

from django.test import Client
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from news.models import Answer, AuthorisationRequest, PressPreview
from nuklid.base.letters.models import Letter
from tests.desk import page
from tests.news.authorising import ask
from tests.news.inviting import invite
from tests.news.ledger import LANGUAGES, MARK
from tests.news.release_desk.test_notices import decide

numbers = st.integers(0, 5)


class Correspondence:
    """Needs `item(number)`, `office` (a coordinator with rights) and `numbers` (a counter)."""

    letters_seen = frozenset()  # kinds of Letter, over all runs

    def open_outbox(self):
        self.newest_letter = 0
        self.desk = Client()
        self.desk.force_login(self.office)

    @rule(number=numbers)
    def ask_by_letter(self, number):
        item = self.item(number)
        if self.desk.get(page(item, "ask")).status_code == 200:  # else nothing is left to ask
            ask(self.desk, item)

    @rule(number=numbers)
    def invite_journalist(self, number):
        item = self.item(number)
        if item.state in ("scheduled", "embargoed"):
            who = f"Jo, Zeitung, jo{next(self.numbers)}@zeitung.example"
            invite(self.desk, item, journalists=who, language="en")

    @rule(number=numbers, hours=st.integers(49, 99))
    def move_embargo_by_letter(self, number, hours):
        item = self.item(number)
        if item.state in ("scheduled", "embargoed"):
            decide(self.desk, item, "embargo", timezone.now() + timedelta(hours=hours))

    @invariant()
    def letters_tell_nobody_what_is_not_for_them(self):
        letters = list(Letter.objects.filter(pk__gt=self.newest_letter).order_by("pk"))
        for letter in letters:
            self.newest_letter = letter.pk
            words = f"{letter.subject} {letter.body}"
            assert set(MARK.findall(words)) <= marks_for_reader(letter), letter
            assert not [key for key in all_keys() if key in words + letter.text_to_show], letter
            Correspondence.letters_seen |= {letter.kind}


def marks_for_reader(letter):
    """Return the marks in the wordings that whoever reads `letter` was asked about or wrote."""
    if letter.kind == Letter.Kind.RECEIPT:
        answer = Answer.objects.get(receipt=letter)
        rows = (answer, answer.request, answer.request.statement)
    else:
        rows = AuthorisationRequest.objects.filter(letter=letter)
    texts = (getattr(row, f"text_{code}") for row in rows for code in LANGUAGES)
    return {mark for text in texts for mark in MARK.findall(text)}


def all_keys():
    for model in (AuthorisationRequest, PressPreview):
        yield from model.objects.values_list("key", flat=True)
