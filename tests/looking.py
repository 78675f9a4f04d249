"""Looking at a page in Chromium: what axe minds, and how far it is wider than the window."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

# (width, scheme) by language: each language meets both widths and schemes, and a page all four.
SIGHTS = {"de": [(390, "dark"), (1280, "light")], "en": [(390, "light"), (1280, "dark")]}
LOST_FOCUS = (Path(__file__).parent / "focus.js").read_text()
AXE = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}


def press(button):
    """Click and wait for the page this asks for; `click` alone may leave the old one to be read."""
    with button.page.expect_navigation():
        button.click()


def set_sight(page, width, scheme):
    """Show the page so; nothing glides, or axe would judge a colour half-way to another."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("Promise.allSettled(document.getAnimations().map(glide => glide.finished))")


def violations(page):
    """Return what axe minds in the page that is open: [(rule, [HTML of the elements])]."""
    found = Axe().run(page, options=AXE).response["violations"]
    return [(v["id"], [node["html"] for node in v["nodes"]]) for v in found]


def barriers(page, sights, widths=()):
    """Return what keeps somebody from using the page that is open, by where: {} is a good page.

    It is looked at in each of the `sights` without being loaded anew, and in `widths` (pixels).
    """
    found = {}
    for sight in sights:
        set_sight(page, *sight)
        found[sight] = violations(page)
        found[f"too wide at {sight[0]}"] = overflow(page) > 0
    found |= {f"too wide at {width}": overflow(page, width) > 0 for width in widths}
    return {where: what for where, what in found.items() if what}


def overflow(page, width=None):
    """Return by how many pixels the page is wider than the window, which becomes `width` wide."""
    if width:
        page.set_viewport_size({"width": width, "height": 900})
        # The page is laid out a moment after the window has its width.
        page.wait_for_function("width => document.documentElement.clientWidth <= width", arg=width)
    page_element = "document.documentElement"
    return page.evaluate(f"{page_element}.scrollWidth - {page_element}.clientWidth")


def lost_focus(page):
    """Return each element of the page that takes the focus and does not show it: (why, HTML)."""
    page.keyboard.press("Tab")  # from then on a browser shows where the keyboard is
    return page.evaluate(LOST_FOCUS)
