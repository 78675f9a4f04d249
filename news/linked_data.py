"""The public facts of news and statements as schema.org has them (dicts for JSON-LD)."""

from nuklid.base.pages.linked_data import cluster, filled, named_organisation
from nuklid.base.texts.bilingual import language_of


def article(item, organisations, statements, corrections, absolute):
    """Describe a news item with what belongs to it; `absolute` makes a full address of a path."""
    return filled(
        kind="NewsArticle",
        headline=item.headline,
        description=item.standfirst,
        inLanguage=language_of(item, "headline"),
        url=absolute(item.get_absolute_url()),
        image=absolute(item.image.w1440) if item.image else "",
        datePublished=times(item)["published_at"],
        dateModified=times(item)["modified_at"],
        dateline=item.place,
        correction=[
            filled(kind="CorrectionComment", text=c.note, datePublished=c.corrected_on)
            for c in corrections
        ],
        about=[named_organisation(o, absolute) for o in organisations],
        publisher=cluster(absolute),
        author=cluster(absolute),
        hasPart=list(filter(None, (quotation(s, absolute) for s in statements))),
    )


def times(item):
    """Return when `item` appeared and was last changed, as machines are told (aware datetimes)."""
    changed = max(item.modified_at, item.visible_from) if item.visible_from else None
    return {"published_at": item.dated_at, "modified_at": changed}


def quotation(statement, absolute):
    """Describe a quotation as its speaker authorised it; None for reported speech."""
    side = statement.shown_side
    if not side or statement.kind != statement.Kind.VERBATIM:
        return None
    return filled(
        kind="Quotation",
        text=side.text,
        inLanguage=side.language,
        url=absolute(statement.get_absolute_url()),
        spokenByCharacter=role(statement.speaker, side, absolute),
    )


def role(speaker, side, absolute):
    """Say who spoke in which function, as it stood on that day."""
    url = absolute(speaker.get_absolute_url()) if speaker.is_public else ""
    return filled(
        kind="Role",
        roleName=", ".join(filter(None, (side.title, side.organisation))),
        spokenByCharacter=filled(kind="Person", name=side.name, url=url),
    )
