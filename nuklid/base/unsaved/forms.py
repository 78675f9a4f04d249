"""Forms that are filled again with what was typed earlier, and do not save it by themselves."""

from django.utils.translation import gettext as _

RESTORED = "_restored"  # in the data of a form: when it was typed, as a person reads it


class RestoredForm:
    """Refuses once what was only put back: its writer is to look through it first.

    `is_part` of a page that has a form which says so already.
    """

    is_part = False

    def clean(self):
        cleaned = super().clean()
        is_row = "-" in (self.prefix or "")
        if RESTORED in self.data and not (is_row or self.is_part):
            message = _(
                "What you had typed here is back (%s). Nothing of it is saved yet: look through "
                "it, then save."
            )
            self.add_error(None, message % self.data[RESTORED])
        return cleaned
