"""Whatever an SVG is made of: what is kept of it draws, runs nothing and leads nowhere.

What a paint may still name elsewhere no browser fetches: logos are pictures, under a policy of
their own (see test_media).
"""

import re

from defusedxml.ElementTree import fromstring
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from nuklid.base.records.pictures import clean_logo
from tests.desk import upload

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:x="http://www.w3.org/1999/xhtml" viewBox="0 0 9 9">'
)
TAGS = (
    "g rect circle path text tspan defs use image a style script title desc metadata filter mask "
    "feImage feGaussianBlur linearGradient stop pattern marker clipPath symbol switch view animate "
    "set animateTransform mpath foreignObject x:script x:iframe x:img handler listener textPath"
).split()
NAMES = (
    "id class style href xlink:href src fill stroke filter mask clip-path marker-end onload onclick"
    " onbegin onfocus from to by values attributeName begin xml:base xmlns:y transform d x y width"
    " requiredExtensions externalResourcesRequired target rel font-family cursor"
).split()
VALUES = (
    "#a", "a", "9", "red", "url(#a)", "javascript:alert(1)", " java\tscript:alert(1)",
    "https://evil.example/x.svg#a", "//evil.example/x", "url(https://evil.example/x)", "/x.svg#a",
    "data:image/svg+xml;base64,PHN2Zy8+", "data:text/html,x", "data:image/png;base64,AAAA",
    "u\\72l(//evil.example)", "@import '//evil.example'", "color:url(//evil.example)",
    "href", "expression(alert(1))", "&#106;avascript:alert(1)", "onload", "M0 0L9 9",
)  # fmt: skip
ELSEWHERE = re.compile(r"\s*(?!data:image/png)(?:[a-z+.-]+:|//)", re.I)
leaves = st.sampled_from(
    ["", "Text", "&lt;script&gt;", "a{fill:url(//evil.example)}", "<!-- x -->"]
)


def element(inner):
    return st.builds(
        lambda tag, attributes, parts: "<{0} {1}>{2}</{0}>".format(
            tag, " ".join(f'{name}="{value}"' for name, value in attributes.items()), "".join(parts)
        ),
        st.sampled_from(TAGS),
        st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES), max_size=4),
        st.lists(inner, max_size=4),
    )


def bare(name):
    return name.rpartition("}")[2].lower()


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.recursive(leaves, element, max_leaves=12))
def test_of_any_svg_only_what_draws_is_kept(inside):
    try:
        kept = clean_logo(upload(f"{HEAD}{inside}</svg>".encode(), "x.svg")).read().decode()
    except ValidationError:
        return
    for each in fromstring(kept).iter():
        assert bare(each.tag) not in {"script", "foreignobject", "handler", "listener", "iframe"}
        assert each.tag.startswith("{http://www.w3.org/2000/svg}")
        for name, value in each.attrib.items():
            assert not bare(name).startswith("on"), kept
            assert bare(name) != "href" or not ELSEWHERE.match(value), kept
            assert not (bare(name) == "attributename" and bare(value) == "href"), kept
