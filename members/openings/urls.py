from django.urls import path
from django.utils.translation import pgettext_lazy

from members.openings import views
from members.openings.feed import feed

app_name = "openings"
urlpatterns = [
    path("", views.opening_list, name="list"),
    path(pgettext_lazy("address", "feed/"), feed, name="feed"),
    path("<slug:slug>/", views.opening, name="detail"),
]
