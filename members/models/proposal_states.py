from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("waits for the office")
    AT_ONCE = "at_once", _("went live at once")
    ACCEPTED = "accepted", _("accepted")
    PARTLY = "partly_accepted", _("accepted in part")
    RETURNED = "returned", _("returned")
    WITHDRAWN = "withdrawn", _("withdrawn")


OPEN = (State.DRAFT, State.SUBMITTED)


class ChangeProposalQuerySet(models.QuerySet):
    def open(self):
        """Return what its authors can still change: one for each part of a record."""
        return self.filter(state__in=OPEN)

    def waiting(self):
        """Return what waits for the office."""
        return self.filter(state=State.SUBMITTED)

    def closed(self):
        return self.exclude(state__in=OPEN)
