"""whosays review: walk through what nobody has decided yet, or decide on one claim."""

from __future__ import annotations

import getpass
import json
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from whosays.cli.common import console, settings_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from whosays.ledger.ledger import Ledger
    from whosays.store.base import LedgerClaim
    from whosays.store.entries import LogEntry

_SHOWN = 200
"""The latest decisions are listed."""
_KEYS = "[a]ccept [r]eject [c]orrect [m]erge [s]plit [n]ote [u]ndo [enter] later [q]uit"


def review(
    claim: str | None = typer.Argument(None, help="A claim's id; default: the queue."),
    by: str | None = typer.Option(None, help="Your name; default: that of your account."),
    accept: bool = typer.Option(False, "--accept", help="It is coded rightly."),
    reject: bool = typer.Option(False, "--reject", help="It is no claim."),
    correct: str | None = typer.Option(
        None,
        help="FIELD=VALUE: stance=alleged, agents[0].country=UKR, agents[0]=null (away), "
        'agents[+]={"words": "border guards", "country": "UKR", "role": "MIL"} (added).',
    ),
    same: str | None = typer.Option(None, help="Another claim that tells of the same happening."),
    different: str | None = typer.Option(None, help="Another claim, of another happening."),
    comment: str | None = typer.Option(None, help="A remark."),
    undo: int | None = typer.Option(None, help="The number of the entry to take back."),
    reason: str = typer.Option("", help="Why."),
    differences: bool = typer.Option(
        False, "--differences", help="Where people and the present reading differ."
    ),
    decisions: bool = typer.Option(
        False, "--decisions", help="What people decided, the latest first, with its number."
    ),
    ledger: Path | None = typer.Option(None, help="Ledger file; default: in your data folder."),
) -> None:
    """Decide on claims: accept, reject, correct, merge, split, comment, undo. Nothing is lost.

    Example: whosays review c2f1a9b0 --correct stance=alleged --reason "they accuse"
    """
    from whosays.ledger.ledger import Ledger
    from whosays.schema.judgement import Verdict

    name = by or getpass.getuser()
    out = console()
    with Ledger(settings_for(ledger).ledger_path, create=False) as kept:
        work = kept.review
        if differences:
            for d in work.differences():
                out.print(
                    f"{d.claim} {d.field}: {d.by} says {json.dumps(d.person)}, the machine now "
                    f"{json.dumps(d.machine)}",
                    markup=False,
                )
            return
        if decisions:
            for entry in kept.log(people=True, limit=_SHOWN):
                out.print(_decision(entry), markup=False)
            return
        done: list[int] = []
        if undo is not None:
            done.append(work.undo(undo, by=name, reason=reason))
        if claim is not None:
            if accept:
                done.append(work.accept(claim, by=name, reason=reason))
            if reject:
                done.append(work.reject(claim, by=name, reason=reason))
            if correct is not None:
                field, value = _assignment(correct)
                done.append(work.correct(claim, field, value, by=name, reason=reason))
            if same is not None:
                done.append(work.judge(claim, same, Verdict.SAME, by=name, reason=reason))
            if different is not None:
                done.append(work.judge(claim, different, Verdict.DIFFERENT, by=name, reason=reason))
            if comment is not None:
                done.append(work.comment(claim, comment, by=name))
        if done:
            out.print("entered as " + ", ".join(map(str, done)))
            if undo is None:
                out.print(f"take it back: whosays review --undo {done[-1]}", markup=False)
        elif claim is not None:
            _walk(out, kept, [kept.claim(claim)], 1, name)
        elif undo is None:
            _walk(out, kept, work.queue(), work.count_queue(), name)


def _decision(entry: LogEntry) -> str:
    """Say one decision in a line: its number, when, by whom, what, why."""
    if entry.kind == "judgement":
        what = f"{entry.verdict} {entry.left_claim} {entry.right_claim}"
    elif entry.kind == "rating":
        what = f"{entry.action} {entry.source} {entry.grade or ''}"
    else:
        told = f"{entry.field}={entry.value}" if entry.field else ""
        what = f"{entry.action} {entry.claim_id or ''} {told}"
    if entry.undoes is not None:
        what += f" {entry.undoes}"
    parts = [str(entry.seq), entry.at, entry.by or "", " ".join(what.split())]
    if entry.reason:
        parts.append(f"({entry.reason})")
    if entry.is_undone:
        parts.append("[taken back]")
    return "  ".join(parts)


def _walk(out: Console, kept: Ledger, queue: Iterable[LedgerClaim], total: int, name: str) -> None:
    from whosays.errors import WhosaysError

    for n, row in enumerate(queue, 1):
        _show(out, kept, row, f"{n:,} of {total:,}")
        while True:
            key = typer.prompt(_KEYS, default="", show_default=False).strip().lower()[:1]
            if key == "q":
                return
            if not key:
                break
            try:
                if _decide(kept, row, key, name):
                    break
            except WhosaysError as error:
                out.print(str(error), style="red", markup=False)


def _decide(kept: Ledger, row: LedgerClaim, key: str, name: str) -> bool:
    """Enter one decision; give whether the walk goes on to the next claim."""
    work = kept.review
    if key == "a":
        work.accept(row.id, by=name)
        return True
    if key == "r":
        work.reject(row.id, by=name, reason=typer.prompt("why", default=""))
        return True
    if key == "c":
        field, value = _assignment(typer.prompt("FIELD=VALUE"))
        work.correct(row.id, field, value, by=name, reason=typer.prompt("why", default=""))
    elif key == "m":
        work.merge([row.id, typer.prompt("the other claim")], by=name)
    elif key == "s":
        work.split([row.id], by=name, reason=typer.prompt("why", default=""))
    elif key == "n":
        work.comment(row.id, typer.prompt("remark"), by=name)
    elif key == "u":
        work.undo(int(typer.prompt("entry")), by=name)
    return False


def _show(out: Console, kept: Ledger, row: LedgerClaim, place: str) -> None:
    from rich.text import Text

    from whosays.cli.common import sentence_forms
    from whosays.cli.pretty import context_text
    from whosays.pipeline.sentence import claim_sentence

    publisher = row.document.publisher
    out.rule(f"{place}  {row.id}  {row.document.name}")
    out.print(context_text(row.claim, row.text))
    said = claim_sentence(row.claim, row.text, sentence_forms(), publisher=publisher)
    out.print(Text(said, style="bold"))
    for decision in kept.review.history(row.id):
        undone = " (undone)" if decision.is_undone else ""
        out.print(Text(f"  {decision.seq} {decision.by}: {decision.words}{undone}", style="dim"))


def _assignment(text: str) -> tuple[str, object]:
    """Take FIELD=VALUE apart; a value that is no JSON is a plain word."""
    field, _, value = text.partition("=")
    try:
        return field.strip(), json.loads(value)
    except ValueError:
        return field.strip(), value.strip()
