"""Every public address, with the day of its last change and its counterpart.

Written by hand: Django's own sitemap takes three seconds for 30,000 addresses.
"""

from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.utils.html import escape
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from members.models import Organisation, Person, Radionuclide, Stage
from news.models import NewsItem, Statement
from nuklid.base.kept import kept
from nuklid.base.pages.addresses import address
from nuklid.base.pages.shell import for_everyone
from nuklid.base.texts.bilingual import LANGUAGES
from nuklid.models import Page

LISTS = ("home", "news:list", "members:list", "competences:atlas", "search", "statements:check")
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
PUBLIC = {
    Organisation: Organisation.objects.listed,
    Person: Person.objects.listed,
    Radionuclide: Radionuclide.objects.all,
    Stage: Stage.objects.all,
    Page: Page.objects.published,
}


def changed(rows):
    """Add `changed_at`: the history knows when a row last changed."""
    history = rows.model.history.model.objects.filter(id=OuterRef("pk"))
    newest = history.order_by("-history_date").values("history_date")[:1]
    return rows.order_by("pk").annotate(changed_at=Subquery(newest))


@kept
def news():
    columns = ("changed_at", "published_at", "embargo_until", "slug_de", "slug_en")
    return changed(NewsItem.objects.published()).values_list(*columns)


@kept
def statements():
    return changed(Statement.objects.published()).values_list("changed_at", "pk")


@kept
def others(model):
    return changed(PUBLIC[model]())


def pages():
    """Yield (last change or None, German path, English path) of everything public."""
    yield from ((None, *(address(name, language=code) for code in LANGUAGES)) for name in LISTS)
    before = [address("news:detail", "0", language=code)[:-2] for code in LANGUAGES]
    for changed_at, published_at, embargo_until, *slugs in news():
        # A scheduled or embargoed item changed in the hour in which it became public.
        moment = max(filter(None, (changed_at, published_at, embargo_until)))
        yield moment, *(f"{start}{slug}/" for start, slug in zip(before, slugs, strict=True))
    before = [address("statements:detail", 0, language=code)[:-2] for code in LANGUAGES]
    for changed_at, pk in statements():
        yield changed_at, *(f"{start}{pk}/" for start in before)
    for model in PUBLIC:
        for row in others(model):
            yield row.changed_at, *(row.get_absolute_url(code) for code in LANGUAGES)


def entries(page, host):
    """Write the two addresses of a page, each with its counterpart and the default, English."""
    moment, german, english = page
    day = f"<lastmod>{localdate(moment)}</lastmod>" if moment else ""
    told = zip((*LANGUAGES, "x-default"), (german, english, english), strict=True)
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{host}{path}"/>'
        for code, path in told
    )
    paths = (german, english)
    return "".join(f"<url><loc>{host}{path}</loc>{day}{links}</url>\n" for path in paths)


@require_safe
@for_everyone
def sitemap(request):
    host = escape(request.build_absolute_uri("/")[:-1])
    text = "".join(entries(page, host) for page in pages())
    return HttpResponse(f"{HEAD}{text}</urlset>\n", content_type="application/xml")
