"""The addresses of the own page. What is named in them is looked up among the user's own."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from members.openings.link_views import end_of_opening
from members.own_page import change_views as views_changes
from members.own_page import opening_views as views_openings
from members.own_page import views as views_profile
from members.own_page import yearly_check_views as views_yearly_check
from nuklid.base.pages.scripts import with_script


def form(part, route):
    view = with_script(views_changes.change)
    return path(route, view, {"part": part}, name=f"my_profile_{part}")


def step(name, route, view):
    return path(route, with_script(view), name=f"my_profile_{name}")


urlpatterns = [
    step(
        "organisation",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/"),
        views_profile.my_organisation,
    ),
    step(
        "still_right",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/still-right/"),
        views_profile.still_right,
    ),
    path(
        pgettext_lazy("address", "still-right/<str:token>/"),
        with_script(views_yearly_check.check),
        name="check",
    ),
    form("texts", pgettext_lazy("address", "my-profile/organisation/<slug:slug>/texts/")),
    form("contact", pgettext_lazy("address", "my-profile/organisation/<slug:slug>/contact/")),
    form("facts", pgettext_lazy("address", "my-profile/organisation/<slug:slug>/facts/")),
    form("logo", pgettext_lazy("address", "my-profile/organisation/<slug:slug>/logo/")),
    form("picture", pgettext_lazy("address", "my-profile/organisation/<slug:slug>/picture/")),
    form(
        "competence_new",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/competences/new/"),
    ),
    form(
        "competence",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/competences/<int:pk>/"),
    ),
    form(
        "competence_end",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/competences/<int:pk>/end/"),
    ),
    form("person_new", pgettext_lazy("address", "my-profile/organisation/<slug:slug>/people/new/")),
    form(
        "person", pgettext_lazy("address", "my-profile/organisation/<slug:slug>/people/<int:pk>/")
    ),
    form(
        "mandate_new",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/functions/new/"),
    ),
    form(
        "mandate",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/functions/<int:pk>/"),
    ),
    form(
        "mandate_end",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/functions/<int:pk>/end/"),
    ),
    step(
        "opening_new",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/openings/new/"),
        views_openings.new_opening,
    ),
    step(
        "opening",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/openings/<int:pk>/"),
        views_openings.edit_opening,
    ),
    step(
        "opening_extend",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/openings/<int:pk>/extend/"),
        views_openings.extend_opening,
    ),
    step(
        "opening_filled",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/openings/<int:pk>/filled/"),
        views_openings.fill_opening,
    ),
    path(
        pgettext_lazy("address", "still-open/<str:token>/extend/"),
        end_of_opening,
        {"verb": "extend"},
        name="opening_extend",
    ),
    path(
        pgettext_lazy("address", "still-open/<str:token>/filled/"),
        end_of_opening,
        {"verb": "filled"},
        name="opening_filled",
    ),
    step(
        "proposal",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/changes/<int:pk>/"),
        views_changes.proposal,
    ),
    step(
        "revise",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/changes/<int:pk>/edit/"),
        views_changes.revise,
    ),
    step(
        "preview",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/changes/<int:pk>/preview/"),
        views_changes.preview,
    ),
    step(
        "submit",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/changes/<int:pk>/send/"),
        views_changes.submit,
    ),
    step(
        "withdraw",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/changes/<int:pk>/withdraw/"),
        views_changes.withdraw,
    ),
    step(
        "file",
        pgettext_lazy(
            "address",
            "my-profile/organisation/<slug:slug>/changes/<int:pk>/file/<slug:column>/",
        ),
        views_changes.pending_file,
    ),
]
