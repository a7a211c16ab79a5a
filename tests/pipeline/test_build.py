from dataclasses import dataclass

import pytest

from whosays.errors import PipelineError
from whosays.pipeline.build import order_annotators
from whosays.pipeline.run import annotate


@dataclass(frozen=True)
class Step:
    name: str
    requires: tuple[str, ...] = ()
    provides: tuple[str, ...] = ()
    gives: object = None

    def annotate(self, _document, _annotations):
        if isinstance(self.gives, Exception):
            raise self.gives
        return self.gives if self.gives is not None else dict.fromkeys(self.provides, 1)


def test_the_order_follows_from_what_is_required():
    steps = [Step("claims", ("events",), ("claims",)), Step("events", ("parse",), ("events",))]
    steps.append(Step("syntax", (), ("parse",)))

    assert [s.name for s in order_annotators(steps)] == ["syntax", "events", "claims"]


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([Step("events", ("parse",), ("events",))], "A301"),
        ([Step("one", (), ("parse",)), Step("two", (), ("parse",))], "A302"),
        ([Step("one", ("b",), ("a",)), Step("two", ("a",), ("b",))], "A303"),
    ],
    ids=["missing layer", "two writers", "circle"],
)
def test_annotators_that_do_not_fit_are_refused_before_anything_runs(steps, code):
    with pytest.raises(PipelineError) as caught:
        order_annotators(steps)

    assert caught.value.code == code


def test_a_failing_annotator_is_named_with_the_document(make_document):
    step = Step("events", (), ("events",), gives=KeyError("x"))

    with pytest.raises(PipelineError, match=r"events.*test\.txt") as caught:
        annotate(make_document("words"), [step])

    assert caught.value.code == "A305"


def test_an_undeclared_layer_is_refused(make_document):
    step = Step("events", (), ("events",), gives={"claims": ()})

    with pytest.raises(PipelineError) as caught:
        annotate(make_document("words"), [step])

    assert caught.value.code == "A306"
