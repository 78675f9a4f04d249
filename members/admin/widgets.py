"""Search boxes for related records that survive whatever is posted to them."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

LONGEST = 18  # digits of a key; a longer number fits no column


class KeysOnly:
    """Shows a refused form again without asking the database for what is no key."""

    def optgroups(self, name, value, attrs=None):
        keys = [v for v in map(str, value) if v.isdecimal() and len(v) <= LONGEST]
        return super().optgroups(name, keys, attrs)


class Search(KeysOnly, AutocompleteSelect):
    pass


class SearchSeveral(KeysOnly, AutocompleteSelectMultiple):
    pass
