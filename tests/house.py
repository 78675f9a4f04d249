"""The house rules, each a small function from a file (path, text) to its offences."""

import ast
import re

LAYERS = ("nuklid.base", "members", "news", "nuklid", "tests")  # each imports what stands before it
# Inside an app: what a module of this role never imports.
ABOVE = {
    "models": {"forms", "views", "urls", "admin", "mail", "links"},
    "mail": {"forms", "views", "urls", "admin"},
    "links": {"forms", "views", "urls", "admin"},
    "forms": {"views", "urls", "admin"},
    "views": {"urls", "admin"},
    "admin": {"views", "urls"},
}
ROLES = {*ABOVE, "urls"}
# Split, so that this file does not hold what it forbids.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("debian", "org"))
)
MARKS_SAFE = {"mark_safe", "SafeString", "SafeText", "html_safe", "__html__"}


def imports(path, tree):
    """Yield (node, dotted module) for every import of a file, inside functions too.

    `from a import b` yields `a` and `a.b`: b may be a module. Relative ones are made absolute.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = path.parts[: -node.level] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield node, base
            yield from ((node, f"{base}.{alias.name}") for alias in node.names)


def layer(dotted):
    """Return the place in LAYERS of a dotted module, -1 for what is not ours."""
    if f"{dotted}.".startswith("nuklid.base."):
        return 0
    top = dotted.split(".")[0]
    return LAYERS.index(top) if top in LAYERS else -1


def role(dotted):
    """Return the role of a module of an app: "views" for `members.own_page.views` too, or ""."""
    words = dotted.split(".")[1].split("_") if "." in dotted else []
    return next((word for word in words if word in ROLES), "")


def module(path):
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def functions(tree):
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(function):
    return function.end_lineno - function.lineno + 1


# Rules about one Python file -----------------------------------------------------------------


def imports_no_layer_above(path, text):
    own = layer(module(path))
    return [name for _, name in imports(path, ast.parse(text)) if layer(name) > own >= 0]


def names_no_app_above(path, text):
    """Hold `"news.NewsItem"` in a foreign key or `get_model` to the same direction."""
    above = [name for name in LAYERS[:-1] if layer(name) > layer(module(path)) >= 0]
    constants = (n.value for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Constant))
    return [
        value
        for value in constants
        if isinstance(value, str)
        and re.match(rf"({'|'.join(above) or '(?!)'})[.:]\S+$", value)
        and layer(value)
    ]


def keeps_the_order_inside_its_app(path, text):
    app, above = path.parts[0], ABOVE.get(role(module(path)), set())
    return [
        name
        for _, name in imports(path, ast.parse(text))
        if name.split(".")[0] == app and role(name) in above
    ]


def explains_imports_inside_functions(path, text):
    lines = ["", *text.splitlines()]
    inside = {n for f in functions(ast.parse(text)) for n, _ in imports(path, f)}
    return [n.lineno for n in inside if "#" not in lines[n.lineno] + lines[n.lineno - 1]]


def imports_none_of_our_code(path, text):
    return [name for _, name in imports(path, ast.parse(text)) if layer(name) >= 0]


def has_no_junk_drawer(path, text):
    return sorted(
        {"common", "core", "helpers", "services", "utils"} & set(path.with_suffix("").parts)
    )


def has_at_most_300_lines(path, text):
    count = len(text.splitlines())
    return [f"{count} lines"] if count > 300 else []


def has_functions_of_at_most_40_lines(path, text):
    return [f"{f.name}: {length(f)}" for f in functions(ast.parse(text)) if length(f) > 40]


def marks_nothing_safe(path, text):
    named = (
        getattr(n, "id", None) or getattr(n, "attr", None) or getattr(n, "name", None)
        for n in ast.walk(ast.parse(text))
    )
    return sorted(MARKS_SAFE & {name for name in named if isinstance(name, str)})


def lists_form_fields(path, text):
    return [
        ast.unparse(n)
        for n in ast.walk(ast.parse(text))
        if isinstance(n, ast.Assign) and "__all__" in ast.unparse(n.value)
    ]


def does_no_work_in_signals(path, text):
    return [
        n for _, n in imports(path, ast.parse(text)) if re.search(r"\bsignals\b|\breceiver$", n)
    ]


# They can mean anything (house.md, Names).
HOMONYMS = frozenset(
    "told said asked held kept here found known made own plain named read answer place line "
    "standing one".split()
)
COLUMNS = {"place", "answer"}  # of models, where they are the field's word


def names_given(node):
    """Return the names that a node gives to a function, a parameter or an attribute."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return [node.name]
    if isinstance(node, ast.arg):
        return [node.arg]
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        return [node.attr]
    if isinstance(node, ast.ClassDef):
        targets = [getattr(s, "targets", [getattr(s, "target", None)]) for s in node.body]
        return [t.id for each in targets for t in each if isinstance(t, ast.Name)]
    return []


def has_no_homonyms(path, text):
    given = {name for node in ast.walk(ast.parse(text)) for name in names_given(node)}
    columns = COLUMNS if "models" in path.parts else set()
    return sorted(HOMONYMS & given - columns)


# Rules about one template, style sheet or any text -------------------------------------------


def escapes_everything(path, text):
    return re.findall(r"\|\s*safe(?:seq)?\b|{%-?\s*autoescape\s+(?:off|false)|\bMarkup\b", text)


def has_no_inline_style_or_script(path, text):
    script = r"<script(?![^>]*(?:\ssrc=|type=\"application/(?:ld\+)?json\"))[^>]*>"
    return re.findall(rf"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|javascript:|{script}", text)


def asks_no_foreign_host(path, text):
    foreign = r"[\"'\s(=]*(?:https?:)?//"
    fetched = rf"(?:\s(?:src|srcset|poster|data|action)\s*=|\burl\(|@import){foreign}[^\"'\s)]*"
    return re.findall(rf"{fetched}|<link\b[^>]*\shref={foreign}[^>]*", text)


def names_no_registry(path, text):
    return [host for host in REGISTRIES if host in text]
