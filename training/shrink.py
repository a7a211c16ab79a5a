"""A smaller network from a larger one's weights: fewer layers, narrower inner layers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import torch

from training.network import Analyser

if TYPE_CHECKING:
    from torch import Tensor


def shrunk(net: Analyser, layers: int, piece_layers: int, inner: int) -> Analyser:
    """Give a network with the lower ``layers`` of ``net`` and ``inner`` units in each.

    Of a layer's inner units those stay that can move its output most: the product of the norms of
    what they read and what they write.
    """
    shape = replace(net.shape, layers=layers, piece_layers=piece_layers, inner=inner)
    if shape == net.shape:
        return net
    smaller = Analyser(shape)
    kept = smaller.state_dict()
    found = dict(net.state_dict())
    for index in range(layers):
        _cut_inner(found, f"encoder.layers.{index}", inner)
    found = {k: v for k, v in found.items() if k in kept and v.shape == kept[k].shape}
    smaller.load_state_dict({**kept, **found})
    return smaller


def _cut_inner(weights: dict[str, Tensor], stem: str, inner: int) -> None:
    up, down = weights[f"{stem}.up.weight"], weights[f"{stem}.down.weight"]
    if inner < len(up):
        strength = up.norm(dim=1) * down.norm(dim=0)
        units = torch.sort(torch.topk(strength, inner).indices).values
        weights[f"{stem}.up.weight"] = up[units]
        weights[f"{stem}.up.bias"] = weights[f"{stem}.up.bias"][units]
        weights[f"{stem}.down.weight"] = down[:, units]
