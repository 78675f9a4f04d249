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
    stored = ()  # records at hand, for which the database need not be asked

    def optgroups(self, name, value, attrs=None):
        keys = [key for key in map(str, value) if is_key(key)]
        records = {str(record.pk): record for record in self.stored}
        if not records.keys() >= set(keys):
            return super().optgroups(name, keys, attrs)
        label = self.choices.field.label_from_instance
        chosen = [(key, label(records[key])) for key in keys]
        blank = [] if self.is_required or self.allow_multiple_selected else [("", "")]
        options = [
            self.create_option(name, key, text, bool(key), index)
            for index, (key, text) in enumerate([*blank, *chosen])
        ]
        return [(None, options, 0)]


class Search(KeysOnly, AutocompleteSelect):
    pass


class SearchSeveral(KeysOnly, AutocompleteSelectMultiple):
    pass
