"""What narrows the calendar; it lives in the address, that of a subscription too."""

from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.directory.filters import AddressFilter, Choice
from members.models import Organisation
from news.models import Event, Presence

PER_PAGE = 30
Mode = Event.AttendanceMode
NARROWING = ("kind", "member", "attendance")  # what a subscription takes along


def members_in_the_calendar():
    """Return the listed organisations that organise a public event or are there."""
    events = Event.objects.public()
    involved = Q(organised_events__in=events) | Q(presences__event__in=events)
    keys = Organisation.objects.filter(involved).values("pk")
    return Organisation.objects.public().filter(pk__in=keys)


class EventFilter(AddressFilter):
    kind = Choice(_("Kind"))
    member = Choice(_("Member"))
    attendance = Choice(_("Where"))
    when = Choice(_("When"))
    view = Choice(_("Show as"))

    def __init__(self, data):
        super().__init__(data)
        self.offer("kind", Event.Kind.choices)
        self.offer_members(members_in_the_calendar())
        self.offer("attendance", [(Mode.ON_SITE, Mode.ON_SITE.label), ("online", _("online"))])
        self.fields["when"].choices = [
            ("", pgettext_lazy("events", "to come")),
            ("past", pgettext_lazy("events", "past")),
        ]
        self.fields["view"].choices = [("", _("months")), ("list", _("plain list"))]

    def narrowed(self):
        """Return the public events that meet what is chosen, of whatever time."""
        events = Event.objects.public()
        if kind := self.chosen.get("kind"):
            events = events.filter(kind=kind)
        if attendance := self.chosen.get("attendance"):
            events = events.filter(attendance_mode__in=[attendance, Mode.BOTH])
        if "member" in self.chosen:
            slugs = self.members()
            links = Event.organisers.through.objects.filter(organisation__slug__in=slugs)
            there = Presence.objects.filter(organisation__slug__in=slugs)
            involved = Q(pk__in=links.values("event")) | Q(pk__in=there.values("event"))
            events = events.filter(involved)
        return events

    def events(self):
        """Return the events of the list: those to come, the next first, or the past ones."""
        events = self.narrowed().in_short()
        return events.past() if "when" in self.chosen else events.to_come()

    def subscription_query(self):
        """Return the end of the address of a calendar that holds what is chosen, or ""."""
        params = {name: self.chosen[name] for name in NARROWING if name in self.chosen}
        return f"?{urlencode(params)}" if params else ""
