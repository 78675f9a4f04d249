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
# Names with "_" that Django (models, storages), django-simple-history and NamedTuple document.
DOCUMENTED = {
    *("_meta", "_state", "_default_manager", "_base_manager", "_open", "_save"),
    *("_change_reason", "_history_user", "_history_date"),
    *("_asdict", "_fields", "_make", "_replace"),
}
SWITCHES = {"LOAD_TRUNCATED_IMAGES"}  # documented by Pillow as a module's attribute to be set
BY_STRING = {"getattr", "setattr", "hasattr", "delattr", "attrgetter", "import_string"}
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
    words = (part.split("_")[-1] for part in dotted.split(".")[1:])
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


def is_private(name):
    return name.startswith("_") and not name.startswith("__") and name not in DOCUMENTED


def has_private_part(dotted):
    return any(map(is_private, dotted.split(".")))


def imports_nothing_private(path, text):
    names = (name for _, name in imports(path, ast.parse(text)))
    return [name for name in names if layer(name) < 0 and has_private_part(name)]


def uses_nothing_private(path, text):
    """Refuse `rows._chain` and a method `_save_m2m`, which would take the place of a library's.

    Our own classes need no such names.
    """
    nodes = list(ast.walk(ast.parse(text)))
    used = [ast.unparse(n) for n in nodes if isinstance(n, ast.Attribute) and is_private(n.attr)]
    methods = [n for c in nodes if isinstance(c, ast.ClassDef) for n in functions(c)]
    return used + [method.name for method in methods if is_private(method.name)]


def names_nothing_private_in_strings(path, text):
    calls = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Call)]
    return [
        ast.unparse(call)
        for call in calls
        if called(call) in BY_STRING
        for argument in call.args
        if isinstance(argument, ast.Constant) and has_private_part(str(argument.value))
    ]


def called(call):
    return getattr(call.func, "id", None) or getattr(call.func, "attr", None)


def changes_no_library(path, text):
    """Refuse to set an attribute of what is imported: of a module, a class, an object in it."""
    tree = ast.parse(text)
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom)]
    aliases = [
        (alias.asname or alias.name.split(".")[0], getattr(n, "module", None) or alias.name)
        for n in nodes
        for alias in n.names
        if not getattr(n, "level", 0)
    ]
    foreign = {name for name, dotted in aliases if layer(dotted) < 0}
    set_there = [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Attribute) and not is_read(n) and n.attr not in SWITCHES
    ] + [n.args[0] for n in ast.walk(tree) if isinstance(n, ast.Call) and called(n) == "setattr"]
    return [ast.unparse(n) for n in set_there if root_of(n) in foreign]


def is_read(attribute):
    return isinstance(attribute.ctx, ast.Load)


def root_of(node):
    """Return the name at which an expression such as `a.b.c` begins, or ""."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return getattr(node, "id", "")


def has_no_junk_drawer(path, text):
    return sorted(
        {"common", "core", "helpers", "services", "utils"} & set(path.with_suffix("").parts)
    )


def has_at_most_300_lines(path, text):
    """A model with its QuerySet is one file, of at most 450 lines."""
    count, most = len(text.splitlines()), 450 if "models" in path.parts else 300
    return [f"{count} lines"] if count > most else []


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
# Where they are the field's word: columns of models; a line and a place of a release, and a name as
# it was found there.
FIELDS_WORDS = {"models": {"place", "answer"}, "intake": {"line", "place", "found"}}


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
    allowed = {word for room in path.parts for word in FIELDS_WORDS.get(room, ())}
    return sorted(HOMONYMS & given - allowed)


# Rules about one template, style sheet or any text -------------------------------------------


def escapes_everything(path, text):
    return re.findall(r"\|\s*safe(?:seq)?\b|{%-?\s*autoescape\s+(?:off|false)|\bMarkup\b", text)


def has_short_lines(path, text):
    return [line for line in text.splitlines() if len(line) >= 120]


def has_no_inline_style_or_script(path, text):
    script = r"<script(?![^>]*(?:\ssrc=|type=\"application/(?:ld\+)?json\"))[^>]*>"
    return re.findall(rf"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|javascript:|{script}", text)


def asks_no_foreign_host(path, text):
    foreign = r"[\"'\s(=]*(?:https?:)?//"
    fetched = rf"(?:\s(?:src|srcset|poster|data|action)\s*=|\burl\(|@import){foreign}[^\"'\s)]*"
    return re.findall(rf"{fetched}|<link\b[^>]*\shref={foreign}[^>]*", text)


def names_no_registry(path, text):
    return [host for host in REGISTRIES if host in text]
