"""Search boxes for related records that survive whatever is posted to them."""

from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    get_select2_language,
)

LONGEST = 18  # digits of a key; a longer number fits no column


class KeysOnly:
    """Shows a refused form again without asking the database for what is no key.

    It speaks the language of the page, not the one that was active when its form was declared.
    """

    i18n_name = property(lambda self: get_select2_language(), lambda self, value: None)

    def optgroups(self, name, value, attrs=None):
        keys = [v for v in map(str, value) if v.isdecimal() and len(v) <= LONGEST]
        return super().optgroups(name, keys, attrs)


class Search(KeysOnly, AutocompleteSelect):
    pass


class SearchSeveral(KeysOnly, AutocompleteSelectMultiple):
    pass
