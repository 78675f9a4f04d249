"""The events of the demo."""

from datetime import timedelta

from django.utils import timezone

from members.models import Organisation
from news.models import Event, NewsItem, Presence
from nuklid.demo.contents import organisations_named
from nuklid.demo.rows import load_data, stored, without

REASONS = ("reason_de", "reason_en")
# Told of an event, and no field that is set at once.
EXTRA = (
    *("in_days", "lasts", "organisers", "presences", "report", "again_in_days", "moved_by"),
    *("cancelled", "draft", *REASONS),
)


def load_events(recorded_by):
    """Add the events; `recorded_by` (a User) moved and cancelled them."""
    for entry in load_data("events")["event"]:
        load_event(entry, recorded_by)


def load_event(entry, recorded_by):
    event = Event(**without(entry, *EXTRA))
    if "in_days" in entry:
        event.start_date = in_days(entry["in_days"])
    if "lasts" in entry:
        event.end_date = event.start_date + timedelta(days=entry["lasts"] - 1)
    if "report" in entry:
        event.report = NewsItem.objects.get(headline_de=entry["report"])
    stored(event)
    event.organisers.set(organisations_named(entry.get("organisers", [])))
    for name, stand in entry.get("presences", {}).items():
        organisation = Organisation.objects.get(name=name)
        stored(Presence(event=event, organisation=organisation, stand=stand))
    if not entry.get("draft"):
        event.publish()
    change(event, entry, recorded_by)


def change(event, entry, recorded_by):
    """Move, cancel or repeat `event` as `entry` says."""
    reasons = {name: entry.get(name, "") for name in REASONS}
    if "moved_by" in entry:
        shift = timedelta(days=entry["moved_by"])
        days = {name: getattr(event, name) + shift for name in ("start_date", "end_date")}
        event.move(recorded_by, reasons, **days)
    if entry.get("cancelled"):
        event.cancel(recorded_by, reasons)
    if "again_in_days" in entry:
        event.copy_to(in_days(entry["again_in_days"])).publish()


def in_days(number):
    return timezone.localdate() + timedelta(days=number)
