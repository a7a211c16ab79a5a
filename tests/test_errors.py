import pickle
import re

import pytest

from whosays.errors import MESSAGES, InputError


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_message_says_fact_cause_and_mend(code):
    message = MESSAGES[code]

    sentences = re.findall(r"[^.]*\.(?:\s|$)", re.sub(r"\{[^}]*\}|\.\w", "x", message))

    assert len(sentences) >= 3, message
    assert re.fullmatch(r"A[1-9]\d\d", code)


def test_an_error_crosses_a_process_border_whole():
    error = InputError("A101", path="report.txt")

    copy = pickle.loads(pickle.dumps(error))

    assert (copy.code, str(copy)) == ("A101", str(error))
    assert "report.txt" in str(error)
