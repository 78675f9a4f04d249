"""A form in which a representative enters a record of their own; what can wait comes last."""

from django.utils.functional import Promise

from members.own_page.forms import dress
from nuklid.base.records.checking import ConstrainedForm
from nuklid.base.records.seen import Seen, SeenForm


class NeededFirstForm(SeenForm, ConstrainedForm):
    """Notices that somebody else changed the record; templates/members/profile/needed_first.html.

    `needed_fields` are those without which nothing is public, `later_fields` all others.
    """

    seen = Seen(required=False)
    needed_fields: tuple[str, ...] = ()
    later_fields: tuple[str, ...] = ()
    somebody_else_changed: str | Promise

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = self.version()
        for name, field in self.fields.items():
            dress(name, field)

    def version(self):
        """Return a text that changes with every edit of the stored record."""
        return str(self.instance.history.latest().history_id)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and self.somebody_was_quicker(self.version()):
            self.add_error(None, str(self.somebody_else_changed))
        return cleaned

    def needed(self):
        return [self[name] for name in self.needed_fields]

    def later(self):
        return [self[name] for name in self.later_fields]
