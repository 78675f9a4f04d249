"""What else to read after a news item."""

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from members.models import SearchTerm
from members.models.texts import LANGUAGES
from members.words import nuclides_in, plain_text
from news.models import NewsItem, Statement

NEIGHBOURS = 40  # news looked at on either side in time: the same work in a large archive
SHOWN = 5
ORGANISATION, SPEAKER, RADIONUCLIDES = 1, 2, 2  # what sharing one of these weighs


def related(item, organisations, statements):
    """Return at most five published news related to `item`, best first, with one query.

    The office's choice comes first; then what shares most organisations, speakers and
    radionuclides, the nearest in time first. `statements` know what of them is shown: a quotation
    that nobody may read yet connects nothing.
    """
    chosen = Exists(
        item.related.through.objects.filter(from_newsitem=item, to_newsitem=OuterRef("pk"))
    )
    speakers = {statement.speaker_id for statement in statements if statement.shown_languages()}
    rows = NewsItem.objects.published().exclude(pk=item.pk).annotate(chosen=chosen)
    rows = rows.filter(Q(chosen=True) | Q(pk__in=earlier(item)) | Q(pk__in=later(item)))
    rows = rows.annotate(
        shared=same_organisations(organisations) + same_speakers(speakers) + same_nuclides(item)
    )
    texts = ("headline_de", "headline_en", "slug_de", "slug_en")
    # Left out here: the same condition once more in SQL would take as long again to write.
    found = rows.only(*texts, "dated_on", "published_at")
    found = [row for row in found if row.chosen or row.shared]
    return sorted(found, key=lambda row: (not row.chosen, -row.shared, days_between(row, item)))[
        :SHOWN
    ]


def days_between(one, other):
    return abs(one.day - other.day).days


def earlier(item):
    rows = NewsItem.objects.published().filter(dated_on__lte=item.day).exclude(pk=item.pk)
    return rows.order_by("-dated_on", "-published_at").values("pk")[:NEIGHBOURS]


def later(item):
    rows = NewsItem.objects.published().filter(dated_on__gt=item.day)
    return rows.order_by("dated_on", "published_at").values("pk")[:NEIGHBOURS]


def same_organisations(organisations):
    links = NewsItem.organisations.through.objects.filter(
        newsitem=OuterRef("pk"), organisation__in=organisations
    )
    counted = links.order_by().values("newsitem").values_list(Count("pk"))
    return Coalesce(Subquery(counted), 0) * ORGANISATION


def same_speakers(speakers):
    said = Statement.objects.published().filter(item=OuterRef("pk"), speaker__in=speakers)
    return Case(When(Exists(said), then=SPEAKER), default=0)


def same_nuclides(item):
    """Ask the search index: a radionuclide is one word there, however it is written.

    The words of `item` itself are read here, not joined in: a planner without statistics once
    walked the whole index for every pair of words.
    """
    named = words_for_nuclides(item)
    terms = SearchTerm.objects.filter(entry__source="newsitem", entry__source_id=OuterRef("pk"))
    too = terms.filter(word__word__in=named)
    return Case(When(Exists(too), then=RADIONUCLIDES), default=0)


def words_for_nuclides(item):
    """Return the radionuclides that `item` names, as the search index spells them."""
    texts = (
        plain_text(getattr(item, f"{field}_{language}"))
        for field in ("headline", "standfirst", "body")
        for language in LANGUAGES
    )
    return {word for text in texts for found in nuclides_in(text) for word in found.words}
