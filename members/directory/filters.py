"""What narrows a list: forms over what stands in the address.

Not django-filter: its filters narrow QuerySets, ours count facets in rows that were read once.
"""

from collections import Counter
from itertools import chain, combinations
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nuklid.base.texts.words import fold

MOST = 40  # members in a list to choose from; among more, one writes a part of the name
NAMED = 3  # of the members that are found so, so many are named
LONGEST = 120  # letters; no name has more
TOLD = 40  # letters of a value that nobody offers are repeated


class Choice(forms.ChoiceField):
    """A list to choose from, "" for all; a value nobody offers is refused by its name."""

    default_error_messages = {
        "invalid_choice": _("“%(value)s” is not in this list. Choose an entry.")
    }

    def __init__(self, label):
        super().__init__(label=label, required=False)

    def validate(self, value):
        if value and not self.valid_value(value):
            params = {"value": Truncator(value).chars(TOLD + 1)}
            raise ValidationError(self.error_messages["invalid_choice"], params=params)


class PartOfName(forms.CharField):
    """Finds one or more of `members`, pairs (slug, name), by a part of the name or by the slug.

    `text` is what stands in the address. The help says which members were found, if several were.
    """

    def __init__(self, text, members):
        self.matches = members_meant_by(text.strip(), members) if text else []
        super().__init__(
            label=_("Member (part of the name)"),
            required=False,
            help_text=name_members(self.matches) if len(self.matches) > 1 else "",
        )

    def clean(self, value):
        """Return the slug of the one member that is meant; what was asked for if it means more."""
        text = super().clean(value)
        if text and not self.matches:
            raise ValidationError(
                gettext("No member here is called that. Write a part of the name.")
            )
        return self.matches[0][0] if len(self.matches) == 1 else text

    def bound_data(self, data, initial):
        """Return what stands in the field: the name of the one member that is meant."""
        return self.matches[0][1] if len(self.matches) == 1 else data


def members_meant_by(text, members):
    """Return the `members` with this slug, else this name, else a name that holds it."""
    if len(text) > LONGEST:
        return []
    part = fold(text)
    names = [(member, fold(member[1])) for member in members]
    ways = (
        [member for member in members if member[0] == text],
        [member for member, name in names if part == name],
        [member for member, name in names if part and part in name],
    )
    return next(filter(None, ways), [])


def name_members(members):
    names = ", ".join(name for _slug, name in members[:NAMED])
    more = len(members) - NAMED
    if more > 0:
        return gettext("Found: %(names)s and %(count)d more") % {"names": names, "count": more}
    return gettext("Found: %(names)s") % {"names": names}


class AddressFilter(forms.Form):
    """Choices taken from an address (a QueryDict)."""

    def offer(self, name, choices):
        self.fields[name].choices = [("", gettext("All")), *choices]

    def offer_members(self, members):
        """Offer `members`, a QuerySet of organisations: a list, or a field if they are many.

        The cost of the list does not grow with them: without a choice no more are asked for.
        """
        text = self.data.get("member", "")
        pairs = members.order_by().values_list("slug", "name")
        pairs = sorted(pairs if text else pairs[: MOST + 1], key=lambda pair: pair[1].casefold())
        if len(pairs) > MOST:
            self.fields["member"] = PartOfName(text, pairs)
        else:
            self.offer("member", pairs)

    @cached_property
    def chosen(self):
        """Return what narrows, by name, as the address says it; what is refused does not."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def members(self):
        """Return the slugs of the chosen members."""
        matches = getattr(self.fields["member"], "matches", [])
        return [slug for slug, _name in matches] or [self.chosen["member"]]

    def query(self, page=1):
        """Return the end of an address that keeps what is chosen and the page, or ""."""
        params = self.chosen | ({"page": page} if page > 1 else {})
        return f"?{urlencode(params)}" if params else ""


class FacetFilter(AddressFilter):
    """Narrows `listings`, read once; each choice says how many it leaves beside the others.

    A listing `meets(chosen)` or not, and has the `values(facet, chosen)` under which it is met.
    `labels` are {facet: {value: label}}.
    """

    listings: list
    labels: dict[str, dict]

    def offer_counted(self):
        """Offer of each facet what there is, with its number."""
        for facet, labels in self.labels.items():
            self.offer(facet, labels.items())
        self.numbers = {facet: self.counts(facet) for facet in self.labels}
        for facet in self.labels:
            self.offer(facet, self.counted(facet))

    def without(self, *facets):
        """Return what is chosen in all the other facets."""
        return {name: value for name, value in self.chosen.items() if name not in facets}

    def matches(self, chosen):
        if not chosen:
            return self.listings
        return [listing for listing in self.listings if listing.meets(chosen)]

    def counts(self, facet):
        """Return for each value of `facet` how many entries it leaves beside the other choices."""
        others = self.without(facet)
        rest = self.matches(others)
        return Counter(chain.from_iterable(listing.values(facet, others) for listing in rest))

    def counted(self, facet):
        counts = self.numbers[facet]
        for value, label in self.labels[facet].items():
            if counts[value] or value == self.chosen.get(facet):
                yield value, f"{label} ({counts[value]})"

    def looser(self):
        """Return (choices, number of entries, query) for what is worth leaving out.

        Leaves out as few choices as possible: one, else two together, and so on.
        """
        for most in range(1, len(self.chosen) + 1):
            ways = [self.way(left_out) for left_out in combinations(self.chosen, most)]
            if found := [way for way in ways if way[1]]:
                return found
        return []

    def way(self, left_out):
        rest = self.without(*left_out)
        choices = (f"{self.fields[f].label}: {self.labels[f][self.chosen[f]]}" for f in left_out)
        return " + ".join(choices), len(self.matches(rest)), f"?{urlencode(rest)}"
