"""Where somebody is named in what was written about something else, and taking the name out there.

Letters, proposals, reasons and the admin's notes are mended; what everybody reads is shown to the
office, for only a person can say how a sentence goes on without the name.
"""

import json
import re
from functools import reduce
from itertools import product
from operator import or_

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from members.models import ChangeProposal, Opening, Organisation
from news.models import DismissedQuotation, Event, EventChange, NewsItem
from nuklid.base.letters.models import Letter
from nuklid.base.letters.notices import Notice
from nuklid.base.unsaved.models import UnsavedForm
from nuklid.models import Page

GONE = "[…]"
SALUTATION = r"(?:Frau|Herrn?|Dr\.|Prof\.|Mrs?\.?|Ms\.?)"
NAMES = (("given_name", "family_name"), ("first_name", "last_name"))
ADDRESSES = ("email", "request_email")
OF_PROPOSALS = ("about_de", "about_en", "reason", "changes", "decisions")
OF_OPENINGS = ("title_de", "title_en", "summary_de", "summary_en", "apply_at")
READ_BY_ALL = (NewsItem, Event, Organisation, Opening, Page)
IN_TEXTS = ("_de", "_en", "other_organisers")  # ends of the names of columns with texts


def versions(subject):
    return [subject, *(subject.history.all() if hasattr(subject, "history") else ())]


def names(subject):
    """Return the full names, today's and earlier, of a Person or User."""
    full_names = {
        " ".join(filter(None, (getattr(row, given, ""), getattr(row, family, ""))))
        for row in versions(subject)
        for given, family in NAMES
    }
    return full_names - {""}


def addresses(subject):
    """Return the e-mail addresses, today's and earlier, of a Person or User, lower case."""
    rows = versions(subject)
    return {getattr(row, name, "").lower() for row in rows for name in ADDRESSES} - {""}


def pattern(subject):
    """Return the expression that finds a Person or User: by name, address, or “Frau Name”."""
    families = {getattr(row, n, "") for row in versions(subject) for _given, n in NAMES} - {""}
    addressed = (rf"(?:{SALUTATION}\s+)+{spaced(family)}" for family in families)
    return expression(names(subject) | addresses(subject), addressed)


def expression(texts, more=()):
    """Return the expression that finds each of `texts`, and what the expressions `more` find."""
    longest_first = sorted(texts, key=len, reverse=True)
    any_of = "|".join([*map(spaced, longest_first), *more]) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{any_of})(?!\w)", re.IGNORECASE)


def spaced(words):
    """Return an expression for `words` with line ends between them, as letters have."""
    return r"\s+".join(map(re.escape, words.split()))


def without(pattern, value):
    """Return a JSON value whose texts no longer hold what the expression `pattern` finds."""
    if isinstance(value, str):
        return without_any(pattern, value)
    if isinstance(value, list):
        return [without(pattern, each) for each in value]
    if isinstance(value, dict):
        return {name: without(pattern, each) for name, each in value.items()}
    return value


def without_any(pattern, text):
    """Return `text` without what `pattern` finds, nor what it finds in what is left then.

    In “@A” the name “@” begins to be one when the name “A” is gone.
    """
    left = GONE.join(pattern.sub(GONE, part) for part in text.split(GONE))
    return text if left == text else without_any(pattern, left)


def take_out(pattern):
    """Take what the expression `pattern` finds out of everything noted about something else."""
    mend(pattern, Letter.objects.all(), "subject", "body", "error")
    mend(pattern, Notice.objects.all(), "title", "by_name", "note")
    mend(pattern, LogEntry.objects.all(), "object_repr", "change_message")
    mend(pattern, ChangeProposal.objects.all(), *OF_PROPOSALS)
    mend(pattern, UnsavedForm.objects.all(), "fields")
    mend(pattern, DismissedQuotation.objects.all(), "words")
    mend(pattern, Event.objects.all(), "decline_reason")
    mend(pattern, Event.history.all(), "decline_reason")
    mend(pattern, EventChange.objects.all(), "reason_de", "reason_en")  # no form changes them
    mend(pattern, DBTaskResult.objects.all(), "traceback")
    take_out_of_openings(pattern)
    for model in apps.get_models():
        if hasattr(model, "history_change_reason"):
            reasons = model.objects.exclude(history_change_reason=None)
            mend(pattern, reasons, "history_change_reason")


def take_out_of_openings(pattern):
    """Mend what nobody reads any more: openings that are over, and earlier versions of all."""
    over = Opening.objects.exclude(pk__in=Opening.objects.public().values("pk"))
    mend(pattern, Opening.history.all(), *OF_OPENINGS)
    mend(pattern, over, *OF_OPENINGS)
    for opening in over:
        opening.index()


def mend(pattern, rows, *columns):
    changed = {}
    for pk, *values in rows.order_by().values_list("pk", *columns).iterator():
        before = dict(zip(columns, values, strict=True))
        after = {name: mended(pattern, name, value) for name, value in before.items()}
        if after != before:
            changed[pk] = after
    for pk, after in changed.items():
        rows.filter(pk=pk).update(**after)


def mended(pattern, column, value):
    if column == "change_message" and value.startswith("["):  # JSON in a column of text
        return json.dumps(without(pattern, json.loads(value)))
    return without(pattern, value)


def naming(pattern, rows, *columns):
    """Narrow `rows` to those in whose `columns` the expression `pattern` finds something."""
    values = rows.order_by().values_list("pk", *columns).iterator()
    return rows.filter(pk__in=[pk for pk, *texts in values if without(pattern, texts) != texts])


def public_texts(subject):
    """Return the rows of READ_BY_ALL whose texts name a Person or User."""
    return [
        row for model in READ_BY_ALL for row in model.objects.filter(texts_with(model, subject))
    ]


def texts_with(model, subject):
    columns = [f.name for f in model._meta.fields if f.name.endswith(IN_TEXTS)]
    pairs = [*product(columns, names(subject))]
    if model is Opening:  # where to apply may be an address of one's own
        pairs += product(["apply_at"], addresses(subject))
    matches = (Q(**{f"{column}__icontains": name}) for column, name in pairs)
    return reduce(or_, matches, Q(pk__in=[]))
