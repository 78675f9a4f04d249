"""The home page, the standing pages and what machines ask for."""

from datetime import timedelta
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db.models import Count, Exists, OuterRef, Q
from django.http import FileResponse, Http404, HttpResponse
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve

from members.models import Membership, Organisation, Person, Radionuclide, Stage
from news.models import Event, NewsItem, Statement
from nuklid.base.pages.linked_data import cluster
from nuklid.base.pages.shell import paths_of, show
from nuklid.base.texts.bilingual import other_language
from nuklid.health import findings
from nuklid.site.chart import chart
from nuklid.site.chart_card import chart_card

NEWEST = 3  # news items in the first screen of the home page
MEMBERS, OFFICES = 24, 6  # shown on the home page at most; the directory has all
EVENTS = 3  # next ones shown on the home page
SHOWN_ROLES = (Membership.Role.COORDINATOR, *Membership.MEMBER_ROLES)
REACH = ("postal_code", "email", "telephone")


@require_safe
def home(request):
    shown, blocks = list(organisations()), chart(Radionuclide.objects.all())
    website = {
        "@type": "WebSite",
        "name": "nukliD®",
        "url": request.build_absolute_uri(request.path),
    }
    return show(
        request,
        "nuklid/home.html",
        paths_of("home"),
        _("Radiopharmacy Cluster Dresden"),
        crumbs=None,
        card=chart_card(blocks),
        data=[website, cluster(request.build_absolute_uri) | {"logo": logo(request)}],
        chart=blocks,
        items=NewsItem.objects.public().newest_first().in_short()[:NEWEST],
        statement=newest_quotation(),
        events=Event.objects.public().to_come().in_short()[:EVENTS],
        stages=stages(),
        members=[o for o in shown if o.role_today in Membership.MEMBER_ROLES][:MEMBERS],
        offices=[o for o in shown if o.role_today == Membership.Role.COORDINATOR],
        supporters=supporters(),
    )


def supporters():
    """Return who supports the cluster today, by name."""
    rows = Organisation.objects.public().with_role(Membership.Role.SUPPORTER)
    return rows.only("name", "slug").order_by("name")[:MEMBERS]


def logo(request):
    return request.build_absolute_uri(static("img/apple-touch-icon.png"))


def organisations():
    """Return the offices, then the first members: those who founded the cluster before others."""
    rows = Organisation.objects.public().with_role(*SHOWN_ROLES).with_role_today()
    # By the alphabet a coordinator stands before a founding member, and that before a member.
    return rows.order_by("role_today", "name").for_cards(*REACH)[: MEMBERS + OFFICES]


def newest_quotation():
    """Return an authorised quotation, in the reader's language if there is one."""
    language = get_language()
    return newest_quotation_in(language) or newest_quotation_in(other_language(language))


def newest_quotation_in(language):
    """Return the first quotation of the newest news that has one, else None.

    Looks through the news in their order and so no further than need be.
    """
    quotations = Statement.objects.filter(kind=Statement.Kind.VERBATIM)
    quoting = Exists(quotations.public_in(language).filter(item=OuterRef("pk")))
    newest = NewsItem.objects.public().filter(quoting).newest_first().values("pk")[:1]
    rows = quotations.with_publicity().with_source().filter(item__in=newest)
    rows = rows.order_by("position", "pk")
    return next((row for row in rows if language in row.shown_languages()), None)


def stages():
    """Return the stages, each with the number of today's listed members at it (`members`)."""
    members = Organisation.objects.public().members()
    able = Q(competences__organisation__in=members)
    counted = Count("competences__organisation", filter=able, distinct=True)
    rows = Stage.objects.only("slug", "short_name_de", "short_name_en")
    return rows.annotate(members=counted).order_by("number")  # else in none: rows are grouped


@require_safe
def media(request, path):
    """Serve an upload to whoever may see an entry that shows it."""
    if not shown(PurePosixPath(path), request.user):
        raise Http404
    response = file_at(request, path)
    # Names are never used twice; but no cache between us and the reader keeps what we withdraw.
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    # An SVG opened by itself is a document: it may do nothing.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def file_at(request, path):
    if isinstance(default_storage, FileSystemStorage):
        return serve(request, path, document_root=settings.MEDIA_ROOT)
    try:
        return FileResponse(default_storage.open(path), filename=PurePosixPath(path).name)
    except FileNotFoundError as error:
        raise Http404 from error


def shown(path, user):
    """Tell whether an entry that `user` may see has the upload at `path`, or its original."""
    made = path.is_relative_to("__processed__")
    stem = path.stem.rpartition("-")[0] if made else path.stem
    owners = {
        "news": ("image", NewsItem.objects.visible_to(user)),
        "portraits": ("portrait", Person.objects.visible_to(user)),
        "logos": ("logo", Organisation.objects.visible_to(user)),
        "houses": ("picture", Organisation.objects.visible_to(user)),
    }
    return any(
        rows.filter(**{f"{field}__startswith": f"{folder}/{stem}."}).exists()
        for folder, (field, rows) in owners.items()
        if made or path.is_relative_to(folder)
    )


@require_safe
@never_cache
def healthz(request):
    """Tell a monitor "ok", "attention", or 503 "down"; tell the office what it is about."""
    found = findings()
    down = any(one.vital and not one.well for one in found)
    state = "down" if down else "ok" if all(one.well for one in found) else "attention"
    lines = [state]
    if not down and request.user.is_staff:
        lines += [
            f"{one.key}: {'ok' if one.well else 'attention'} ({one.sentence})" for one in found
        ]
    text = "\n".join(lines) + "\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=503 if down else 200)


@require_safe
def security(request):
    """Say whom to tell about a weakness (RFC 9116): the office, by way of the imprint."""
    until = timezone.now().replace(microsecond=0) + timedelta(days=180)
    lines = [
        f"Contact: {request.build_absolute_uri(paths_of('page_imprint')('en'))}",
        f"Expires: {until.isoformat()}",
        "Preferred-Languages: de, en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
