"""Looking at a page in Chromium: what axe minds, and how far it is wider than the window."""

from axe_playwright_python.sync_playwright import Axe

# Each language meets both widths and both schemes.
SIGHTS = [("de", 390, "dark"), ("de", 1280, "light"), ("en", 390, "light"), ("en", 1280, "dark")]
AXE = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}


def press(button):
    """Click and wait for the page this asks for; `click` alone may leave the old one to be read."""
    with button.page.expect_navigation():
        button.click()


def set_sight(page, width, scheme):
    """Show the page so; nothing glides, or axe would judge a colour half-way to another."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})


def violations(page):
    """Return what axe minds in the page that is open: [(rule, [HTML of the elements])]."""
    found = Axe().run(page, options=AXE).response["violations"]
    return [(v["id"], [node["html"] for node in v["nodes"]]) for v in found]


def overflow(page, width=None):
    """Return by how many pixels the page is wider than the window, which becomes `width` wide."""
    if width:
        page.set_viewport_size({"width": width, "height": 900})
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")
