"""Places in both languages: "im Freistaat" is Saxony, and Bavaria is not."""

import re

from news.comparison.hints import Mention, blanked
from news.comparison.lexicon import table

FREE_STATES = ("saxony", "bavaria", "thuringia")
FREE_STATE = re.compile(r"\b(?:Freistaat(?:e?s)?|freistaatlich\w*|[Ff]ree [Ss]tate)\b")


def places_in(text, language):
    """Return the Mentions of places in `text`, and the text without the firm ones."""
    firm = table("places", "firm", language=language).find(text)
    soft = table("places", "soft", language=language)
    rest = blanked(text, [match.span() for match, _key in firm])
    mentions = [Mention("place", match[0], frozenset({key})) for match, key in firm]
    mentions += [
        Mention("place", m[0], frozenset({key}), soft=True) for m, key in soft.find_all(rest)
    ]
    return mentions + free_state(rest, {key for _match, key in firm}), rest


def free_state(text, states):
    """Return the free state that is meant: one of `states` (keys) beside it, else ours."""
    keys = frozenset(states & set(FREE_STATES)) or frozenset({"saxony"})
    return [Mention("place", match[0], keys, soft=True) for match in FREE_STATE.finditer(text)]
