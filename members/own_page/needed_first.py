"""A form in which a representative enters a record of their own; what can wait comes last."""

from members.own_page.forms import dress
from nuklid.base.records.editing import RecordForm


class NeededFirstForm(RecordForm):
    """Two who change one record meet as at the desk; templates/members/profile/needed_first.html.

    `needed_fields` are those without which nothing is public, `later_fields` all others.
    """

    needed_fields: tuple[str, ...] = ()
    later_fields: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            dress(name, field)

    def changes_of_others(self):
        """Return the Changes that others saved meanwhile in fields of this form, newest first."""
        changes = [change for event in self.meanwhile for change in event.changes]
        return [change for change in changes if change.column in self.fields]

    def needed(self):
        return [self[name] for name in self.needed_fields]

    def later(self):
        return [self[name] for name in self.later_fields]
