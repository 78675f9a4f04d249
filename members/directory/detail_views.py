"""The page of an organisation and the page of a person."""

from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.directory.share_card import organisation_card, person_card
from members.models import FormerName, Membership, Organisation, Person
from nuklid.base.pages import linked_data
from nuklid.base.pages.addresses import address
from nuklid.base.pages.shell import show

Role = Membership.Role
STATEMENTS, NEWS, EVENTS = 10, 5, 5  # on a page; the rest is on the next one, or stands in the news


@require_safe
def organisation(request, slug):
    row = organisation_at(slug)
    if not row:
        return moved(Organisation, slug, request.user)
    page = organisation_page(row)
    return show(
        request,
        "members/organisation.html",
        row.get_absolute_url,
        row.name,
        description=row.summary,
        crumbs=[(_("Members"), address("members:list"))],
        data=[linked_data.organisation(row, request.build_absolute_uri)],
        card=organisation_card(row, page["role"], list(page["radionuclides"])),
        **visibility_context(row, request.user),
        **page,
    )


def organisation_at(slug):
    """Return the organisation with this slug, or None.

    With its parent, `role_today`, and `names_before` (FormerNames, the latest first): one query.
    """
    rows = Organisation.objects.with_role_today().select_related("parent").filter(slug=slug)
    until = F("former_names__until")
    rows = rows.annotate(former=F("former_names__name"), former_until=until)
    rows = list(rows.order_by(until.desc(nulls_last=True)))
    if not rows:
        return None
    rows[0].names_before = [
        FormerName(name=row.former, until=row.former_until) for row in rows if row.former
    ]
    return rows[0]


def organisation_page(organisation) -> dict:
    """Return what the page of an organisation (from `organisation_at`) shows."""
    parent, role = organisation.parent, organisation.role_today
    competences = organisation.competences.select_related("stage", "radionuclide")
    mandates = organisation.mandates.on().filter(person__in=Person.objects.public())
    statements = organisation.statements.public().with_publicity().with_source()
    return {
        "organisation": organisation,
        "role": Role(role).label if role else "",
        "former_names": organisation.names_before,
        "parent": parent if parent and parent.is_public else None,
        "subsidiaries": organisation.subsidiaries.public(),
        "competences": competences,
        "radionuclides": dict.fromkeys(c.radionuclide for c in competences if c.radionuclide),
        "mandates": mandates.select_related("person"),
        "openings": organisation.openings.public().with_names(),
        "events": organisation.organised_events.public().to_come().in_short()[:EVENTS],
        "statements": statements[:STATEMENTS],
        "news_items": organisation.news_items.public().newest_first()[:NEWS],
    }


@require_safe
def person(request, slug):
    row = Person.objects.filter(slug=slug).first()
    if not row:
        return moved(Person, slug, request.user)
    page = person_page(row, request.GET.get("page"))
    today, number = page["mandates"], page["page_obj"].number
    return show(
        request,
        "members/person.html",
        row.get_absolute_url,
        row.full_name,
        query=f"?page={number}" if number > 1 else "",
        description=", ".join([row.full_name, *(str(m.organisation) for m in today)]),
        crumbs=[(_("Members"), address("members:list"))],
        card=person_card(row, [in_short(mandate) for mandate in today]),
        data=[linked_data.person(row, today, request.build_absolute_uri)],
        **visibility_context(row, request.user),
        **page,
    )


def in_short(mandate):
    return ", ".join(filter(None, (mandate.job_title, mandate.organisation.name)))


def person_page(person, number=1) -> dict:
    """Return what the page of a person shows, with page `number` of the statements."""
    mandates = list(public_mandates(person))
    today = [mandate for mandate in mandates if mandate.holds_on()]
    statements = person.statements.public().with_publicity().with_source().with_organisations()
    page = Paginator(statements, STATEMENTS).get_page(number)
    return {
        "person": person,
        "mandates": today,
        "former_mandates": [mandate for mandate in mandates if mandate not in today],
        # Nothing of what is to come, but where the page would say nothing at all.
        "coming_mandates": [] if mandates else coming_mandates(person),
        "statements": page.object_list,
        "page_obj": page,
    }


def public_mandates(person):
    """Return the mandates of a person, of today and before, newest first."""
    newest_first = F("since").desc(nulls_last=True)
    return at_public_organisations(person.mandates.begun()).order_by(
        newest_first, "organisation__name"
    )


def coming_mandates(person):
    """Return the mandates of a person that begin later, the next first."""
    mandates = person.mandates.filter(since__gt=timezone.localdate())
    return at_public_organisations(mandates).order_by("since", "organisation__name")


def at_public_organisations(mandates):
    public = Organisation.objects.public()
    return mandates.filter(organisation__in=public).select_related("organisation")


def moved(model, slug, user):
    """Lead from an old address to today's; what `user` may not see was never there."""
    row = model.objects.formerly("slug", slug).first()
    if not row or not row.is_visible_to(user):
        raise Http404
    return redirect(row, permanent=True)


def visibility_context(row, user):
    """Return whether `row` is public, and the ribbon for whoever may see it although it is not.

    Raises Http404 for everyone else.
    """
    if row.is_public:
        return {"section": "members"}
    if not row.is_visible_to(user):
        raise Http404
    return {
        "section": "members",
        "public": False,
        "ribbon": _("Hidden: only the office sees this page."),
        "ribbon_url": reverse(f"admin:members_{row._meta.model_name}_change", args=[row.pk]),
    }
