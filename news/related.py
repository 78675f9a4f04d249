"""What else to read after a news item."""

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from members.kept import Maker, kept
from members.models import SearchTerm
from members.models.texts import LANGUAGES
from members.words import nuclides_in, plain_text
from news.models import NewsItem, Statement

NEIGHBOURS = 10  # news looked at on either side in time: the same work in a large archive
SHOWN = 5
COLUMNS = ("id", "headline_de", "headline_en", "slug_de", "slug_en", "dated_on")
ORGANISATION, SPEAKER, RADIONUCLIDES = 1, 2, 2  # what sharing one of these weighs


def related(item, organisations, statements):
    """Return at most five published news related to `item`, best first, with one query.

    The office's choice comes first; then what shares most organisations, speakers and
    radionuclides, the nearest in time first. `statements` know what of them is shown: a quotation
    that nobody may read yet connects nothing.
    """
    speakers = {statement.speaker_id for statement in statements if statement.shown_languages()}
    found = near(
        item=item.pk,
        day=item.day,
        organisations=[organisation.pk for organisation in organisations],
        speakers=list(speakers),
        words=list(words_for_nuclides(item)),
    )
    own = item.day
    best = sorted(
        (not chosen, -shared, abs(day - own), place)
        for place, (*_, day, chosen, shared) in enumerate(found)
        if chosen or shared
    )
    maker = Maker(NewsItem, COLUMNS)
    return [maker.make(found[place], None) for *_, place in best[:SHOWN]]


@kept
def near(item, day, organisations, speakers, words):
    """Return the published news before and after `day` and the office's choice, and what is shared.

    Returns COLUMNS, whether it was chosen, and a weight for what is shared: no objects, for most
    are not shown. `item` is a key, the lists hold keys and words.
    """
    links = NewsItem.related.through.objects.filter(from_newsitem=item).values("to_newsitem")
    rows = NewsItem.objects.published().exclude(pk=item)
    # Three lists of keys: were one of them a condition on each row, all news would be read.
    rows = rows.filter(Q(pk__in=links) | Q(pk__in=earlier(item, day)) | Q(pk__in=later(day)))
    rows = rows.annotate(
        chosen=Case(When(pk__in=links, then=True), default=False),
        shared=same_organisations(organisations) + same_speakers(speakers) + same_nuclides(words),
    )
    return rows.order_by("-published_at", "-pk").values_list(*COLUMNS, "chosen", "shared")


def earlier(item, day):
    rows = NewsItem.objects.published().filter(dated_on__lte=day).exclude(pk=item)
    return rows.order_by("-dated_on", "-published_at").values("pk")[:NEIGHBOURS]


def later(day):
    rows = NewsItem.objects.published().filter(dated_on__gt=day)
    return rows.order_by("dated_on", "published_at").values("pk")[:NEIGHBOURS]


def same_organisations(organisations):
    links = NewsItem.organisations.through.objects.filter(
        newsitem=OuterRef("pk"), organisation__pk__in=organisations
    )
    counted = links.order_by().values("newsitem").values_list(Count("pk"))
    return Coalesce(Subquery(counted), 0) * ORGANISATION


def same_speakers(speakers):
    said = Statement.objects.published().filter(item=OuterRef("pk"), speaker__pk__in=speakers)
    return Case(When(Exists(said), then=SPEAKER), default=0)


def same_nuclides(words):
    """Ask the search index: a radionuclide is one word there, however it is written."""
    terms = SearchTerm.objects.filter(entry__source="newsitem", entry__source_id=OuterRef("pk"))
    too = terms.filter(word__word__in=words)
    return Case(When(Exists(too), then=RADIONUCLIDES), default=0)


def words_for_nuclides(item):
    """Return the radionuclides that `item` names, as the search index spells them.

    They are read from its texts, not joined in from the index: a planner without statistics once
    walked the whole index for every pair of words.
    """
    texts = (
        plain_text(getattr(item, f"{field}_{language}"))
        for field in ("headline", "standfirst", "body")
        for language in LANGUAGES
    )
    # A full stop keeps apart what is not one text.
    return {word for found in nuclides_in(". ".join(texts)) for word in found.words}
