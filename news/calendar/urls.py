"""The addresses of the calendar, and those of the office's pages about it, below admin/."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from news.calendar import desk, views
from news.calendar.verbs import VERBS

app_name = "events"
urlpatterns = [
    path("", views.event_list, name="list"),
    path(pgettext_lazy("address", "calendar.ics"), views.subscription, name="calendar"),
    path("<slug:slug>/", views.event_page, name="detail"),
    path(pgettext_lazy("address", "<slug:slug>/calendar.ics"), views.event_file, name="file"),
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
