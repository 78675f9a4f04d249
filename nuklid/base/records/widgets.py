"""Search boxes for related records that survive whatever is posted to them."""

from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    get_select2_language,
)

from nuklid.base.records.checking import is_key


class KeysOnly:
    """Shows a refused form again without asking the database for what is no key.

    It speaks the language of the page, not the one that was active when its form was declared.
    """

    i18n_name = property(lambda self: get_select2_language(), lambda self, value: None)

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [key for key in map(str, value) if is_key(key)], attrs)


class Search(KeysOnly, AutocompleteSelect):
    pass


class SearchSeveral(KeysOnly, AutocompleteSelectMultiple):
    pass
