"""A proposal as people read it: what it is about, and each field before and after."""

from typing import NamedTuple

from django.utils.text import capfirst

from members.models.proposed import MODELS, column_of, readable_value, takes_file
from nuklid.base.texts.differences import Run, word_difference


class Row(NamedTuple):
    """One field of a proposal. `old` and `new` as read, `runs` the words that differ.

    `final` is what the office made of it instead, "" if it took it or refused it as it was.
    """

    name: str
    label: str
    old: str
    new: str
    runs: list[Run]
    is_file: bool
    accepted: bool | None
    final: str


def comparison(proposal):
    """Return a Row for each field of `proposal`, in the order of the form."""
    ordered = [name for name in proposal.rule.columns if name in proposal.changes]
    return [row(proposal, name) for name in ordered]


def row(proposal, name):
    models, change = MODELS[proposal.rule.subject], proposal.changes[name]
    old, new = (readable_value(models, name, change[side]) for side in ("old", "new"))
    decision = proposal.decisions.get(name, {})
    return Row(
        name,
        capfirst(column_of(models, name)[1].verbose_name),
        old,
        new,
        word_difference(old, new) if change["old"] else word_difference("", new),
        takes_file(proposal.rule.subject, name),
        decision.get("accepted"),
        readable_value(models, name, decision["value"]) if "value" in decision else "",
    )
