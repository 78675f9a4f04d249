"""What the access table speaks of: its rows, the records they name, and the six who ask."""

from copy import deepcopy
from pathlib import Path
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.contrib import admin
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpRequest
from django.test import Client
from django.urls import get_resolver

from members.models import User
from members.openings import letter
from members.own_page import yearly_check
from news.release_desk import links
from nuklid.management.commands.roles import make_roles
from nuklid.models import MachineUse
from tests import desk
from tests import factories as make

TABLE = Path(__file__).with_name("access_table.txt")
ACTORS = ("anonymous", "of A", "of B", "coordinator", "superuser", "deactivated")
SIGN_IN = {
    "/admin/login/",
    *("/en/sign-in/", "/en/sign-in/password/", "/en/sign-in/forgotten/"),
    *("/de/anmelden/", "/de/anmelden/passwort/", "/de/anmelden/vergessen/"),
}
EACH = "EACH"


def lines():
    """Yield (address, answers to GET, answers to POST) for each line; answers as words."""
    for line in TABLE.read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            address, *told = (part.strip() for part in line.split("|"))
            yield address, *(six(part.split()) for part in told)


def six(words):
    """One word stands for everyone."""
    return words * len(ACTORS) if len(words) == 1 else words


def rows(things):
    """Return {address: (answers to GET, answers to POST)}, placeholders filled from `things`.

    A line for EACH kind of record is one row a kind, unless that has a line of its own.
    """
    told, found = list(lines()), {}
    own = {address for address, *_ in told}
    for line, *outcomes in told:
        for kind in things["kinds"] if EACH in line else [kind_of(line)]:
            address = line.replace(EACH, kind)
            if address == line or address not in own:
                values = things | things["kinds"].get(kind, {})
                found[address.format(**values)] = tuple(outcomes)
    return found


def kind_of(address):
    """Return "members/person" for an address of the admin about people."""
    return "/".join(address.split("/")[2:4])


def routes(resolver=None, before=""):
    """Yield every route of the resolver, as `resolve` names it."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern).removeprefix("^")
        if hasattr(entry, "url_patterns"):
            yield from routes(entry, route)
        else:
            yield route


def outcome(response):
    """Return the status, or where it leads: "in" to the sign-in, "go" elsewhere."""
    if response.status_code not in (301, 302):
        return str(response.status_code)
    return "in" if urlsplit(response.url).path in SIGN_IN else "go"


def outcomes(client, address):
    """Return the answers to GET and POST; neither leaves a trace."""
    found, cookies = [], client.cookies
    for method in (client.get, client.post):
        client.cookies = deepcopy(cookies)
        with transaction.atomic():
            found.append(outcome(method(address)))
            transaction.set_rollback(True)
    client.cookies = cookies
    return found


def records():
    """Store one record of each kind, by the end of its address; none is public, all are of A."""
    here = make.member("Alpha", is_listed=False)
    here.logo.save("a.png", ContentFile(desk.picture(kind="PNG")))
    person = make.person(is_listed=False)
    item = make.draft(organisations=[here], slug_de="draft", slug_en="draft")
    statement = make.statement(item=item, speaker=person, organisations=[here])
    stage = make.stage()
    return {
        "base/auditevent": make.audit_event(),
        "members/organisation": here,
        "members/person": person,
        "members/mandate": make.mandate(person, here),
        "members/stage": stage,
        "members/radionuclide": make.radionuclide(),
        "members/competence": make.competence(here, stage=stage),
        "members/opening": make.opening(here, slug_de="secret", slug_en="secret"),
        "members/changeproposal": make.change(here),
        "members/user": User.objects.create_user("someone@alpha.example"),
        "news/newsitem": item,
        "news/statement": statement,
        "news/authorisation": statement.authorisations.first(),
        "nuklid/page": make.page(),
        "nuklid/machineuse": MachineUse.objects.create(),
        "base/letter": make.letter(),
        "news/event": make.proposed_event(here, slug_de="draft", slug_en="draft"),
        "news/authorisationrequest": make.auth_request(
            make.statement(item, person, authorised=False)
        ),
    }


def registered():
    """Return {model: its ModelAdmin} of every model that has a list in the admin."""
    models = filter(admin.site.is_registered, apps.get_models())
    return {model: admin.site.get_model_admin(model) for model in models}


def things():
    """Return what the placeholders of the table stand for, `kinds` for those of EACH kind."""
    made = records()
    kinds = {f"{m._meta.app_label}/{m._meta.model_name}" for m in registered()}
    assert kinds <= set(made), f"Make one of {kinds - set(made)} in records() of access.py."
    shown = make.published(slug_de="shown", slug_en="shown")
    early = make.embargoed()
    early.image.save("b.png", ContentFile(desk.picture(kind="PNG")))
    preview = make.preview(early)
    of_a = make.representative(made["members/organisation"])
    # As many as make a list.
    opening, *_others = [make.opening(slug_de=f"job-{n}", slug_en=f"job-{n}") for n in range(3)]
    return {
        "kinds": {k: {"pk": r.pk, "version": version(r)} for k, r in made.items()},
        "a": made["members/organisation"],
        "a_person": made["members/person"],
        "a_mandate": make.mandate(at=made["members/organisation"]),  # of somebody public
        "a_competence": made["members/competence"],
        "a_change": made["members/changeproposal"],
        "check": yearly_check.token(of_a),
        "end": letter.token(made["members/opening"], of_a),
        "asked": made["news/authorisationrequest"],
        "token": links.token(made["news/authorisationrequest"]),
        "preview": preview,
        "preview_token": links.token(preview),
        "closed_token": links.token(make.preview(made["news/newsitem"])),
        "draft": made["news/newsitem"],
        "draft_statement": made["news/statement"],
        "stage": made["members/stage"],
        "nuclide": made["members/radionuclide"],
        "member": make.member(),
        "opening": opening,
        "hidden_opening": made["members/opening"],
        "person": make.person(),
        "item": shown,
        "statement": make.statement(item=shown),
        "event": make.event(slug_de="shown", slug_en="shown"),
        "event_draft": made["news/event"],
    }


def version(record):
    """Return the number of the record's first version, None where no history is kept."""
    return record.history.first().history_id if hasattr(record, "history") else None


def clients(organisation):
    """Return a client for each of ACTORS; "of A" represents `organisation`, "of B" another."""
    users = [User(email=f"{actor.replace(' ', '-')}@x.example") for actor in ACTORS[1:]]
    of_a, of_b, coordinator, superuser, deactivated = users
    for user in (coordinator, superuser, deactivated):
        user.is_staff = True
    superuser.is_superuser = deactivated.is_superuser = True
    for user in users:
        user.set_unusable_password()
        user.save()
    of_a.organisations.add(organisation)
    deactivated.organisations.add(organisation)
    of_b.organisations.add(make.member())
    coordinator.groups.add(make_roles())
    made = dict(zip(ACTORS, [Client(), *map(signed_in, users)], strict=True))
    User.objects.filter(pk=deactivated.pk).update(is_active=False)
    return made


def signed_in(user):
    client = Client(raise_request_exception=False)
    client.force_login(user)
    if user.is_staff:
        prove(client, user)
    return client


def prove(client, user):
    """Count the session of `client` as confirmed by an app, as the sign-in does."""
    request = HttpRequest()
    request.session = client.session
    app = TOTP.activate(user, "JBSWY3DPEHPK3PXP").instance
    record_authentication(request, user, "mfa", id=app.pk, type=app.type)
    request.session.save()
