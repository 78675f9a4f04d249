"""The language of the public pages: what it escapes, what it shares, and its one trap."""

import inspect

import pytest
from django.apps import apps
from django.core.paginator import Page
from django.forms import Form
from django.template import Context, Template, engines
from django.utils.translation import override
from jinja2 import nodes

from members.directory.filters import AddressFilter
from tests import factories as make

PAGES = engines["jinja2"].env
# Methods of one thing, plain facts of another: loop.index, paginator.count, stage.members, …
ELSEWHERE = {"index", "count", "members", "towns", "side"}
NASTY = '<script>alert("x")</script> & more'


def written(text, **context):
    return PAGES.from_string(text).render(context)


def is_called_by_name(owner):
    """Yield the names of methods of a class; a property or a column is read, not called."""
    for name, value in inspect.getmembers_static(owner):
        if inspect.isfunction(value) and not name.startswith("_"):
            yield name


def dotted(source):
    """Yield (name, whether it is called) of everything a template reads with a dot."""
    tree = PAGES.parse(source)
    called = {id(call.node) for call in tree.find_all(nodes.Call)}
    for found in tree.find_all(nodes.Getattr):
        yield found.attr, id(found) in called


def methods():
    owners = [*apps.get_models(), Page, Form, AddressFilter, *AddressFilter.__subclasses__()]
    return {name for owner in owners for name in is_called_by_name(owner)}


@pytest.mark.parametrize("template", PAGES.list_templates())
def test_a_method_is_called_for_without_that_it_is_true(template):
    source, *_ = PAGES.loader.get_source(PAGES, template)
    forgotten = {name for name, is_called in dotted(source) if not is_called} & methods()
    assert forgotten <= ELSEWHERE


def test_the_trap_is_seen():
    source = "{% if item.publish %}{{ item.withdraw() }}{% endif %}"
    assert set(dotted(source)) == {("publish", False), ("withdraw", True)}
    assert {"publish", "withdraw", "get_absolute_url", "has_next"} <= methods()


@pytest.mark.parametrize(
    "text",
    [
        "{{ nasty }}",
        "{{ nasty|linebreaks }}",
        "{{ nasty|capfirst }}",
        "{{ nasty|quoted('en') }}",
        "{{ nasty|quoted('en')|linebreaks }}",
        "{% trans name=nasty %}About {{ name }}{% endtrans %}",
        "{% trans n=2, name=nasty %}{{ name }}{% pluralize %}{{ name }}s{% endtrans %}",
        '{% from "parts.html" import reach %}{{ reach(nasty, nasty) }}',
        '{% from "parts.html" import initials %}{{ initials(nasty) }}',
    ],
)
def test_what_people_type_is_escaped(text):
    assert "<script" not in written(text, nasty=NASTY)
    assert "&lt;script" in written(text, nasty=NASTY)


def test_no_function_wants_the_context():
    """Calls do not go through it (PageCode)."""
    assert not [name for name, it in PAGES.globals.items() if hasattr(it, "jinja_pass_arg")]


def test_calls_of_all_forms_are_written():
    macro = "{% macro m(a, b=2) %}<{{ a }}{{ b }}{{ caller() if caller }}>{% endmacro %}"
    assert written(macro + "{{ m(1) }}{{ m('&', b=3) }}{{ m(*[4, 5]) }}") == "<12><&amp;3><45>"
    assert written(macro + "{% call m(1) %}{{ nasty }}{% endcall %}", nasty="&") == "<12&amp;>"


def test_each_language_has_its_own_words():
    for language, word in (("de", "Mitglieder"), ("en", "Members"), ("de", "Mitglieder")):
        with override(language):
            assert written("{{ _('Members') }}") == word


def test_a_part_looks_the_same_in_both_languages():
    django = Template('{% load portal %}{% part "reach" email "+49 351 1" %}')
    shown = django.render(Context({"email": NASTY}))
    page = '{% from "parts.html" import reach %}{{ reach(email, "+49 351 1") }}'
    assert shown == written(page, email=NASTY)
    assert 'href="tel:+493511"' in shown


@pytest.mark.django_db
def test_the_label_of_a_choice_is_in_the_language_of_the_page():
    item = make.published()
    with override("de"):
        assert written('{{ item|label("kind") }}', item=item) == item.get_kind_display()
        german = item.get_kind_display()
    with override("en"):
        assert written('{{ item|label("kind") }}', item=item) == item.get_kind_display() != german
