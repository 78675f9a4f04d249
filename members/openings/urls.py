from django.urls import path
from django.utils.translation import pgettext_lazy

from members.openings import views
from members.openings.feed import feed
from nuklid.base.pages.shell import card_of

app_name = "openings"
urlpatterns = [
    path("", views.opening_list, name="list"),
    path(pgettext_lazy("address", "feed/"), feed, name="feed"),
    path("<slug:slug>/", views.opening, name="detail"),
    path(pgettext_lazy("address", "<slug:slug>/card/"), card_of(views.opening), name="card"),
]
