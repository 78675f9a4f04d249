"""The office lets journalists read a news item early: whom, then the letter as it will go."""

from tests.desk import filled, page


def show_letter(desk, item, **typed):
    """Go through the first step; return the answer with the letter."""
    address = page(item, "previews")
    return desk.post(address, filled(desk.get(address), "step") | typed)


def invite(desk, item, **typed):
    """Send the letter as it is proposed; return the answer."""
    return send_letter(desk, item, show_letter(desk, item, **typed))


def send_letter(desk, item, shown, **typed):
    """Send the letter that is `shown`, with what is typed into it; return the answer."""
    posted = filled(shown) | {"step": "send"} | typed
    return desk.post(page(item, "previews"), posted, follow=True)
