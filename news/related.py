"""What else to read after a news item."""

from collections import Counter

from django.db.models import Q, Value
from django.utils import timezone

from news.models import NewsItem, Statement
from nuklid.base.search.models import SearchTerm
from nuklid.base.texts.bilingual import LANGUAGES
from nuklid.base.texts.words import nuclides_in, plain_text

NEIGHBOURS = 10  # news looked at on either side in time: the same work in a large archive
SHOWN = 5
COLUMNS = ("headline_de", "headline_en", "slug_de", "slug_en", "dated_on")
ORGANISATION, SPEAKER, RADIONUCLIDES = 1, 2, 2  # what sharing one of these weighs


def related(item, organisations, statements):
    """Return at most five public news related to `item`, best first.

    The office's choice comes first; then what shares most organisations, speakers and
    radionuclides, the nearest in time first. `statements` know what of them is shown: a quotation
    that nobody may read yet connects nothing.
    """
    day = item.day or timezone.localdate()  # a draft may have none yet
    chosen = set(item.related.values_list("pk", flat=True))
    rows = list(candidates(item, day, chosen).only(*COLUMNS))
    speakers = {statement.speaker_id for statement in statements if statement.shown_languages()}
    shared: Counter[int] = Counter()
    for pk, weight in links([row.pk for row in rows], item, organisations, speakers):
        shared[pk] += weight
    rows = [row for row in rows if row.pk in chosen or shared[row.pk]]
    rows.sort(key=lambda row: (row.pk not in chosen, -shared[row.pk], abs(row.dated_on - day)))
    return rows[:SHOWN]


def candidates(item, day, chosen):
    """Return the public news nearest to `day`, before and after, and what of `chosen` (keys) is."""
    others = NewsItem.objects.public().exclude(pk=item.pk)
    earlier = others.filter(dated_on__lte=day).order_by("-dated_on", "-published_at")
    later = others.filter(dated_on__gt=day).order_by("dated_on", "published_at")
    # Three lists of keys: were one of them a condition on each row, all news would be read.
    any_of = Q(pk__in=chosen)
    for neighbours in (earlier, later):
        any_of |= Q(pk__in=neighbours.values("pk")[:NEIGHBOURS])
    return others.filter(any_of).order_by("-published_at", "-pk")


def links(keys, item, organisations, speakers):
    """Return (key, weight) of all that ties the news `keys` to `item`, in one query.

    The search index knows radionuclides: each is one word there, however it is written.
    """
    named = NewsItem.organisations.through.objects.filter(
        newsitem__in=keys, organisation__in=organisations
    )
    spoken = Statement.objects.public().filter(item__in=keys, speaker__in=speakers)
    terms = SearchTerm.objects.filter(
        entry__source="newsitem",
        entry__source_id__in=keys,
        word__word__in=words_for_nuclides(item),
    )
    return (
        named.values_list("newsitem", Value(ORGANISATION))
        .order_by()
        .union(
            spoken.order_by().distinct().values_list("item", Value(SPEAKER)),
            terms.order_by().distinct().values_list("entry__source_id", Value(RADIONUCLIDES)),
            all=True,
        )
    )


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
    return {word for match in nuclides_in(". ".join(texts)) for word in match.words}
