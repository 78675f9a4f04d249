from django.urls import path
from django.utils.translation import pgettext_lazy

from members.atlas import views as views_atlas
from members.directory import detail_views as views
from members.directory import views as views_directory
from nuklid.base.pages.shell import card_of

app_name = "members"
urlpatterns = [
    path("", views_directory.directory, name="list"),
    path("<slug:slug>/", views.organisation, name="detail"),
    path(pgettext_lazy("address", "<slug:slug>/card/"), card_of(views.organisation), name="card"),
]

people = (
    [
        path("<slug:slug>/", views.person, name="detail"),
        path(pgettext_lazy("address", "<slug:slug>/card/"), card_of(views.person), name="card"),
    ],
    "people",
)

competences = (
    [
        path("", views_atlas.atlas, name="atlas"),
        path(pgettext_lazy("address", "data/"), views_atlas.data, name="data"),
        path("atlas.csv", views_atlas.as_csv, name="csv"),
        path("atlas.excel.csv", views_atlas.as_csv_with_semicolons, name="csv_semicolons"),
        path("atlas.json", views_atlas.as_json, name="json"),
        path("atlas.jsonld", views_atlas.as_json_ld, name="json_ld"),
        path(pgettext_lazy("address", "stage/<slug:slug>/"), views_atlas.stage, name="stage"),
        path(
            pgettext_lazy("address", "stage/<slug:slug>/card/"),
            card_of(views_atlas.stage),
            name="stage_card",
        ),
        path("<slug:slug>/", views_atlas.radionuclide, name="radionuclide"),
        path(
            pgettext_lazy("address", "<slug:slug>/card/"),
            card_of(views_atlas.radionuclide),
            name="card",
        ),
    ],
    "competences",
)
