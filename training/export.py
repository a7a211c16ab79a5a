"""Write a model folder: int8 ONNX, labels, lemma table, tokenizer, card.

python -m training.export runs/c1/model.pt --bench ... --tokenizer tokenizer.json --out FOLDER
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training import corpora
from training.lemmas import build_table
from training.train import load

if TYPE_CHECKING:
    from training.labels import Labels
    from training.network import Analyser

INPUTS = ("ids", "shapes", "first", "last")
OUTPUTS = ("vectors", "tags", "arc", "label_dependent", "label_head")


class Exported(nn.Module):
    """The network as the package runs it: all linear heads in one product, no dropout."""

    def __init__(self, net: Analyser) -> None:
        super().__init__()
        self.net = net
        heads = list(net.heads.values())
        self.tag_weight = nn.Parameter(torch.cat([h.weight for h in heads]).T.contiguous())
        self.tag_bias = nn.Parameter(torch.cat([h.bias for h in heads]))
        # All four parser layers read the same vectors: one product, then cut.
        parts = (net.arc_dependent, net.arc_head, net.label_dependent, net.label_head)
        self.parser_weight = nn.Parameter(torch.cat([p.weight for p in parts]).T.contiguous())
        self.parser_bias = nn.Parameter(torch.cat([p.bias for p in parts]))
        self.sizes = [p.out_features for p in parts]
        self.arc_matrix = nn.Parameter(net.arc_tensor[:-1].clone())
        self.arc_bias = nn.Parameter(net.arc_tensor[-1].clone())

    def forward(
        self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        """Give what ``OUTPUTS`` names, for one window: no batch dimension, no padding."""
        net = self.net
        x = net.encoder(ids[None], shapes[None], first[None], last[None])
        tags = x @ self.tag_weight + self.tag_bias
        root = net.root.expand(x.shape[0], 1, -1)
        parser = torch.cat([root, x], 1) @ self.parser_weight + self.parser_bias
        parser = nn.functional.leaky_relu(parser, 0.1)
        dependent, head, label_dependent, label_head = parser.split(self.sizes, -1)
        product = dependent[:, 1:] @ self.arc_matrix + self.arc_bias
        arc = product @ head.transpose(1, 2)
        return x[0], tags[0], arc[0], label_dependent[0, 1:], label_head[0]


def write_onnx(net: Analyser, path: Path) -> float:
    """Export and check against torch; gives the largest difference of any score."""
    exported = Exported(net).eval()
    first, last = torch.tensor([1, 3, 4, 8, 10]), torch.tensor([2, 3, 7, 9, 18])
    example = (torch.randint(1000, 20000, (20,)), torch.randint(0, 12, (20,)), first, last)
    axes = {name: {0: "pieces"} for name in INPUTS[:2]}
    axes |= {name: {0: "words"} for name in (*INPUTS[2:], *OUTPUTS)}
    axes["arc"][1] = axes["label_head"][0] = "heads"
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            exported, example, str(path), dynamo=False, opset_version=17,
            input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
        )  # fmt: skip
        ours = exported(*example)
        theirs = net(*(t[None] for t in example))
    start, worst = 0, 0.0
    for name, head in net.heads.items():
        part = ours[1][:, start : start + head.out_features]
        worst = max(worst, float((part - theirs[name][0]).abs().max()))
        start += head.out_features
    return max(worst, float((ours[2] - theirs["arc"][0]).abs().max()))


def quantise(source: Path, target: Path) -> None:
    """Write int8 weights, per channel; activations are scaled at run time.

    Seven bits a weight: on processors without VNNI the eight-bit product saturates, and the
    same file would give other trees on other machines.
    """
    quantize_dynamic(
        source, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"], extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def write_folder(
    checkpoint: Path, bench: Path, tokenizer: Path, out: Path, notes: dict[str, str]
) -> None:
    """Write the model folder ``out``."""
    net, labels, state = load(checkpoint)
    net.eval()
    out.mkdir(parents=True, exist_ok=True)
    plain = out.parent / f".{out.name}.onnx"
    print("largest difference from torch:", write_onnx(net, plain))
    quantise(plain, out / "model.q8.onnx")
    plain.unlink()
    onnx.checker.check_model(str(out / "model.q8.onnx"))
    np.savez(out / "labels.npz", label_tensor=net.label_tensor.detach().numpy().astype(np.float16))
    _write_labels(labels, out)
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    treebanks = [
        *corpora.read_conllu(bench / "ud-ewt/en_ewt-ud-train.conllu", "ewt"),
        *corpora.read_gum_train(bench / "ud-gum/en_gum-ud-train.conllu"),
    ]
    table = json.dumps(build_table(treebanks), ensure_ascii=False, separators=(",", ":"))
    (out / "lemmas.json").write_text(table + "\n", encoding="utf-8")
    write_card(out, {"steps": str(state.get("step", "")), **notes}, net.shape.width)


def _write_labels(labels: Labels, out: Path) -> None:
    stored = {"heads": labels.heads, "deprel": labels.deprel}
    text = json.dumps(stored, ensure_ascii=False, indent=0)
    (out / "labels.json").write_text(text + "\n", encoding="utf-8")


def write_card(out: Path, notes: dict[str, str], width: int) -> None:
    """Write ``card.toml``: what the model is, its data and licence, and its files' hashes."""
    lines = [
        "[model]",
        f'name = "{out.parent.name}"',
        f'version = "{out.name}"',
        'weights = "model.q8.onnx"',
        f"width = {width}",
        f'exported = "{datetime.now(UTC):%Y-%m-%d}"',
        *(f'{k} = "{v}"' for k, v in notes.items()),
        "",
        Path(__file__).with_name("card_data.toml").read_text(encoding="utf-8").rstrip(),
        "",
        "[files]",
    ]
    for path in sorted(out.iterdir()):
        if path.name != "card.toml" and path.is_file():
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            lines.append(f'"{path.name}" = "{digest}"')
    (out / "card.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Export by the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--note", action="append", default=[], help="key=value for the card")
    options = parser.parse_args()
    notes = dict(n.partition("=")[::2] for n in options.note)
    write_folder(options.checkpoint, options.bench, options.tokenizer, options.out, notes)


if __name__ == "__main__":
    main()
