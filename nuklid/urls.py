"""Every address, in both languages; the German ones stand in locale/ under "address"."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import pgettext_lazy
from django.views.i18n import set_language

import members.urls
import news.calendar.urls
import news.urls
from news.press.oembed import oembed
from nuklid.base.pages.shell import card_of
from nuklid.site import errors as views_errors
from nuklid.site import machines, sitemaps, views
from nuklid.site.careers import careers
from nuklid.site.office_pages import page
from nuklid.site.search_views import search

pages = [
    path(pgettext_lazy("address", "about/"), page, {"key": "about"}, "page_about"),
    path(pgettext_lazy("address", "aims/"), page, {"key": "aims"}, "page_aims"),
    path(pgettext_lazy("address", "press/"), page, {"key": "press"}, "page_press"),
    path(pgettext_lazy("address", "careers/"), careers, name="page_careers"),
    path(pgettext_lazy("address", "imprint/"), page, {"key": "imprint"}, "page_imprint"),
    path(pgettext_lazy("address", "privacy/"), page, {"key": "privacy"}, "page_privacy"),
    path(
        pgettext_lazy("address", "accessibility/"),
        page,
        {"key": "accessibility"},
        "page_accessibility",
    ),
]

urlpatterns = [
    path("admin/", admin.site.urls),
    path("i18n/set_language", set_language, name="set_language"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", machines.robots, name="robots"),
    path("llms.txt", machines.llms, name="llms"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path(".well-known/tdmrep.json", machines.tdmrep, name="tdmrep"),
    path("oembed/", oembed, name="oembed"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path(".well-known/security.txt", views.security, name="security"),
    path("media/<path:path>", views.media, name="media"),
    *i18n_patterns(
        path("", views.home, name="home"),
        path(pgettext_lazy("address", "card/"), card_of(views.home), name="card"),
        path(pgettext_lazy("address", "news/"), include("news.urls")),
        path(pgettext_lazy("address", "events/"), include("news.calendar.urls")),
        path(pgettext_lazy("address", "statements/"), include(news.urls.statements)),
        path(pgettext_lazy("address", "authorise/"), include(news.urls.answers)),
        path(pgettext_lazy("address", "preview/"), include(news.urls.previews)),
        path(pgettext_lazy("address", "members/"), include("members.urls")),
        path(pgettext_lazy("address", "people/"), include(members.urls.people)),
        path(pgettext_lazy("address", "competences/"), include(members.urls.competences)),
        path(pgettext_lazy("address", "openings/"), include("members.openings.urls")),
        path(pgettext_lazy("address", "search/"), search, name="search"),
        path("", include(news.calendar.urls.own_pages)),
        *pages,
        path("", include("members.accounts.urls")),
    ),
]

handler500 = views_errors.fault
