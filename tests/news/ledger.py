"""What was agreed to, kept outside the database: the measure for whatever a page shows."""

import re
from itertools import count

from news.models import NewsItem, Statement

LANGUAGES = ("de", "en")
MARK = re.compile(r"zq\d+zq")  # stands in each wording, and in no other


def agreed_side(statement, language):
    """Return what an agreement to one side holds, read from the row alone."""
    side = (f"text_{language}", "name_as_said", f"title_as_said_{language}")
    side = (*side, f"organisation_as_said_{language}", "speaker_id")
    return tuple(Statement.objects.values_list(*side).get(pk=statement.pk))


def linked(statement):
    return set(statement.organisations.values_list("pk", flat=True))


class Ledger:
    """Makes wordings with marks, and knows which marks may be read."""

    def open_ledger(self):
        self.numbers, self.ledger = count(1), {}

    def words(self, language):
        return f"Zitatwort {language} zq{next(self.numbers)}zq."

    def statement(self, number):
        rows = Statement.objects.order_by("pk")
        return rows[number % rows.count()]

    def item(self, number):
        rows = NewsItem.objects.order_by("pk")
        return rows[number % rows.count()]

    def agree(self, statement, language, source):
        """Note in the ledger that what stands now is agreed to, by `source`."""
        self.ledger.setdefault((statement.pk, language), []).append(
            (source, agreed_side(statement, language), linked(statement))
        )

    def readable(self, early=False):
        """Return the marks of all wordings that may be public, as the ledger has it.

        Now, or `early`: as if no news item had to wait.
        """
        return {
            mark
            for statement in Statement.objects.select_related("item")
            for code in LANGUAGES
            if self.may_be_read(statement, code, early)
            for mark in MARK.findall(getattr(statement, f"text_{code}"))
        }

    def may_be_read(self, statement, language, early):
        hidden = statement.left_out_reason or statement.withdrawn_at
        if hidden or not (early or statement.item.is_public):
            return False
        if statement.kind == "summary":
            return True
        now, firms = agreed_side(statement, language), linked(statement)
        agreements = self.ledger.get((statement.pk, language), ())
        return any(words == now and firms <= those for _source, words, those in agreements)
