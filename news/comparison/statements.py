"""The comparison for a statement, with the people and organisations the portal knows."""

from members.models import FormerName, Organisation, Person
from news.comparison import hints
from news.comparison.names import spoken

TITLES = ("Prof.", "Herrn", "Herr", "Frau", "Mrs.", "Mrs", "Dr.", "Mr.", "Ms.", "Dr", "Mr", "Ms")


def known_names():
    """Return a tuple for each person and organisation: all it may be called, as `spoken` does.

    Three queries.

    A family name alone is often a word ("Koch", "Mann"): only after a title it is a name.
    """
    people = Person.objects.values_list("given_name", "family_name")
    called = {
        pk: [name, legal]
        for pk, name, legal in Organisation.objects.values_list("pk", "name", "legal_name")
    }
    for pk, name in FormerName.objects.values_list("organisation", "name"):
        called[pk].append(name)
    organisations = [spoken(filter(None, names)) for names in called.values()]
    return organisations + [
        (f"{given} {family}".strip(), *(f"{title} {family}" for title in TITLES))
        for given, family in people
    ]


def names_at_hand(statement):
    """Return the same as `known_names`, of the statement's speaker and organisations alone."""
    names = [(row.name, row.legal_name) for row in statement.organisations.all()]
    return [*(spoken(filter(None, aliases)) for aliases in names), (statement.name_as_said,)]


def of_statement(statement, names=None):
    """Return the Hints for `statement`; pass `known_names()` along for several statements."""
    names = known_names() if names is None else names
    return hints(statement.text_de, statement.text_en, names)
