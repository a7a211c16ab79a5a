"""Warm: what pages without filters count is counted before it is asked for, in the background."""

from __future__ import annotations

import logging
import time
from functools import partial
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError
from whosays.schema.query import Query
from whosays.store.overview import CLOCKS, LANES
from whosays.web.map_marks import marks_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from whosays.web.state import State

_MANY = 10_000
"""With fewer claims a page counts at once."""
_STEP_ASIDE_S = 0.2
_log = logging.getLogger(__name__)


def warm(state: State, is_busy: Callable[[], bool], is_over: Callable[[], bool]) -> None:
    """Count for the pages over a large ledger, while no page is being made.

    ``is_over`` ends it between two counts.
    """
    from whosays.web.pages import claims, incidents, series, sources, timeline

    if state.ledger.counts()["current_claims"] <= _MANY:
        return
    every = Query(limit=None)
    lanes = [(clock, "none") for clock in CLOCKS] + [(CLOCKS[0], lane) for lane in LANES[1:]]
    work: list[Callable[[], object]] = [
        partial(marks_of, state, every),
        partial(claims.count_facets, state, every),
        *(partial(timeline.density, state, every, clock, lane) for clock, lane in lanes),
        partial(incidents.first_page, state, every),
        partial(sources.first_page, state, every),
        partial(series.first_page, state, every),
    ]
    for count in work:
        while is_busy() and not is_over():
            time.sleep(_STEP_ASIDE_S)
        if is_over():
            return
        try:
            count()
        except WhosaysError as error:
            _log.info("not counted ahead: %s", error)
