"""Jinja2 for the public pages: what Django's own templates have, under the names they have there.

Why there are two languages: docs/decisions/jinja.md.
"""

from functools import lru_cache, partial

from django.template import Context, defaultfilters
from django.template.defaulttags import querystring
from django.templatetags.static import static
from django.utils import formats, translation
from jinja2 import Environment

from members.addresses import address
from members.models.texts import other_language
from members.templatetags import portal

DJANGO_FILTERS = ("capfirst", "filesizeformat", "linebreaks", "urlencode")
OUR_TAGS = ("entries", "fixed", "lang", "only_in", "sources", "tile")


class PageEnvironment(Environment):
    def make_globals(self, d):
        """Return what all templates know, as one dict: Jinja's chain of two is copied slowly."""
        return self.globals | d if d else self.globals


def environment(**options):
    """Return the environment Django asks for; `options` are its own, with those of the settings."""
    made = PageEnvironment(extensions=["jinja2.ext.i18n"], **options)
    made.install_gettext_callables(
        translation.gettext, translation.ngettext, pgettext=translation.pgettext
    )
    made.filters |= portal.register.filters | {"localize": formats.localize}
    made.filters |= {name: defaultfilters.register.filters[name] for name in DJANGO_FILTERS}
    made.globals |= {name: getattr(portal, name) for name in OUR_TAGS} | {
        "language": translation.get_language,
        "other_language": lambda: other_language(translation.get_language()),
        "querystring": partial(querystring, Context()),
        "static": lru_cache(static),
        "url": address,
    }
    return made
