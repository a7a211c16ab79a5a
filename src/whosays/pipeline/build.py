"""Order the annotators by what they require and provide."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from whosays.errors import PipelineError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.pipeline.annotator import Annotator
    from whosays.resources.resources import Resources
    from whosays.settings import Settings

ANNOTATORS = (
    "language",
    "syntax",
    "entities",
    "times",
    "places",
    "actors",
    "weapons",
    "figures",
    "coreference",
    "attribution",
    "events",
    "dating",
    "anchoring",
    "chains",
    "stance",
    "claims",
    "incidents_in_document",
)
"""Every task; the order of running follows from requires and provides, not from this list."""


def build_annotators(
    resources: Resources, settings: Settings, names: Sequence[str] = ANNOTATORS
) -> tuple[Annotator, ...]:
    """Build the named annotators and give them in an order that can run.

    Raises: PipelineError A301, A302, A303 where they do not fit together.
    """
    built = []
    for name in names:
        package = import_module(f"whosays.annotators.{name}")
        built.append(cast("Annotator", package.build(resources, settings)))
    return order_annotators(built)


def order_annotators(annotators: Sequence[Annotator]) -> tuple[Annotator, ...]:
    """Sort annotators so that each runs after those that provide what it requires.

    Stable: among those that may run, the first named runs first.
    """
    writer: dict[str, str] = {}
    for annotator in annotators:
        for layer in annotator.provides:
            if layer in writer:
                raise PipelineError("A302", layer=layer, first=writer[layer], second=annotator.name)
            writer[layer] = annotator.name
    for annotator in annotators:
        for layer in annotator.requires:
            if layer not in writer:
                raise PipelineError("A301", name=annotator.name, layer=layer)
    ordered: list[Annotator] = []
    waiting = list(annotators)
    have: set[str] = set()
    while waiting:
        ready = next((a for a in waiting if have.issuperset(a.requires)), None)
        if ready is None:
            raise PipelineError("A303", names=", ".join(a.name for a in waiting))
        waiting.remove(ready)
        ordered.append(ready)
        have.update(ready.provides)
    return tuple(ordered)
