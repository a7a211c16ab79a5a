"""The analyser's network: a BERT encoder of our own writing with one head a task.

Weights of the encoder are read from a safetensors file in the usual BERT naming.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from whosays.models.pieces import N_SHAPES

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network; ``heads`` are (name, number of labels)."""

    heads: tuple[tuple[str, int], ...]
    n_deprels: int
    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    inner: int = 1536
    attention_heads: int = 12
    layers: int = 6
    piece_layers: int = 6
    """The first layers read pieces; the others read words: a third fewer places to compute."""
    arc_width: int = 256
    label_width: int = 64

    def as_dict(self) -> dict[str, object]:
        """Give plain values, to be saved beside the weights."""
        return asdict(self)


class Layer(nn.Module):
    """One transformer layer, normalised after each residual as in BERT."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.n_heads = shape.attention_heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm_1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm_2 = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, h: Tensor, bias: Tensor | None) -> Tensor:
        """``h`` (batch, pieces, width); ``bias`` (batch, 1, 1, pieces): 0, or -1e4 at padding."""
        batch, pieces, width = h.shape
        qkv = self.qkv(h).reshape(batch, pieces, 3, self.n_heads, width // self.n_heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        mixed = mixed.transpose(1, 2).reshape(batch, pieces, width)
        h = self.norm_1(h + self.drop(self.out(mixed)))
        return self.norm_2(h + self.drop(self.down(F.gelu(self.up(h)))))


class Encoder(nn.Module):
    """Pieces → words: the learnt mix of the outputs of all layers."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.piece_layers = shape.piece_layers
        self.word = nn.Embedding(shape.vocabulary, shape.width)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.kind = nn.Parameter(torch.zeros(shape.width))
        self.shape_embedding = nn.Embedding(N_SHAPES, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.mix = nn.Parameter(torch.zeros(shape.layers))
        self.drop = nn.Dropout(dropout)
        nn.init.normal_(self.shape_embedding.weight, 0, 0.02)

    def forward(
        self,
        ids: Tensor,
        shapes: Tensor,
        first: Tensor,
        last: Tensor,
        masks: tuple[Tensor, Tensor] | None = None,
    ) -> Tensor:
        """Give word vectors (batch, words, width).

        ``ids`` and ``shapes`` are (batch, pieces), ``first`` and ``last`` (batch, words), int64;
        ``masks`` are 1 at pieces and words that are no padding, None where nothing is.
        """
        places = torch.arange(ids.shape[1], device=ids.device)
        h = self.word(ids) + self.shape_embedding(shapes) + self.position(places)[None] + self.kind
        h = self.drop(self.norm(h))
        bias = word_bias = None
        if masks is not None:
            bias, word_bias = (((1.0 - m.to(h.dtype)) * -1e4)[:, None, None, :] for m in masks)
        weights = torch.softmax(self.mix, 0)
        mixed = torch.zeros_like(h)
        for index, layer in enumerate(self.layers):
            if index == self.piece_layers:
                h, mixed, bias = pool(h, first, last), pool(mixed, first, last), word_bias
            h = layer(h, bias)
            mixed = mixed + weights[index] * h
        return pool(mixed, first, last) if self.piece_layers == len(self.layers) else mixed

    def load_bert(self, path: Path) -> None:
        """Read the weights of a BERT model; layers beyond ours are left out."""
        weights = load_file(path)
        get = lambda name: weights[name]  # noqa: E731
        self.word.weight.data.copy_(get("embeddings.word_embeddings.weight"))
        self.position.weight.data.copy_(get("embeddings.position_embeddings.weight"))
        self.kind.data.copy_(get("embeddings.token_type_embeddings.weight")[0])
        _copy(self.norm, weights, "embeddings.LayerNorm")
        for index, layer in enumerate(self.layers):
            assert isinstance(layer, Layer)
            stem = f"encoder.layer.{index}"
            for part in ("weight", "bias"):
                three = [
                    get(f"{stem}.attention.self.{n}.{part}") for n in ("query", "key", "value")
                ]
                getattr(layer.qkv, part).data.copy_(torch.cat(three))
            _copy(layer.out, weights, f"{stem}.attention.output.dense")
            _copy(layer.norm_1, weights, f"{stem}.attention.output.LayerNorm")
            _copy(layer.up, weights, f"{stem}.intermediate.dense")
            _copy(layer.down, weights, f"{stem}.output.dense")
            _copy(layer.norm_2, weights, f"{stem}.output.LayerNorm")


def pool(h: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """Give a vector a word: the mean of its first and its last piece."""
    size = (-1, -1, h.shape[-1])
    starts = torch.gather(h, 1, first.unsqueeze(-1).expand(*size))
    ends = torch.gather(h, 1, last.unsqueeze(-1).expand(*size))
    return (starts + ends) * 0.5


def _copy(module: nn.Linear | nn.LayerNorm, weights: dict[str, Tensor], stem: str) -> None:
    module.weight.data.copy_(weights[f"{stem}.weight"])
    module.bias.data.copy_(weights[f"{stem}.bias"])


class Analyser(nn.Module):
    """The encoder with linear heads over words and a biaffine parser (Dozat & Manning 2017)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.drop = nn.Dropout(0.2)
        self.heads = nn.ModuleDict({n: nn.Linear(shape.width, k) for n, k in shape.heads})
        self.root = nn.Parameter(torch.randn(shape.width) * 0.02)
        self.arc_dependent = nn.Linear(shape.width, shape.arc_width)
        self.arc_head = nn.Linear(shape.width, shape.arc_width)
        self.label_dependent = nn.Linear(shape.width, shape.label_width)
        self.label_head = nn.Linear(shape.width, shape.label_width)
        self.activate = nn.Sequential(nn.LeakyReLU(0.1), nn.Dropout(0.33))
        self.arc_tensor = nn.Parameter(torch.zeros(shape.arc_width + 1, shape.arc_width))
        side = shape.label_width + 1
        self.label_tensor = nn.Parameter(torch.randn(shape.n_deprels, side, side) * 0.02)
        nn.init.xavier_uniform_(self.arc_tensor)

    def forward(
        self,
        ids: Tensor,
        shapes: Tensor,
        first: Tensor,
        last: Tensor,
        masks: tuple[Tensor, Tensor] | None = None,
    ) -> dict[str, Tensor]:
        """Give each head's scores (batch, words, labels), and of the parser ``arc`` (batch, words,
        1 + words; column 0 is the root) and the two label factors.
        """
        x = self.drop(self.encoder(ids, shapes, first, last, masks))
        out: dict[str, Tensor] = {name: head(x) for name, head in self.heads.items()}
        with_root = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        dependent = self.activate(self.arc_dependent(x))
        heads = self.activate(self.arc_head(with_root))
        product = dependent @ self.arc_tensor[:-1] + self.arc_tensor[-1]
        out["arc"] = product @ heads.transpose(1, 2)
        out["label_dependent"] = self.activate(self.label_dependent(x))
        out["label_head"] = self.activate(self.label_head(with_root))
        return out

    def label_scores(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Give (n, deprels) for n pairs of label factors, each (n, label_width)."""
        one = dependent.new_ones(dependent.shape[0], 1)
        left, right = torch.cat([dependent, one], 1), torch.cat([head, one], 1)
        side = right.shape[1]
        flat = self.label_tensor.permute(1, 0, 2).reshape(side, -1)
        return torch.einsum("nle,ne->nl", (left @ flat).reshape(len(left), -1, side), right)
