"""The share cards of a news item and of a statement."""

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from news.models import NewsItem, Statement
from news.models.statements import Side
from nuklid.base.cards.cards import QuotationCard, TextCard
from nuklid.base.cards.figures import credit_of, whole_picture
from nuklid.base.templatetags.portal import QUOTATION_MARKS


def item_card(item: NewsItem) -> TextCard:
    """Show headline and standfirst, beside the picture if there is one."""
    day = date_format(item.day) if item.day else ""
    credit = credit_of(item.image_credit, item.image_licence)
    return TextCard(
        alt=": ".join(filter(None, (str(item), item.image_alt_text if item.image else ""))),
        kicker=" · ".join(filter(None, (capfirst(item.get_kind_display()), day))),
        title=str(item),
        lead=[item.standfirst],
        figure=whole_picture(item.image, credit) if item.image else None,
    )


def statement_card(statement: Statement, side: Side) -> QuotationCard:
    """Show the words of `side`; reported speech has no quotation marks and says what it is."""
    is_verbatim = statement.kind == Statement.Kind.VERBATIM
    frame = QUOTATION_MARKS[side.language] if is_verbatim else "{}"
    role = ", ".join(filter(None, (side.title, side.organisation)))
    by = side.name if is_verbatim else f"{side.name} ({_('summary')})"
    return QuotationCard(
        alt=f"{frame.format(side.text)} – {', '.join(filter(None, (by, role)))}",
        words=side.text,
        frame=frame,
        name=by,
        role=role,
        is_verbatim=is_verbatim,
    )
