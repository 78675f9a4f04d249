"""How long a fact may go unchecked before somebody is asked whether it is still right.

Nothing is ever hidden by a clock: what is old is shown to those who can confirm or change it.
"""

from datetime import date

from django.utils import timezone

# Months, by the model's name; an organisation stands for its contact and its facts.
SHELF_LIFE = {"organisation": 24, "mandate": 6, "competence": 12}


def fresh_since(kind, today=None):
    """Return the day (a date) since which a fact of this kind must have been checked."""
    today = today or timezone.localdate()
    year, month = divmod(today.year * 12 + today.month - 1 - SHELF_LIFE[kind], 12)
    return date(year, month + 1, min(today.day, 28))


def is_old(record):
    """Tell whether nobody has checked `record` for longer than its shelf life, or ever."""
    return not record.checked_on or record.checked_on < fresh_since(record._meta.model_name)
