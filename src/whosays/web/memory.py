"""Memory: what takes long to count is counted once, until the ledger or its incidents change."""

from __future__ import annotations

import threading
from collections import OrderedDict
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from whosays.ledger.ledger import Ledger
    from whosays.web.state import State

P = ParamSpec("P")
R = TypeVar("R")


def remembered(
    most: int,
) -> Callable[[Callable[Concatenate[Ledger, P], R]], Callable[Concatenate[State, P], R]]:
    """Let a count of a ledger be asked of the app's state, and remembered by what was asked.

    Where the parts of one page ask the same at once, the first counts and the others wait.
    ``most`` results are kept, those asked for last.
    """

    def wrap(make: Callable[Concatenate[Ledger, P], R]) -> Callable[Concatenate[State, P], R]:
        kept: OrderedDict[Any, R] = OrderedDict()
        busy: dict[Any, threading.Lock] = {}
        lock = threading.Lock()

        def found(state: State, /, *args: P.args, **kwargs: P.kwargs) -> R:
            ledger = state.ledger
            stamp = (ledger.counts()["entries"], state.keeper.generation)
            key = (ledger, stamp, args, tuple(sorted(kwargs.items())))
            with lock:
                if key in kept:
                    kept.move_to_end(key)
                    return kept[key]
                mine = busy.setdefault(key, threading.Lock())
            with mine:
                with lock:
                    if key in kept:
                        return kept[key]
                try:
                    value = make(ledger, *args, **kwargs)
                finally:
                    with lock:
                        busy.pop(key, None)
                with lock:
                    kept[key] = value
                    while len(kept) > most:
                        kept.popitem(last=False)
            return value

        update_wrapper(found, make)
        return found

    return wrap
