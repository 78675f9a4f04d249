"""The picture that stands for a page where somebody passes it on."""

import io
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageColor

from members.management.commands.load_reference import load_reference
from members.models import Radionuclide
from members.models.radionuclides import SEEN
from news.share_card import statement_card
from nuklid.base.cards.lettering import BOLD, REGULAR, SERIF, fit, font
from nuklid.base.cards.tiles import COLOURS
from nuklid.base.pages.addresses import address
from nuklid.site.chart import chart
from nuklid.site.chart_card import chart_card
from tests import desk
from tests import factories as make
from tests.reading import HOST, fetch, soup

CARD = {"de": "vorschaubild/", "en": "card/"}


def with_picture(row, field):
    getattr(row, field).save("a.jpg", ContentFile(desk.picture((1500, 1000))))
    return row


def portrayed():
    return with_picture(make.person(portrait_agreed_on="2026-01-01"), "portrait")


def nuclide():
    fields = {"capture_percent": "61.5", "beta_minus_percent": "38.5", "principal_decay": "EC"}
    return make.radionuclide("Cu", 64, **fields)


PUBLIC = {
    "news": (make.published, "png"),
    "news with picture": (lambda: with_picture(make.published(), "image"), "jpeg"),
    "statement": (make.statement, "png"),
    "reported": (lambda: make.statement(kind="summary"), "png"),
    "member": (make.member, "png"),
    "person": (make.person, "png"),
    "portrait": (portrayed, "jpeg"),
    "radionuclide": (nuclide, "png"),
    "stage": (make.stage, "png"),
    "event": (make.event, "png"),
    "opening": (make.opening, "png"),
}
NOT_PUBLIC = {
    "draft": make.draft,
    "embargoed": make.embargoed,
    "planned": lambda: make.draft(published_at=timezone.now() + timedelta(hours=1)),
    "withdrawn": lambda: withdrawn(make.published()),
    "not authorised": lambda: make.statement(authorised=False),
    "left out": lambda: make.statement(left_out_reason="No room."),
    "statement withdrawn": lambda: withdrawn(make.statement()),
    "statement of a draft": lambda: make.statement(make.draft()),
    "statement under embargo": lambda: make.statement(make.embargoed()),
    "statement of withdrawn news": lambda: make.statement(withdrawn(make.published())),
    "hidden person": lambda: make.person(is_listed=False),
    "hidden organisation": lambda: make.organisation(is_listed=False),
    "event draft": make.event_draft,
    "filled": lambda: make.opening(filled_at=timezone.now()),
    "planned opening": lambda: make.opening(published_at=timezone.now() + timedelta(hours=1)),
    "opening of a hidden organisation": lambda: make.opening(make.organisation(is_listed=False)),
}


def withdrawn(row):
    row.withdraw(withdrawal_reason_de="Irrtum.", withdrawal_reason_en="An error.")
    return row


def head(path):
    return {tag["property"]: tag["content"] for tag in soup(fetch(path)).select("meta[property]")}


def image_at(path):
    return Image.open(io.BytesIO(fetch(path).content))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", PUBLIC)
def test_each_page_names_its_card(kind, language):
    make_row, ending = PUBLIC[kind]
    path = make_row().get_absolute_url(language)
    told = head(path)
    assert told["og:image"] == f"{HOST}{path}{CARD[language]}"
    assert told["og:image:type"] == f"image/{ending}"
    assert told["og:image:alt"]
    assert told["og:locale"] == {"de": "de_DE", "en": "en_GB"}[language]
    assert told["og:locale:alternate"] == {"en": "de_DE", "de": "en_GB"}[language]
    answer = fetch(path + CARD[language])
    picture = Image.open(io.BytesIO(answer.content))
    picture.load()
    shape = (int(told["og:image:width"]), int(told["og:image:height"]))
    assert picture.size == shape == (1200, 630)
    assert picture.format == ending.upper()
    assert answer.headers["Content-Type"] == f"image/{ending}"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert len(answer.content) < 300_000  # messengers show no heavier one


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", ["home", "news:list", "members:list", "competences:atlas"])
def test_home_and_lists_have_the_chart(name, language):
    told = head(address(name, language=language))
    path = told["og:image"].removeprefix(HOST)
    assert path == address("home", language=language) + CARD[language]
    assert image_at(path).size == (1200, 630)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", NOT_PUBLIC)
def test_nobody_gets_the_card_of_what_is_not_public(kind, coordinator, client):
    client.force_login(coordinator)
    path = NOT_PUBLIC[kind]().get_absolute_url("en")
    page = fetch(path)
    assert page.status_code in (404, 410) or kind == "filled"
    expected = 404 if kind == "filled" else page.status_code
    assert fetch(f"{path}card/").status_code == expected
    # The office sees the page; but a card is made to be passed on.
    office = client.get(f"{path}card/")
    assert office.status_code in (404, 410)
    assert "image" not in office.headers["Content-Type"]
    if client.get(path).status_code == 200:
        shown = soup(client.get(path)).find("meta", property="og:image")
        assert shown is None or shown["content"] == f"{HOST}/en/card/"


@pytest.mark.django_db
def test_a_card_goes_with_what_it_shows():
    item = make.published()
    quotation = make.statement(item)
    path = quotation.get_absolute_url("en") + "card/"
    assert fetch(path).status_code == 200
    withdrawn(quotation)
    assert fetch(path).status_code == 410


@pytest.mark.django_db
def test_only_what_was_authorised_is_drawn():
    quotation = make.statement()
    type(quotation).objects.filter(pk=quotation.pk).update(text_en="Nobody agreed to this.")
    path = quotation.get_absolute_url("en")
    quotation.refresh_from_db()
    with translation.override("en"):
        german = statement_card(quotation, quotation.side("de")).encoded(
            f"testserver/en/statements/{quotation.pk}"
        )
    assert fetch(f"{path}card/").content == german
    assert head(path)["og:image:alt"].startswith(f"„{quotation.text_de}“")


@pytest.mark.django_db
def test_news_says_when_it_appeared_and_changed():
    item = make.published()
    told = head(item.get_absolute_url("en"))
    assert told["article:published_time"][:10] == item.dated_at.date().isoformat()
    assert told["article:modified_time"] >= told["article:published_time"]


@pytest.mark.django_db
def test_an_old_address_leads_to_the_card(django_assert_num_queries):
    who = make.person()
    old = who.get_absolute_url("en")
    who.slug = "new"
    who.save()
    answer = fetch(f"{old}card/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/en/people/new/card/")
    with django_assert_num_queries(0):
        answer = fetch("/en/people/new/card/?x=1")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/en/people/new/card/")
    assert Client().head("/en/people/new/card/").status_code == 200
    assert fetch("/en/people/nobody/card/").status_code == 404


@pytest.mark.django_db
def test_a_missing_file_leaves_the_words():
    item, who = with_picture(make.published(), "image"), portrayed()
    for row, field in ((item, "image"), (who, "portrait")):
        getattr(row, field).storage.delete(getattr(row, field).name)
        assert image_at(row.get_absolute_url("en") + "card/").size == (1200, 630)


@pytest.mark.django_db
def test_a_member_shows_its_radionuclides_else_its_logo_else_its_initials():
    of = make.member()
    path = of.get_absolute_url("en") + "card/"
    by_initials = image_at(path).tobytes()
    of.logo.save("a.svg", ContentFile(b'<svg xmlns="http://www.w3.org/2000/svg"/>'))
    assert image_at(path).tobytes() == by_initials
    of.logo.save("a.png", ContentFile(desk.picture((300, 300), "PNG")))
    assert image_at(path).getpixel((980, 315)) == ImageColor.getrgb("teal")
    make.competence(of, radionuclide=nuclide())
    assert image_at(path).getpixel((980, 455)) == ImageColor.getrgb(COLOURS["beta-"])


@pytest.mark.django_db
def test_every_nuclide_of_the_chart_stands_at_its_numbers_in_its_colours():
    load_reference()
    card = chart_card(chart(Radionuclide.objects.all()))
    picture = image_at("/en/card/").convert("RGB")
    corners, last = card.positions(), card.side() - 1
    assert {str(n) for n in corners} == {str(n) for n in Radionuclide.objects.all()}
    for nuclide, (x, y) in corners.items():
        principal, *others = nuclide.colours
        edge = x + last - 2  # no letter stands there
        assert picture.getpixel((edge, y + 6)) == ImageColor.getrgb(COLOURS[principal]), nuclide
        below = [w for w in others if nuclide.colours[w] >= SEEN] or [principal]
        assert picture.getpixel((x + last // 2, y + last)) == ImageColor.getrgb(COLOURS[below[0]])
    for block in card.blocks:
        for number, wanted in (("proton_number", 1), ("neutron_number", 0)):
            ordered = sorted(block.nuclides, key=lambda n: getattr(n, number))
            for one, next_one in pairwise(ordered):
                same = getattr(one, number) == getattr(next_one, number)
                places = corners[one][wanted], corners[next_one][wanted]
                rising = places[0] > places[1] if wanted else places[0] < places[1]
                assert places[0] == places[1] if same else rising


@pytest.mark.django_db
def test_a_tile_is_split_as_its_branches_are():
    cu = nuclide()
    picture = image_at(cu.get_absolute_url("en") + "card/").convert("RGB")
    column = [picture.getpixel((980 + 140, y)) for y in range(630)]
    shares = [column.count(ImageColor.getrgb(COLOURS[way])) for way in ("EC", "beta-")]
    assert shares[0] + shares[1] == pytest.approx(300, abs=40)  # the sign covers some
    assert shares[1] == pytest.approx(300 * 0.385, abs=1)


def test_tiles_have_the_colours_of_the_style_sheet(settings):
    sheet = (settings.BASE_DIR / "static/css/site.css").read_text()
    tokens = {"beta+": "beta-plus", "beta-": "beta-minus", "alpha": "alpha", "IT": "it"}
    for way, token in tokens.items():
        assert f"--{token}: light-dark({COLOURS[way]}," in sheet


@pytest.mark.django_db
def test_orders_which_way_to_write_turn_nothing_round():
    item = make.published(standfirst_en="Made in Dresden. " * 8)
    path = item.get_absolute_url("en") + "card/"
    straight = fetch(path).content
    turned = item.standfirst_en.replace(" ", "\u2066 \u202e\u200f\u00ad")
    type(item).objects.update(standfirst_en=turned)
    assert fetch(path).content == straight


WORDS = st.text("abcdefghij .!?-äß\n", min_size=1, max_size=2500)


@given(WORDS)
def test_what_is_left_out_is_marked_and_the_rest_is_unchanged(text):
    shown = fit(text, SERIF, (60, 36), (1000, 300), frame="“{}”", omission=" […]")
    words = "".join(shown.lines).removeprefix("“").removesuffix("”")
    whole = "".join(text.split()).replace("-", "")
    left = words.removesuffix("[…]")
    assert whole.startswith("".join(left.split()).replace("-", ""))
    assert words != left or "".join(words.split()).replace("-", "") == whole
    assert shown.height <= 300 or len(shown.lines) == 1
    assert all(font(SERIF, shown.size).getlength(words) <= 1000 for words in shown.lines)


@pytest.mark.parametrize("face", [REGULAR, BOLD, SERIF])
def test_there_is_a_glyph_for_every_letter_of_names_and_nuclides(face):
    letters = font(face, 40)
    missing = bytes(letters.getmask("\uffff"))
    text = "ÄÖÜäöüßéèêëçñåøÆœČčĆćĐđĘęŁłŃńŐőŘřŠšŚśŞşŤťŮůŻżŽžİı¹⁷⁷₁αβγμΩ−–—…„“”‚‘’«»·±→≤≥≈®€§°ДжюΛ"
    assert [sign for sign in text if bytes(letters.getmask(sign)) == missing] == []


@given(st.text(max_size=1000))
def test_any_text_can_be_drawn_within_its_box(text):
    shown = fit(text, BOLD, (40, 30), (600, 200))
    assert all(font(BOLD, shown.size).getlength(words) <= 600 for words in shown.lines)
