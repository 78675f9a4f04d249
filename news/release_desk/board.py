"""The board of a news item: who was asked for which wording, and what came of it."""

from dataclasses import dataclass
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from members.models import Mandate
from news.comparison import Hint
from news.comparison.statements import known_names, of_statement
from news.models import Answer, AuthorisationRequest, NewsItem, Statement
from news.release_desk.pages import show_page
from news.release_desk.sides import state_of, with_states
from nuklid.base.letters.models import Letter
from nuklid.base.texts.bilingual import LANGUAGE_NAMES, LANGUAGES

ASK = "news.add_authorisationrequest"
LABELS = {
    "authorised": _("authorised"),
    "summary": _("reported speech"),
    "empty": _("no words"),
    "left_out": _("left out"),
    "withdrawn": _("withdrawn"),
    "not_asked": _("not asked"),
    "asked": _("asked"),
    "opened": _("opened"),
    "postponed": _("not decided yet"),
    "proposed": _("changed by the speaker"),
    "declined": _("declined"),
    "lapsed": _("lapsed: the wording changed"),
    "reworded": _("wording changed, not asked again yet"),
    # The other language changed, and one link is for both.
    "unlinked": _("link closed by the change, not asked again yet"),
    "revoked": _("authorisation revoked"),
}
SETTLED = {"authorised", "summary", "empty", "left_out", "withdrawn"}
OF_ANSWER: dict[str, str] = {
    Answer.Decision.CHANGED: "proposed",
    Answer.Decision.DECLINED: "declined",
    Answer.Decision.NOT_YET: "postponed",
}
OPEN = {"not_asked", "lapsed", "reworded", "unlinked", "revoked"}
WAITING = {"asked", "opened", "postponed"}


class Cell(NamedTuple):
    """One language of a statement; `state` is a key of LABELS."""

    language: str
    state: str

    @property
    def label(self):
        return LABELS[self.state]

    @property
    def language_name(self):
        return LANGUAGE_NAMES[self.language]


@dataclass
class Row:
    """A statement with its cells and the request that stands (None if nobody was asked)."""

    statement: Statement
    cells: list[Cell]
    request: AuthorisationRequest | None
    hints: list[Hint]

    def has(self, states):
        return any(cell.state in states for cell in self.cells)

    @property
    def given_answer(self):
        return self.request and self.request.standing_answer

    @property
    def is_settled(self):
        return all(cell.state in SETTLED for cell in self.cells)

    @property
    def is_waiting(self):
        return self.has(WAITING)

    @property
    def is_late(self):
        return self.is_waiting and self.request.is_late

    @property
    def is_open(self):
        """Tell whether the next to act is the office, by asking."""
        return self.has(OPEN) or (self.is_waiting and not self.request.is_open(self.statement))

    @property
    def is_to_remind(self):
        return self.is_waiting and not self.is_open

    @property
    def proposes(self):
        return self.has({"proposed"})

    @property
    def letters(self):
        """The letters that went, or did not go, for the standing request."""
        return (
            [x for x in (self.request.letter, self.request.reminder) if x] if self.request else []
        )

    def to_ask(self):
        """Return the languages that still need an authorisation."""
        return [cell.language for cell in self.cells if cell.state not in SETTLED]


def state(statement, language, auth_request):
    """Return the key of LABELS for one language of a statement and its standing request."""
    side_state = state_of(statement, language).state
    if side_state in ("authorised", "summary", "empty", "withdrawn"):
        return side_state
    if statement.left_out_reason:
        return "left_out"
    if not auth_request or language not in auth_request.languages():
        return "lapsed" if side_state == "changed" else "not_asked"
    if not auth_request.asks(statement, language):
        return "lapsed" if side_state == "changed" else "reworded"
    return state_of_request(auth_request, statement, language)


def state_of_request(auth_request, statement, language):
    """Return the key of LABELS for a language whose wording is still the one asked for."""
    answer = auth_request.standing_answer
    decision = answer.decision_in(language) if answer else ""
    if decision in ("", Answer.Decision.NOT_YET) and auth_request.is_outdated(statement):
        return "unlinked"
    if not answer:
        return "opened" if auth_request.opened_at else "asked"
    return OF_ANSWER.get(decision, "revoked")


def board(item):
    """Return the Rows of the quotations of a news item."""
    requests = AuthorisationRequest.objects.select_related("letter", "reminder", "asked_by")
    mandates = Mandate.objects.select_related("organisation")
    quotations = Statement.objects.filter(item=item, kind=Statement.Kind.VERBATIM)
    statements = with_states(quotations).prefetch_related(
        Prefetch("requests", requests.prefetch_related("answers")),
        Prefetch("speaker__mandates", mandates),
    )
    names = known_names()
    return [row(statement, names) for statement in statements.order_by("position", "pk")]


def row(statement, names):
    auth_request = next((r for r in statement.requests.all() if not r.revoked_at), None)
    cells = [Cell(language, state(statement, language, auth_request)) for language in LANGUAGES]
    return Row(statement, cells, auth_request, of_statement(statement, names))


def summary(rows):
    """Return {what: how many} of a board: quotes that are needed, done, late …, and letters."""
    letters = [letter for row in rows for letter in row.letters]
    needed = [r for r in rows if not r.has({"left_out"})]
    return {
        "needed": len(needed),
        "done": sum(r.is_settled for r in needed),
        "late": sum(r.is_late for r in needed),
        "waiting": sum(r.is_to_remind for r in needed),
        "proposed": sum(r.proposes for r in needed),
        "declined": sum(r.has({"declined"}) for r in needed),
        "open": sum(r.is_open for r in needed),
        "unsent": sum(letter.state == Letter.State.FAILED for letter in letters),
        "delayed": sum(letter.is_delayed for letter in letters),
    }


def board_page(request, item_pk):
    item = get_object_or_404(NewsItem, pk=item_pk)
    if not any(request.user.has_perm(f"news.{verb}_newsitem") for verb in ("view", "change")):
        raise PermissionDenied
    rows = board(item)
    may_ask = request.user.has_perm(ASK)
    return show_page(
        request,
        "board",
        _("Release desk"),
        item,
        rows=rows,
        summary=summary(rows),
        may_ask=may_ask,
    )
