"""Run: the only hand that writes layers."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from whosays.errors import PipelineError, WhosaysError
from whosays.schema.annotations import Annotations
from whosays.schema.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.pipeline.annotator import Annotator
    from whosays.schema.document import Document
    from whosays.schema.run import Run


def annotate(document: Document, annotators: Sequence[Annotator]) -> Annotations:
    """Run ``annotators`` in their order over ``document`` and give all layers.

    Raises: PipelineError A305 where an annotator fails, A306 where it writes other layers
    than it declares.
    """
    annotations = Annotations(document)
    for annotator in annotators:
        try:
            layers = annotator.annotate(document, annotations)
        except WhosaysError:
            raise
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            raise PipelineError(
                "A305", name=annotator.name, document=document.id, reason=reason
            ) from error
        if set(layers) != set(annotator.provides):
            found, wanted = ", ".join(sorted(layers)), ", ".join(sorted(annotator.provides))
            raise PipelineError("A306", name=annotator.name, found=found, wanted=wanted)
        annotations = annotations.with_layers(layers)
    return annotations


def reading_of(annotations: Annotations, run: Run) -> Reading:
    """Gather the layers of one document into its reading."""
    claims = tuple(
        dataclasses.replace(
            claim, incident=incident, because=claim.because + ((reason,) if reason else ())
        )
        for claim, incident, reason in zip(
            annotations.claims, annotations.incidents, annotations.incident_reasons, strict=True
        )
    )
    return Reading(
        document=annotations.document,
        published=annotations.published,
        attributions=annotations.attributions,
        times=annotations.anchored_times,
        places=annotations.places,
        actors=annotations.actors,
        weapons=annotations.weapons,
        figures=annotations.figures,
        entities=annotations.entities,
        coreference=annotations.coreference,
        claims=claims,
        run=run,
    )
