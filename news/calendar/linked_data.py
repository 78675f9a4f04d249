"""The public facts of an event as schema.org has them (dicts for JSON-LD)."""

from django.utils.text import Truncator

from news.models import Event
from nuklid.base.pages.linked_data import filled, named_organisation
from nuklid.base.texts.bilingual import language_of
from nuklid.base.texts.words import plain_text

SCHEMA = "https://schema.org/"
DESCRIPTION = 300  # characters
TYPES = {
    Event.Kind.EVENT: "Event",
    Event.Kind.COURSE: "EducationEvent",
    Event.Kind.FAIR: "ExhibitionEvent",
}
MODES = {
    Event.AttendanceMode.ON_SITE: "OfflineEventAttendanceMode",
    Event.AttendanceMode.ONLINE: "OnlineEventAttendanceMode",
    Event.AttendanceMode.BOTH: "MixedEventAttendanceMode",
}
COURSE_MODES = {
    Event.AttendanceMode.ON_SITE: ["Onsite"],
    Event.AttendanceMode.ONLINE: ["Online"],
    Event.AttendanceMode.BOTH: ["Onsite", "Online"],
}


def described(event, changes, organisers, absolute):
    """Return the dicts that describe `event`; none for a deadline, which is no event there.

    `changes` are its EventChanges, `absolute` makes a full address of a path.
    """
    if event.kind not in TYPES:
        return []
    kinds = [as_event, as_course] if event.kind == "course" else [as_event]
    return [describe(event, changes, organisers, absolute) for describe in kinds]


def as_event(event, changes, organisers, absolute):
    return filled(
        kind=TYPES[event.kind],
        name=event.title,
        description=description(event),
        inLanguage=spoken(event),
        url=absolute(event.get_absolute_url()),
        **schedule(event, changes),
        eventAttendanceMode=SCHEMA + MODES[event.attendance_mode],
        location=places(event, absolute),
        organizer=organised_by(event, organisers, absolute),
        potentialAction=registration(event),
    )


def schedule(event, changes):
    """Say when it takes place, whether it does, and when it was to take place before."""
    before = [change.previous() for change in changes]
    starts = [start_of(previous) for previous in before if previous.start_date]
    modes = {previous.attendance_mode for previous in before}
    return {
        "startDate": start_of(event),
        "endDate": end_of(event),
        "eventStatus": status(event, starts, modes),
        "previousStartDate": starts,
    }


def status(event, starts, modes):
    """Say whether `event` takes place; `starts` and `modes` are those it had before.

    A list where it was moved in time and online.
    """
    if event.cancelled_at:
        return SCHEMA + "EventCancelled"
    on_site = event.AttendanceMode.ON_SITE
    went_online = on_site in modes and event.attendance_mode != on_site
    moves = {"EventRescheduled": bool(starts), "EventMovedOnline": went_online}
    names = [SCHEMA + name for name, happened in moves.items() if happened]
    return names if len(names) > 1 else (names or [SCHEMA + "EventScheduled"])[0]


def start_of(event):
    """Return the beginning as ISO 8601 has it: a date for whole days (text)."""
    return (event.start_at if event.start_time else event.start_date).isoformat()


def end_of(event):
    if event.end_time:
        return event.end_at.isoformat()
    return None if event.start_time and not event.end_date else event.last_date


def description(event):
    return Truncator(plain_text(event.text)).chars(DESCRIPTION)


def spoken(event):
    """Return the languages in which it is held; nobody said: that of its title."""
    if event.in_language == event.Language.BOTH:
        return ["de", "en"]
    return event.in_language or language_of(event, "title")


def places(event, absolute):
    on_site, online = site(event), virtual(event, absolute)
    return {
        event.AttendanceMode.ON_SITE: on_site,
        event.AttendanceMode.ONLINE: online,
        event.AttendanceMode.BOTH: [on_site, online],
    }[event.attendance_mode]


def site(event):
    town = filled(
        kind="PostalAddress",
        streetAddress=event.location,
        addressLocality=event.address_locality,
        addressCountry=event.address_country,
    )
    return filled(kind="Place", name=event.location or event.address_locality, address=town)


def virtual(event, absolute):
    url = event.online_url or event.registration_url or absolute(event.get_absolute_url())
    return filled(kind="VirtualLocation", url=url)


def organised_by(event, organisers, absolute):
    """Name those of the cluster, and the others."""
    ours = [named_organisation(organisation, absolute) for organisation in organisers]
    name = event.other_organisers
    return [*ours, filled(kind="Organization", name=name)] if name else ours


def registration(event):
    if not event.takes_registrations:
        return None
    return filled(kind="RegisterAction", target=event.registration_url)


def as_course(event, changes, organisers, absolute):
    return filled(
        kind="Course",
        name=event.title,
        description=description(event) or event.title,
        url=absolute(event.get_absolute_url()),
        provider=organised_by(event, organisers, absolute),
        educationalLevel=str(event.get_level_display()),
        educationalCredentialAwarded=[t for t in (event.certificate, event.recognised_as) if t],
        hasCourseInstance=filled(
            kind="CourseInstance",
            courseMode=COURSE_MODES[event.attendance_mode],
            **schedule(event, changes),
            location=places(event, absolute),
            inLanguage=spoken(event),
        ),
    )
