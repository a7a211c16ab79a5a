import hashlib

import pytest

from whosays.errors import ModelError
from whosays.models.registry import find_model


def _write(root, version, text="weights", *, hashed="weights"):
    folder = root / "toy" / version
    folder.mkdir(parents=True)
    (folder / "w.bin").write_text(text)
    digest = hashlib.sha256(hashed.encode()).hexdigest()
    (folder / "card.toml").write_text(f'[model]\nname = "toy"\n[files]\n"w.bin" = "{digest}"\n')


def test_the_highest_version_is_found(tmp_path):
    _write(tmp_path, "0.9")
    _write(tmp_path, "0.10")

    assert find_model(tmp_path, "toy").version == "0.10"
    assert find_model(tmp_path, "toy", "0.9").version == "0.9"


def test_a_missing_model_is_a501(tmp_path):
    with pytest.raises(ModelError) as caught:
        find_model(tmp_path, "toy")

    assert caught.value.code == "A501"


def test_a_changed_file_is_a502(tmp_path):
    _write(tmp_path, "1.0", "other")

    with pytest.raises(ModelError) as caught:
        find_model(tmp_path, "toy")

    assert caught.value.code == "A502"
