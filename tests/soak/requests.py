"""Makes requests up: every address of the resolver, with arguments, parameters and forms."""

from urllib.parse import quote, urlencode

from django.urls import URLPattern, get_resolver

# What people, robots and attackers send; some of it is right somewhere.
WORDS = (
    "", "1", "0", "-1", "2", "99999999999999999999", "abc", "lu-177", "Lu-177", "zzz", "a" * 300,
    "de", "en", "2026", "2026-13-45", "2026-11-26", "31.02.2026", "pet", "offers", "press_release",
    "true", "on", "ä ö ü ß", "%", "%00", "\x00", "'\";--", "<script>", "../../etc/passwd", "\\",
    "🧪", "\u202e", "null", "[]", "{}", "1e999", "NaN", "1,2", "a:b", "?x=1&y=2", "http://x.example/",
    "//x.example", "=1+1", "\r\nX: y", "ı", "١٢",
)  # fmt: skip
NAMES = (
    "page", "p", "q", "kind", "year", "member", "use", "stage", "radionuclide", "town", "founding",
    "next", "language", "o", "e", "all", "_popup", "_to_field", "_changelist_filters", "is_listed",
    "id", "headline_de", "headline_en", "name", "email", "code", "password", "login", "action",
    "text", "body_de", "published_at_0", "published_at_1", "embargo_until_0", "_save", "post",
    "csrfmiddlewaretoken", "form-TOTAL_FORMS", "form-INITIAL_FORMS", "statements-TOTAL_FORMS",
    "statements-INITIAL_FORMS", "file", "reason", "decision", "organisation", "checked_on",
)  # fmt: skip
METHODS = ("GET",) * 8 + ("POST",) * 5 + ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH")
HEADERS = {
    "accept-encoding": ("gzip, br", "br;q=x", "*", "", ";;;"),
    "accept-language": ("de", "en;q=0.5, de", "xx", "*", "de" * 500),
    "if-none-match": ("*", 'W/"x"', '"', "x, y"),
    "if-modified-since": ("Thu, 26 Nov 2026 09:00:00 GMT", "never"),
    "referer": ("http://x.example/", "\\"),
    "x-forwarded-proto": ("https", "ftp"),
    "cookie": ("sessionid=x", "django_language=xx", "a", "=;=", "messages=x"),
    "range": ("bytes=0-1", "bytes=9-1"),
    "content-type": ("application/json", "multipart/form-data", "text/plain; charset=nonsense"),
}


def patterns(resolver=None, before=()):
    """Yield every address as a tuple of parts: a text, or a (converter, name) to be filled in."""
    for each in (resolver or get_resolver()).url_patterns:
        here = (*before, each.pattern)
        if isinstance(each, URLPattern):
            yield here
        else:
            yield from patterns(each, here)


def path(chance, parts, arguments):
    """Return an address of the pattern; `arguments` are those that lead somewhere."""
    text = "/"
    for pattern in parts:
        text += filled(chance, str(pattern), pattern, arguments)
    return text


def filled(chance, route, pattern, arguments):
    for name, converter in pattern.converters.items():
        wanted = f"<{type(converter).__name__.removesuffix('Converter').lower()}:{name}>"
        value = quote(str(chance.choice(arguments if chance.random() < 0.7 else WORDS)), safe="")
        for placeholder in (wanted, wanted.replace("string", "str"), f"<{name}>"):
            route = route.replace(placeholder, value)
    return route.replace("\\Z", "").lstrip("^")


def fields(chance):
    names = chance.choices(NAMES, k=chance.randint(0, 5))
    return [(name, chance.choice(WORDS)) for name in names]


def request(chance, every, arguments):
    """Return (method, address with query, fields of the form, headers)."""
    address = path(chance, chance.choice(every), arguments)
    if chance.random() < 0.5:
        address += f"?{urlencode(fields(chance), errors='surrogatepass')}"
    headers = {
        name: chance.choice(values) for name, values in HEADERS.items() if chance.random() < 0.1
    }
    return chance.choice(METHODS), address, dict(fields(chance)), headers
