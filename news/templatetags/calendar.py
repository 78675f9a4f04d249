"""How the time and place of an event are written."""

from django import template
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from news.calendar.linked_data import start_of
from news.models import Event
from nuklid.base.templatetags.portal import unbroken

register = template.Library()


@register.filter
def when(event):
    """Write the days and times of an Event for people, its beginning for machines."""
    text = unbroken(say_when(event))
    return format_html('<time class="when" datetime="{}">{}</time>', start_of(event), text)


@register.filter
def scene(event):
    """Write in one text where an Event takes place; "" for a deadline that has no place."""
    if event.attendance_mode == Event.AttendanceMode.ONLINE:
        return _("online")
    country = event.address_country if event.address_country != "DE" else ""
    town = ", ".join(filter(None, (event.location, event.address_locality, country)))
    if event.attendance_mode == Event.AttendanceMode.BOTH:
        return f"{town} {_('and online')}"
    return town


def say_when(event):
    text = days(event) if event.end_date and event.end_date != event.start_date else hours(event)
    if event.start_time and event.time_zone != Event.TimeZone.BERLIN:
        city = event.get_time_zone_display()
        return _("%(when)s (%(city)s time)") % {"when": text, "city": city}
    return text


def hours(event):
    """Say when on its one day it takes place."""
    params = {"day": date_format(event.start_date, "DATE_FORMAT")} | clocks(event)
    if event.end_time:
        return _("%(day)s, %(begin)s to %(end)s") % params
    return (_("%(day)s, %(begin)s") if event.start_time else "%(day)s") % params


def days(event):
    """Say from when to when it lasts."""
    last = date_format(event.end_date, "DATE_FORMAT")
    params = {"first": first_day(event), "last": last} | clocks(event)
    if event.end_time:
        return _("%(first)s, %(begin)s to %(last)s, %(end)s") % params
    if event.start_time:
        return _("%(first)s to %(last)s, from %(begin)s") % params
    return _("%(first)s to %(last)s") % params


def first_day(event):
    """Write the first day without the month or year that it shares with the last one."""
    first, last = event.start_date, event.end_date
    if event.start_time or first.year != last.year:
        return date_format(first, "DATE_FORMAT")
    if first.month != last.month:
        return date_format(first, "MONTH_DAY_FORMAT")
    return date_format(first, pgettext("format of a day before one of the same month", "j"))


def clocks(event):
    times = {"begin": event.start_time, "end": event.end_time}
    return {name: time_format(value, "TIME_FORMAT") for name, value in times.items() if value}
