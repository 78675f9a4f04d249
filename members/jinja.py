"""Jinja2 for the public pages: what Django's own templates have, under the names they have there.

Why there are two languages: docs/decisions/jinja.md.
"""

from functools import lru_cache, partial

from django.template import Context, defaultfilters
from django.template.defaulttags import querystring
from django.templatetags.static import static
from django.utils import formats, translation
from jinja2 import Environment
from jinja2.compiler import CodeGenerator
from markupsafe import _escape_inner

from nuklid.base.pages.addresses import address
from nuklid.base.templatetags import portal
from nuklid.base.texts.bilingual import other_language

DJANGO_FILTERS = ("capfirst", "filesizeformat", "linebreaks", "urlencode")
OUR_TAGS = ("fixed", "lang", "only_in", "sources", "tile")


class PageCode(CodeGenerator):
    """Writes what a template calls and puts out as a programmer would: `escape(card(member))`.

    Jinja2 has every call go through the context, in case what is called wants it as an argument;
    none of our functions does. What a macro wrote is Markup already. Together a quarter of a page.
    """

    def visit_Call(self, node, frame, forward_caller=False):
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node, frame, finalize):
        self.write("environment.escape(")


class PageEnvironment(Environment):
    code_generator_class = PageCode

    @staticmethod
    def escape(value):
        """Return `value` as it is put out: as text, for it is only joined with its neighbours.

        To make Markup of each takes four times as long.
        """
        if type(value) is str:
            return _escape_inner(value)
        written = getattr(value, "__html__", None)
        return written() if written else _escape_inner(str(value))

    def make_globals(self, d):
        """Return what all templates know, as one dict: Jinja's chain of two is copied slowly."""
        return self.globals | d if d else self.globals


def gettext(message):
    return translated(translation.get_language(), message)


# A page says forty things of its own, the same on each.
@lru_cache(maxsize=2000)
def translated(language, message):
    return translation.gettext(message)


def environment(**options):
    """Return the environment Django asks for; `options` are its own, with those of the settings."""
    made = PageEnvironment(extensions=["jinja2.ext.i18n"], **options)
    made.install_gettext_callables(gettext, translation.ngettext, pgettext=translation.pgettext)
    made.globals["_"] = gettext  # that of the library wants the context
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
