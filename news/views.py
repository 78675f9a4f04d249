"""The list of news, a news item and a statement with an address of its own."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news import linked_data
from news.filters import PER_PAGE, NewsFilter
from news.models import NewsItem, Statement
from news.press.citations import citations
from news.press.contact import beyond_names
from news.press.kit import about_size
from news.press.oembed import embed_address
from news.related import related
from news.share_card import item_card, statement_card
from nuklid.base.pages.addresses import address
from nuklid.base.pages.rows import show_gone, text_in_its_language, with_slug
from nuklid.base.pages.shell import paths_of, show
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, LANGUAGES, language_of


@require_safe
def item_list(request):
    filters = NewsFilter(request.GET)
    page = Paginator(filters.news(), PER_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "news/item_list.html",
        paths_of("news:list"),
        _("News"),
        query=filters.query(page.number),
        section="news",
        filters=filters,
        page_obj=page,
    )


@require_safe
def item(request, slug):
    news_item = with_slug(with_contact(seen_by(request.user)), slug)
    if not news_item.is_visible_to(request.user):
        return gone(
            request, news_item, news_item.get_absolute_url, _("This news item was withdrawn")
        )
    if slug != news_item.slug:
        return redirect(news_item, permanent=True)
    corrections = list(news_item.corrections.all())
    page = contents(news_item)
    statements, organisations = page["statements"], page["organisations"]
    return show(
        request,
        "news/item.html",
        news_item.get_absolute_url,
        str(news_item),
        public=news_item.is_public,
        description=news_item.standfirst,
        og_type="article",
        section="news",
        crumbs=[(_("News"), address("news:list"))],
        card=item_card(news_item),
        oembed_url=embed_address(news_item.get_absolute_url(), request.build_absolute_uri),
        **linked_data.times(news_item),
        data=[
            linked_data.article(
                news_item, organisations, statements, corrections, request.build_absolute_uri
            )
        ],
        corrections=corrections,
        can_be_cited=True,
        kit_url=reverse("news:press_kit", args=[slug]),
        kit_size=about_size(news_item, statements) if news_item.is_public else 0,
        **page | {"statements": [s for s in statements if s.shown_side]},
        **office_notes(news_item, statements, request.user),
    )


def with_contact(items):
    return items.select_related("press_contact__person", "press_contact__organisation")


def seen_by(user):
    """Return the news of which `user` is told something, if only that it was withdrawn."""
    return NewsItem.objects.visible_to(user) | NewsItem.objects.withdrawn()


def contents(item):
    """Return what the page of `item` holds, its statements with what of them may be shown."""
    statements = item.statements.with_publicity().with_organisations()
    statements = list(statements.select_related("speaker").order_by("position", "pk"))
    organisations = item.organisations.all()
    return {
        "item": item,
        "statements": statements,
        "organisations": organisations,
        **beyond_names(item, organisations),
        "related": related(item, organisations, statements),
        "events": item.events.public().in_short() if item.kind == item.Kind.EVENT_REPORT else (),
    }


def gone(request, row, address_in, heading):
    """Say since when and why a withdrawn `row` is no longer shown at `address_in(language)`."""
    return show_gone(
        request,
        address_in,
        heading,
        _("Withdrawn on %(day)s.") % {"day": date_format(localtime(row.withdrawn_at))},
        reason=text_in_its_language(row, "withdrawal_reason"),
        way=(_("To the news"), address("news:list")),
    )


@require_safe
def statement(request, pk):
    # No key is longer; the databases would not even compare it.
    rows = Statement.objects.filter(pk=pk) if pk < 2**63 else Statement.objects.none()
    rows = rows.with_publicity().with_organisations()
    quotation = get_object_or_404(rows.select_related("speaker", "item"))
    if not quotation.is_visible_to(request.user):
        return gone_for_good(request, quotation)
    side = quotation.shown_side or quotation.side(language_of(quotation, "text"))
    return show(
        request,
        "news/statement.html",
        quotation.get_absolute_url,
        _("Statement by %(name)s") % {"name": side.name},
        public=quotation.is_public,
        description=side.text,
        og_type="article",
        section="news",
        card=statement_card(quotation, side),
        oembed_url=embed_address(quotation.get_absolute_url(), request.build_absolute_uri),
        **linked_data.times(quotation.item),
        crumbs=[
            (_("News"), address("news:list")),
            (
                str(quotation.item),
                quotation.item.get_absolute_url(),
                language_of(quotation.item, "headline"),
            ),
        ],
        data=filter(None, [linked_data.quotation(quotation, request.build_absolute_uri)]),
        statement=quotation,
        side=side,
        citations=citations(quotation, request.build_absolute_uri),
        **({} if quotation.is_public else office_notes(quotation.item, [quotation], request.user)),
    )


def gone_for_good(request, statement):
    """Say that `statement` was withdrawn, or with it its news item; what never was is not found."""
    withdrawn = Statement.objects.withdrawn().filter(pk=statement.pk)
    if withdrawn.exists():
        heading = _("This statement was withdrawn")
        return gone(request, statement, statement.get_absolute_url, heading)
    item_withdrawn = NewsItem.objects.withdrawn().filter(pk=statement.item_id)
    if not (statement.shown_side and item_withdrawn.exists()):
        raise Http404
    heading = _("This news item was withdrawn")
    return gone(request, statement.item, statement.get_absolute_url, heading)


def office_notes(item, statements, user):
    """Return what only the office is told: the state of `item`, what is not shown and why."""
    if not user.has_perm("news.change_newsitem"):
        return {}
    if item.is_public and not any(map(hides_words, statements)):
        return {}
    return {
        "ribbon": state_of(item),
        "ribbon_url": reverse("admin:news_newsitem_change", args=[item.pk]),
        "verdicts": [(s, [verdict(s, language) for language in LANGUAGES]) for s in statements],
    }


def hides_words(statement):
    written = [language for language in LANGUAGES if getattr(statement, f"text_{language}")]
    return written != statement.shown_languages()


def state_of(item):
    """Say in one sentence why the public does not see `item`, or not all of it."""
    sentences = {
        item.State.DRAFT: _("Draft: only the office sees this page."),
        item.State.SCHEDULED: _("Scheduled: the public sees this page from %(moment)s on."),
        item.State.EMBARGOED: _("Under embargo: the public sees this page from %(moment)s on."),
        item.State.WITHDRAWN: _("Withdrawn: the public sees only the date and the reason."),
        item.State.PUBLISHED: _("Published, but not every wording is shown."),
    }
    moment = item.visible_from and date_format(localtime(item.visible_from), "DATETIME_FORMAT")
    return sentences[item.state] % {"moment": moment}


def verdict(statement, language):
    """Say whether the side of `statement` in `language` is shown, and why not."""
    if language in statement.shown_languages():
        reason = _("is shown")
    elif statement.withdrawn_at:
        reason = _("is withdrawn")
    elif statement.left_out_reason:
        reason = _("is left out")
    elif getattr(statement, f"text_{language}"):
        reason = _("is not shown: nobody has authorised this wording and attribution")
    else:
        reason = _("has no wording")
    return f"{LANGUAGE_NAMES[language]}: {reason}"
