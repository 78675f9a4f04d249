"""Events as calendar programs read them (iCalendar, RFC 5545)."""

import uuid
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from news.models import Event
from news.models.event_publicity import DAY
from nuklid.base.pages.atom import without_controls
from nuklid.base.texts.words import plain_text

BERLIN = Event.TimeZone.BERLIN
HOUR = timedelta(hours=1)
# name → (first night of the rule, name of the time, offsets from and to in hours, month)
CLOCK_CHANGES = {
    "TimezoneDaylight": ("1996-03-31T02:00", "CEST", 1, 2, 3),
    "TimezoneStandard": ("1996-10-27T03:00", "CET", 2, 1, 10),
}


def calendar_file(events, absolute) -> bytes:
    """Return the iCalendar file of `events`; `absolute` makes a full address of a path.

    The same rows make the same bytes: there is no moment of writing in it.
    """
    # Slow to load (150 ms, 10 MiB), and most processes never write a calendar.
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//nukliD//Radiopharmacy Cluster Dresden//DE")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("nukliD®: events"))
    calendar.add("refresh-interval", 6 * HOUR, parameters={"VALUE": "DURATION"})
    calendar.add_component(berlin_clocks(icalendar))
    for event in events:
        calendar.add_component(entry_of(event, icalendar, absolute))
    return calendar.to_ical()


def berlin_clocks(icalendar):
    """Return the VTIMEZONE of Berlin by the rule that has held since 1996."""
    zone = icalendar.Timezone()
    zone.add("tzid", BERLIN.value)
    for kind, (begin, name, before, after, month) in CLOCK_CHANGES.items():
        part = getattr(icalendar, kind)()
        part.add("dtstart", datetime.fromisoformat(begin))
        part.add("tzname", name)
        part.add("tzoffsetfrom", before * HOUR)
        part.add("tzoffsetto", after * HOUR)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(part)
    return zone


def entry_of(event, icalendar, absolute):
    """Return the VEVENT of `event`; empty properties are left out."""
    entry = icalendar.Event()
    url = absolute(event.get_absolute_url())
    begin, end = begin_and_end(event)
    properties = {
        "uid": str(uuid.uuid5(uuid.NAMESPACE_OID, f"events/{event.pk}")),
        "dtstamp": event.modified_at.astimezone(UTC),
        "last-modified": event.modified_at.astimezone(UTC),
        "sequence": event.sequence,
        "dtstart": begin,
        "dtend": end,
        "summary": summary(event),
        "description": "\n\n".join(filter(None, (without_controls(plain_text(event.text)), url))),
        "location": without_controls(where(event)),
        "url": url,
        "status": "CANCELLED" if event.cancelled_at else "CONFIRMED",
        "transp": "OPAQUE" if event.start_time else "TRANSPARENT",
        "categories": [str(event.get_kind_display())],
    }
    for name, value in properties.items():
        if value not in (None, ""):
            entry.add(name, value)
    return entry


def begin_and_end(event):
    """Return both as iCalendar has them: days (the end is the day after), else moments."""
    if not event.start_time:
        return event.start_date, event.last_date + DAY
    end = event.end_at if event.end_time or event.end_date else None
    if event.time_zone == BERLIN:
        return event.start_at, end
    return event.start_at.astimezone(UTC), end and end.astimezone(UTC)


def summary(event):
    """Return the title; it says that the event is cancelled, for some programs only show that."""
    title = without_controls(event.title)
    return _("Cancelled: %s") % title if event.cancelled_at else title


def where(event):
    online = event.attendance_mode == Event.AttendanceMode.ONLINE
    parts = [event.online_url or _("online")] if online else [event.location]
    return ", ".join(filter(None, [*parts, "" if online else event.address_locality]))
