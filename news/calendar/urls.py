"""The addresses of the calendar, and those of the office's pages about it, below admin/."""

from django.urls import path

from news.calendar import desk, views
from news.calendar.verbs import VERBS

app_name = "events"
urlpatterns = [
    path("", views.event_list, name="list"),
    path("<slug:slug>/", views.event_page, name="detail"),
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
