from whosays.annotators.entities.annotate import merge_heads
from whosays.schema.analysis import LabelledSpan
from whosays.schema.mention import EntityMention
from whosays.schema.span import Span


def _span(first, last, label, head, score=0.9):
    return LabelledSpan(Span(first * 10, last * 10), first, last, label, head, score)


def test_the_leading_head_wins_where_heads_overlap():
    spans = [
        _span(0, 2, "Organisation", "entity_re3d", 0.4),
        _span(1, 3, "LOC", "entity_uner", 0.99),
        _span(5, 6, "LOC", "entity_uner", 0.99),
        _span(7, 8, "LOC", "entity_uner", 0.3),
    ]

    assert merge_heads(spans) == (
        EntityMention(Span(0, 20), "Organisation"),
        EntityMention(Span(50, 60), "Location"),
    )
