"""Time expressions: found and normalised as far as the text alone allows (layer ``times``).

Left out on purpose: *then, once, soon, meanwhile, later* by themselves; clauses that belong to an
expression (*two days after the fort fell* is *two days after*); nouns such as *era* and *campaign*;
numbers of a list that share one unit (*ten, fifteen and twenty years*); names of events (*D-Day*).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.times.annotate import TimesAnnotator
from whosays.annotators.times.grammar import load_grammar

if TYPE_CHECKING:
    from whosays.resources.resources import Resources
    from whosays.settings import Settings


def build(resources: Resources, settings: Settings) -> TimesAnnotator:
    """Load the rules of English and give the annotator."""
    del settings  # the grammar has no settings
    words = resources.table("en/times_words.toml")
    return TimesAnnotator(load_grammar(resources.table("en/times.toml"), words))
