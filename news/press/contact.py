"""What a news item says beyond the name about whom it names: of who is hidden, nothing."""

from news.models import NewsItem


def beyond_names(item: NewsItem, organisations=()) -> dict:
    """Return "profiles", those of `organisations` whose boilerplate is shown, "reach", "function".

    "reach" is "email" and "telephone" of the press contact, "" where there is none to show: those
    of the person while the function lasts, else those of the organisation. "function" is the
    Mandate of the press contact if it lasts and the person is shown, else None.
    """
    contact = item.press_contact
    people = [contact.person] if contact and contact.holds_on() else []
    owners = [*people, contact.organisation] if contact else []
    shown = shown_in(item, [*owners, *organisations])
    reach = {
        column: next((getattr(o, column) for o in owners if o in shown and getattr(o, column)), "")
        for column in ("email", "telephone")
    }
    profiles = [row for row in organisations if row in shown]
    is_shown = any(person in shown for person in people)
    return {"profiles": profiles, "reach": reach, "function": contact if is_shown else None}


def shown_in(item, rows):
    """Return those of `rows` (people, organisations) whom everybody sees once `item` is public."""
    waits = not item.is_public and not all(row.is_public for row in rows)
    appear = item.listed() if waits else ()
    return [row for row in rows if row.is_public or row in appear]
