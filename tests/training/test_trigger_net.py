"""The fit of the trigger network: it learns, the same every time, and its weights can be read."""

from __future__ import annotations

import numpy as np
from training.trigger_net import Options, fit_nets, write_nets

from whosays.annotators.events.trigger_net import N_MARKS, TYPES, WordVectors, load_net, odds_of

WIDTH = 2


def vectors():
    return WordVectors(["raze", "burn"], np.array([[1, 0], [0, 1]], np.float32))


def documents():
    """Give texts in which one mark tells damage from no claim."""
    rng = np.random.default_rng(1)
    tokens = []
    for number in range(300):
        row = rng.normal(size=8 * WIDTH + N_MARKS).astype(np.float32)
        row[-1] = 3.0 if number % 2 else -3.0
        gold = [(0, "damage")] if number % 2 else []
        tokens.append({"net": row, "gold": gold, "others": ("raze", "burn")})
    tokens.append({"net": None, "gold": [], "others": ()})
    return [{"name": "a report", "tokens": tokens}]


def test_a_network_learns_what_tells_a_type_and_does_so_alike_each_time():
    options = Options(hidden=16, epochs=20, batch=32, rate=0.02)
    nets = fit_nets(documents(), vectors(), options, seeds=(3,))
    again = fit_nets(documents(), vectors(), options, seeds=(3,))
    rows = np.stack([t["net"] for t in documents()[0]["tokens"][:40]])
    odds = odds_of(rows, nets)[:, TYPES.index("damage")]

    assert np.array_equal(odds, odds_of(rows, again)[:, TYPES.index("damage")])
    assert odds[1::2].mean() > odds[::2].mean() + 1.0


def test_what_is_written_is_what_is_read(tmp_path):
    nets = fit_nets(documents(), vectors(), Options(hidden=8, epochs=1, batch=32), seeds=(0, 1))
    write_nets(nets, tmp_path / "net.npz")
    table = vectors()
    words = np.frombuffer(b"raze\nburn", np.uint8)
    np.savez(tmp_path / "v.npz", words=words, rows=np.eye(2, dtype=np.int8), scale=np.float32(1))

    read = load_net(tmp_path / "v.npz", tmp_path / "net.npz")

    assert read is not None
    assert read.vectors.row("burn") == table.row("burn") == 1
