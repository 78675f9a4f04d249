"""The addresses of the calendar, and those of the office's pages about it, below admin/."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from news.calendar import desk, own_events, views
from news.calendar.verbs import VERBS
from nuklid.base.pages.scripts import with_script
from nuklid.base.pages.shell import card_of

app_name = "events"
urlpatterns = [
    path("", views.event_list, name="list"),
    path(pgettext_lazy("address", "calendar.ics"), views.subscription, name="calendar"),
    path("<slug:slug>/", views.event_page, name="detail"),
    path(pgettext_lazy("address", "<slug:slug>/card/"), card_of(views.event_page), name="card"),
    path(pgettext_lazy("address", "<slug:slug>/calendar.ics"), views.event_file, name="file"),
]


def own_page(address, view, name):
    return path(address, with_script(view), name=f"my_profile_{name}")


own_pages = [
    own_page(
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/events/"),
        own_events.own_events,
        "events",
    ),
    own_page(
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/events/new/"),
        own_events.new_event,
        "event_new",
    ),
    own_page(
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/events/<int:pk>/"),
        own_events.edit_event,
        "event",
    ),
]


def calendar_desk_urls(guard):
    """Return the addresses; `guard` makes a page of the office of a view (AdminSite.admin_view)."""
    return [
        path(
            f"news/event/<int:pk>/{verb.key}/",
            guard(desk.verb_page),
            {"verb": verb},
            f"news_event_{verb.key}",
        )
        for verb in VERBS
    ]
