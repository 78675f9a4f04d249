"""The addresses at which the office has a release read, below admin/."""

from django.urls import path

from news.intake import pages


def intake_urls(guard):
    """Return the addresses; `guard` makes a page of the office of a view (AdminSite.admin_view)."""
    return [
        path("news/newsitem/read/", guard(pages.read_page), name="news_newsitem_read"),
        path(
            "news/newsitem/read/confirm/", guard(pages.confirm_page), name="news_newsitem_confirm"
        ),
    ]
