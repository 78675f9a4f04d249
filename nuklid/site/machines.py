"""What machines ask for before they read: what they may do, where to begin, the site's icon."""

from html import unescape
from io import BytesIO

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe
from PIL import Image

from members.atlas.data import LICENCE
from nuklid.base.cards.tiles import BRAND, draw_tile
from nuklid.base.pages.addresses import address
from nuklid.base.pages.shell import for_everyone
from nuklid.base.texts.bilingual import LANGUAGES
from nuklid.models import MachineUse, Page

ICON_SIDES = (48, 32, 16)  # pixels
# What a machine finds under which names, each in both languages: address, label, note.
PAGES = (
    ("news:list", "News", "press releases, announcements and reports, newest first"),
    ("news:feed", "News as Atom feed", ""),
    ("members:list", "Members", "who belongs to the cluster, with filters"),
    ("competences:atlas", "Competence atlas", "who does what for which radionuclide"),
    ("events:list", "Events", "courses, fairs and deadlines"),
    ("events:calendar", "Events as iCalendar", ""),
    ("openings:feed", "Openings as Atom feed", "jobs, training, theses"),
    ("search", "Search", "?q= takes words in German or English and radionuclides in any notation"),
    (
        "statements:check",
        "Check a quote",
        "tells whether somebody said exactly this",
    ),
)


def yes(choice):
    return "yes" if choice else "no"


@require_safe
@for_everyone
def robots(request):
    """Say what may be read, and what may be done with it (contentsignals.org)."""
    use = MachineUse.today()
    signals = {
        "search": use.may_be_found,
        "ai-input": use.may_be_quoted,
        "ai-train": use.may_be_trained_on,
    }
    lines = [
        "# Content-Signal: yes allows a use, no reserves it",
        "# (Article 4 of Directive (EU) 2019/790, § 44b UrhG).",
        "User-agent: *",
        f"Content-Signal: {', '.join(f'{name}={yes(may)}' for name, may in signals.items())}",
        "Disallow: /admin/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return text_answer("\n".join(lines) + "\n")


@require_safe
@for_everyone
def tdmrep(request):
    """Say whether mining texts is reserved (W3C TDMRep); the first rule that fits counts."""
    files = [address("competences:csv", language=code).removesuffix(".csv") for code in LANGUAGES]
    rules = [{"location": f"{path}*", "tdm-reservation": 0} for path in files]
    is_reserved = not MachineUse.today().may_be_trained_on
    rules.append({"location": "/", "tdm-reservation": int(is_reserved)})
    response = JsonResponse(rules, safe=False)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
@for_everyone
def llms(request):
    """Lead language models to the data, and say how to quote (llmstxt.org)."""
    absolute = request.build_absolute_uri
    context = {
        "home": {code: absolute(address("home", language=code)) for code in LANGUAGES},
        "data": {
            code: {
                name: absolute(address(f"competences:{name}", language=code))
                for name in ("csv", "csv_semicolons", "json", "json_ld", "data")
            }
            for code in LANGUAGES
        },
        "pages": [(label, note, *both(name, absolute)) for name, label, note in PAGES],
        "standing_pages": [standing_page(row, absolute) for row in Page.objects.public()],
        "oembed": absolute(reverse("oembed")),
        "sitemap": absolute(reverse("sitemap")),
        "licence": LICENCE,
        "use": MachineUse.today(),
    }
    # Templates escape for HTML, and this is none.
    return text_answer(unescape(render_to_string("nuklid/llms.txt", context)))


def both(name, absolute):
    """Return (address in English, address in German) of the page `name`."""
    return absolute(address(name, language="en")), absolute(address(name, language="de"))


def standing_page(row, absolute):
    with override("en"):
        title = row.title
    return title, absolute(row.get_absolute_url("en")), absolute(row.get_absolute_url("de"))


def text_answer(text):
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
@for_everyone
def favicon(request):
    """Answer whoever asks for the icon without reading a page."""
    icons = []
    for side in ICON_SIDES:
        image = Image.new("RGB", (side, side), "white")
        draw_tile(image, (0, 0), side, BRAND if side > min(ICON_SIDES) else BRAND._replace(mass=""))
        icons.append(image)
    target = BytesIO()
    icons[0].save(target, "ICO", sizes=[icon.size for icon in icons], append_images=icons[1:])
    return HttpResponse(target.getvalue(), content_type="image/x-icon")
