"""Attribution: one link of source, cue and content."""

from __future__ import annotations

from dataclasses import dataclass

from whosays.schema.span import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link "SOURCE — CUE — CONTENT" as the text has it; lists, since quotations may be broken.

    ``source`` may be empty (passives); ``cue`` may be empty (*Kyiv: 40 drones downed*);
    ``content`` never is. ``quoted`` tells whether content stands in quotation marks;
    ``outermost`` whether no other attribution's content holds this one. ``parent`` is the index,
    within the layer, of the attribution whose content directly holds this one, None at the top.
    ``cue_class`` is the lexicon's class of the cue ("report", "estimate", "deny", "accuse",
    "believe", …), ``rule`` the id of the rule or model that found it.
    ``mode`` as in the codebook, as far as cue and source tell it, else None.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quoted: bool = False
    outermost: bool = True
    parent: int | None = None
    cue_class: str = ""
    mode: str | None = None
    rule: str = ""

    def __post_init__(self) -> None:
        """Check that something is attributed."""
        if not self.content:
            msg = "an attribution without content attributes nothing"
            raise ValueError(msg)
