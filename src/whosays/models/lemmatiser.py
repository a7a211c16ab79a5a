"""Lemmas of ``models``: a lexicon of (form, tag) first, then the longest known ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.models.edits import apply_script

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAX_ENDING = 5


class Lemmatiser:
    """Gives lemmas from a table made by ``training/lemmas.py``; word lists in it are strings.

    ``table["forms"]`` is tag → scripts → forms (several scripts where the training text had several
    lemmas, the most frequent first); ``table["endings"]`` tag → script → endings, "*" for the
    whole tag; ``table["known"]`` tag → scripts with the ends they cut ("l1+:d") → lemmas.
    """

    __slots__ = ("_endings", "_forms", "_known", "_seen")

    def __init__(self, table: Mapping[str, Mapping[str, Mapping[str, str]]]) -> None:
        self._forms = {
            tag: {f: tuple(s.split(" ")) for s, forms in by.items() for f in forms.split(" ")}
            for tag, by in table["forms"].items()
        }
        self._endings = {
            tag: {e: s for s, endings in by.items() for e in endings.split(" ")}
            for tag, by in table["endings"].items()
        }
        self._known = {
            tag: [
                (tuple(s.partition(":") for s in scripts.split(" ")), frozenset(lemmas.split(" ")))
                for scripts, lemmas in by.items()
            ]
            for tag, by in table["known"].items()
        }
        self._seen: dict[tuple[str, str], tuple[str, ...]] = {}

    def candidates(self, form: str, tag: str) -> tuple[str, ...]:
        """Give the scripts that may fit (at least one), the likeliest first."""
        key = (form, tag)
        known = self._seen.get(key)
        if known is None:
            low = form.lower().replace("’", "'")
            known = self._forms.get(tag, {}).get(low) or (self.guess(low, tag),)
            if len(self._seen) >= 60_000:
                self._seen.clear()
            self._seen[key] = known
        return known

    def guess(self, low: str, tag: str) -> str:
        """Give the script of the longest ending that the table knows for this tag.

        Where that gives no known lemma, but another of the tag's scripts does, it is that one:
        *faded* is of *fade*, not of *fad*.
        """
        script = self._by_ending(low, tag)
        for scripts, lemmas in self._known.get(tag, ()):
            if apply_script(low, script) not in lemmas:
                fitting = (s for s, _, end in scripts if low.endswith(end))
                return next((s for s in fitting if apply_script(low, s) in lemmas), script)
        return script

    def _by_ending(self, low: str, tag: str) -> str:
        endings = self._endings.get(tag, {})
        for length in range(min(MAX_ENDING, len(low)), 0, -1):
            script = endings.get(low[-length:])
            if script is not None:
                return script
        return endings.get("*", "l0+")

    def lemma(self, form: str, tag: str, preferred: Sequence[str] = ()) -> str:
        """Give the lemma; of several candidates the first of ``preferred`` that is one."""
        found = self.candidates(form, tag)
        script = found[0]
        if len(found) > 1:
            script = next((p for p in preferred if p in found), script)
        return apply_script(form, script).replace("’", "'")
