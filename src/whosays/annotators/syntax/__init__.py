"""``annotators/syntax``: words, sentences, trees, vectors and the learnt heads' scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.annotators.syntax.annotate import SyntaxAnnotator
from whosays.annotators.syntax.tokeniser import Tokeniser
from whosays.models.analyser import Analyser
from whosays.models.registry import find_model

if TYPE_CHECKING:
    from whosays.resources.resources import Resources
    from whosays.settings import Settings

__all__ = ["build"]

MODEL = "en-reports"


def build(resources: Resources, settings: Settings) -> SyntaxAnnotator:  # noqa: ARG001
    """Load the English model and the tokeniser's lists.

    Raises: ModelError A501, A502; ResourceError A401, A402.
    """
    folder = find_model(resources.data / "models", MODEL)
    resources.note_hash(f"models/{folder.name}/{folder.version}", folder.sha256)
    return SyntaxAnnotator(Tokeniser(resources.table("en/tokens.toml")), Analyser(folder))
