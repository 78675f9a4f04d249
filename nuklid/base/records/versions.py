"""Which version of a record somebody saw, and what happened to it since."""

from nuklid.base.records.checking import is_key
from nuklid.base.records.history import events, newest


class Versions:
    """The versions of one kind of record with its parts.

    `histories` maps each model to the lookup from its history to the record; the record's own
    model comes first.
    """

    def __init__(self, histories):
        self.histories = histories

    def current(self, pk):
        """Return a text that changes with every edit of the record or one of its parts."""
        return ".".join(str(number) for number in newest(self.histories, pk))

    def events_since(self, pk, version):
        """Return what happened since `version`; the last event only if it is no version."""
        happened = events(self.histories, pk)
        seen = self.numbers(version)
        if not seen:
            return happened[:1]
        return [e for e in happened if e.record.history_id > seen[e.record.instance_type]]

    def numbers(self, version):
        """Return {model: number of its newest entry} of a `version`, {} if it is none."""
        numbers = version.split(".")
        if len(numbers) != len(self.histories) or not all(map(is_key, numbers)):
            return {}
        return dict(zip(self.histories, map(int, numbers), strict=True))

    def as_seen(self, record, version):
        """Return the historical row of the record, or of a part, at `version`; None if unknown."""
        newest_seen = self.numbers(version).get(type(record))
        rows = type(record).history.filter(id=record.pk, history_id__lte=newest_seen or 0)
        return rows.order_by("-history_id").first()
