"""A candidate attribution, before nesting is settled."""

from __future__ import annotations

from dataclasses import dataclass, field

from whosays.schema.span import Span


@dataclass(slots=True)
class Candidate:
    """One attribution being put together; spans are in text order.

    ``head`` is the token of the cue, -1 for none; ``weight`` decides between two candidates of
    the same stretch: the heavier stays. ``quotes`` are the quotations that its content took in;
    ``quoted_voice`` tells that it is said in the first or second person inside a quotation;
    ``within`` names the candidate that relays this one where spans alone do not show it.
    """

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    cue_class: str
    rule: str
    head: int = -1
    chain: bool = False
    weight: float = 1.0
    mode: str | None = None
    quotes: list[Span] = field(default_factory=list)
    quoted_voice: bool = False
    within: Candidate | None = None

    def covers(self, span: tuple[int, int]) -> bool:
        """Tell whether one stretch of content holds ``span``."""
        return any(c.start <= span[0] and span[1] <= c.end for c in self.content)

    def content_size(self) -> int:
        """Count the content's code points."""
        return sum(c.length() for c in self.content)

    def add_content(self, span: Span) -> None:
        """Take in one more stretch; stretches that touch or overlap are joined."""
        self.content = join_spans([*self.content, span])


def join_spans(spans: list[Span]) -> list[Span]:
    """Sort spans and join those that overlap or touch."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
