"""The page of an organisation and the page of a person."""

from functools import partial

from django.core.paginator import Paginator
from django.db.models import F, Q
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members import linked_data
from members.addresses import address
from members.kept import CountAll, KeptList, kept
from members.models import Competence, Mandate, Membership, Organisation, Person
from members.pages import show

Role = Membership.Role
STATEMENTS, NEWS = 10, 5  # on a page; the rest is on the next one, or stands in the news


@require_safe
def organisation(request, slug):
    rows = family(slug=slug)
    here = next((row for row in rows if row.slug == slug), None)
    if not here:
        return moved(Organisation, slug, request.user)
    return show(
        request,
        "members/organisation.html",
        here.get_absolute_url,
        here.name,
        description=here.summary,
        crumbs=[(_("Members"), address("members:list"))],
        data=[linked_data.organisation(here, request.build_absolute_uri)],
        **standing(here, request.user),
        **organisation_page(here, rows),
    )


def organisation_page(here, rows) -> dict:
    """Return what the page of the organisation `here` shows; `rows` is its family."""
    return {
        "organisation": here,
        "role": Role(here.role_today).label if here.role_today else "",
        "statements": said_for(here.statements.model, organisation=here.pk),
        "news_items": news_about(here.news_items.model, organisation=here.pk),
        **relations(here, rows),
        **abilities(here),
    }


@kept
def said_for(statements, organisation):
    """Return the newest public statements for an organisation; `statements` is their model."""
    rows = statements.objects.published().filter(organisations=organisation)
    return rows.with_source()[:STATEMENTS]


@kept
def news_about(items, organisation):
    """Return the newest public news about an organisation; `items` is their model."""
    return items.objects.published().filter(organisations=organisation).newest_first()[:NEWS]


@kept
def family(slug):
    """Return the organisation at `slug`, its parent and its subsidiaries, with `role_today`.

    One row for each former name (`former_name`, `former_until`), so that one query tells all.
    """
    parent = Organisation.objects.filter(slug=slug).values("parent")
    rows = Organisation.objects.filter(Q(slug=slug) | Q(parent__slug=slug) | Q(pk__in=parent))
    return (
        rows.with_role_today()
        .annotate(former_name=F("former_names__name"), former_until=F("former_names__until"))
        .order_by("name", F("former_until").desc(nulls_last=True))
    )


def relations(here, rows):
    """Return, of the rows of a family, what belongs to the organisation `here`."""
    relatives = {row.pk: row for row in rows if row.pk != here.pk and row.is_listed}
    return {
        "former_names": [row for row in rows if row.pk == here.pk and row.former_name],
        "parent": relatives.pop(here.parent_id, None),
        "subsidiaries": list(relatives.values()),
    }


def abilities(here):
    """Return what an organisation can do, and who speaks for it today."""
    competences = competences_of(organisation=here.pk)
    return {
        "competences": competences,
        "radionuclides": dict.fromkeys(c.radionuclide for c in competences if c.radionuclide),
        "mandates": listed_mandates(organisation=here.pk),
    }


@kept
def competences_of(organisation):
    rows = Competence.objects.filter(organisation=organisation)
    return rows.select_related("stage", "radionuclide")


@kept
def listed_mandates(organisation):
    """Return today's mandates at an organisation of people whom the public may see."""
    held = Mandate.objects.on().filter(organisation=organisation)
    return held.filter(person__in=Person.objects.listed()).select_related("person")


@require_safe
def person(request, slug):
    here = next(iter(people_at(slug=slug)), None)
    if not here:
        return moved(Person, slug, request.user)
    page = person_page(here, request.GET.get("page"))
    today, number = page["mandates"], page["page_obj"].number
    return show(
        request,
        "members/person.html",
        here.get_absolute_url,
        here.full_name,
        query=f"?page={number}" if number > 1 else "",
        description=", ".join([here.full_name, *(str(m.organisation) for m in today)]),
        crumbs=[(_("Members"), address("members:list"))],
        picture=here.portrait.w384 if here.portrait else "",
        data=[linked_data.person(here, today, request.build_absolute_uri)],
        **standing(here, request.user),
        **page,
    )


@kept
def people_at(slug):
    return Person.objects.filter(slug=slug)


def person_page(here, number=1):
    """Return what the page of the person `here` shows, with that page of the statements."""
    mandates = public_mandates(person=here.pk)
    today = [mandate for mandate in mandates if mandate.holds_on()]
    model = here.statements.model
    said = KeptList(partial(said_by, model), partial(how_many_by, model), speaker=here.pk)
    page = Paginator(said, STATEMENTS).get_page(number)
    return {
        "person": here,
        "mandates": today,
        "former_mandates": [mandate for mandate in mandates if mandate not in today],
        "statements": model.add_organisations(list(page)),
        "page_obj": page,
    }


@kept
def said_by(statements, speaker):
    """Return some of the public statements of a person; `statements` is their model."""
    rows = statements.objects.published().filter(speaker=speaker)
    return rows.with_source()[:STATEMENTS]


@kept
def how_many_by(statements, speaker):
    rows = statements.objects.published().filter(speaker=speaker)
    return rows.order_by().values_list(CountAll(), flat=True)


@kept
def public_mandates(person):
    """Return the mandates of today and before, newest first."""
    listed = Mandate.objects.begun().filter(person=person)
    listed = listed.filter(organisation__in=Organisation.objects.listed())
    newest_first = F("since").desc(nulls_last=True)
    return listed.select_related("organisation").order_by(newest_first, "organisation__name")


def may_see(row, user):
    return row.is_listed or user.has_perm(f"members.change_{row._meta.model_name}")


def moved(model, slug, user):
    """Lead from an old address to today's; what `user` may not see was never there."""
    row = model.objects.formerly("slug", slug).first()
    if not row or not may_see(row, user):
        raise Http404
    return redirect(row, permanent=True)


def standing(row, user):
    """Return whether `row` is public, and the ribbon for whoever may see it although it is not.

    Raises Http404 for everyone else.
    """
    if row.is_listed:
        return {"section": "members"}
    if not may_see(row, user):
        raise Http404
    return {
        "section": "members",
        "public": False,
        "ribbon": _("Hidden: only the office sees this page."),
        "ribbon_url": reverse(f"admin:members_{row._meta.model_name}_change", args=[row.pk]),
    }
