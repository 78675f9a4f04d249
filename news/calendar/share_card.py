"""The share card of an event."""

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from news.models import Event
from news.templatetags.calendar import say_when, scene
from nuklid.base.cards.cards import TextCard
from nuklid.base.cards.figures import leaf


def event_card(event: Event) -> TextCard:
    """Show what, when and where; of a cancelled one, that it is."""
    state = _("cancelled") if event.cancelled_at else ""
    facts = [capfirst(event.get_kind_display()), state]
    when, where = say_when(event), scene(event)
    return TextCard(
        alt=", ".join(filter(None, (str(event), when, where, state))),
        kicker=" · ".join(filter(None, facts)),
        title=str(event),
        lead=[when, where],
        figure=leaf(date_format(event.start_date, "j"), date_format(event.start_date, "F Y")),
    )
