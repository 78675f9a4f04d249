"""The addresses of the own page. What is named in them is looked up among the user's own."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from members import views_yearly_check
from members.later import later


def own(name):
    return later(f"members.views_profile.{name}")


def change(name):
    return later(f"members.views_changes.{name}")


def form(part, route):
    return path(route, change("change"), {"part": part}, name=f"my_profile_{part}")


def step(name, route, view):
    return path(route, view, name=f"my_profile_{name}")


urlpatterns = [
    step(
        "organisation",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/"),
        own("my_organisation"),
    ),
    step(
        "still_right",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/still-right/"),
        own("still_right"),
    ),
    path(
        pgettext_lazy("address", "still-right/<str:token>/"),
        views_yearly_check.check,
        name="check",
    ),
    form("texts", pgettext_lazy("address", "my-profile/organisation/<slug:slug>/texts/")),
    form("contact", pgettext_lazy("address", "my-profile/organisation/<slug:slug>/contact/")),
    form("facts", pgettext_lazy("address", "my-profile/organisation/<slug:slug>/facts/")),
    form("logo", pgettext_lazy("address", "my-profile/organisation/<slug:slug>/logo/")),
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
        "proposal",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/changes/<int:pk>/"),
        change("proposal"),
    ),
    step(
        "revise",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/changes/<int:pk>/edit/"),
        change("revise"),
    ),
    step(
        "preview",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/changes/<int:pk>/preview/"),
        change("preview"),
    ),
    step(
        "submit",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/changes/<int:pk>/send/"),
        change("submit"),
    ),
    step(
        "withdraw",
        pgettext_lazy("address", "my-profile/organisation/<slug:slug>/changes/<int:pk>/withdraw/"),
        change("withdraw"),
    ),
    step(
        "file",
        pgettext_lazy(
            "address",
            "my-profile/organisation/<slug:slug>/changes/<int:pk>/file/<slug:column>/",
        ),
        change("pending_file"),
    ),
]
