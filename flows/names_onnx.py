"""A trained network as an ONNX file: weights in 8 bits with a scale a channel, arithmetic in 32 bits.

Only the weights are rounded, never what flows through: so what is said of a text does not hang on what else is in the
batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from extractors.ner.signs import SIGNS
from extractors.ner.tags import TAGS
from flows.names_net import DILATIONS, Net

OPSET, IR = 17, 8


class _Graph:
    """Nodes and weights as they are added; every method gives the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []

    def add(self, kind: str, *inputs: str, **options: Any) -> str:
        name = f"{kind.lower()}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **options))
        return name

    def hold(self, array: NDArray[Any]) -> str:
        name = f"weight{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def table(self, array: NDArray[np.float32], indices: str) -> str:
        rounded, scale = _round(array, None)
        found = self.add("Gather", self.hold(rounded), indices)
        return self.add("DequantizeLinear", found, self.hold(scale))

    def convolve(self, found: str, layer: Any, size: int = 1) -> str:
        weight = layer.weight.detach().numpy()
        rounded, scale = _round(weight, 0)
        known = self.add("DequantizeLinear", self.hold(rounded), self.hold(scale), axis=0)
        reach = size * (weight.shape[2] - 1) // 2
        bias = self.hold(layer.bias.detach().numpy())
        return self.add(
            "Conv", found, known, bias, pads=[reach, reach], dilations=[size], kernel_shape=weight.shape[2:]
        )


def _round(array: NDArray[np.float32], axis: int | None) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    others = None if axis is None else tuple(at for at in range(array.ndim) if at != axis)
    scale = np.maximum(np.abs(array).max(axis=others), 1e-8).astype(np.float32) / np.float32(127)
    wide = scale if axis is None else scale.reshape([-1 if at == axis else 1 for at in range(array.ndim)])
    return np.clip(np.rint(array / wide), -127, 127).astype(np.int8), np.asarray(scale, np.float32)


def write_onnx(net: Net, characters: Sequence[str], version: str, path: Path) -> None:
    """Write the network; characters, tags and version stand inside."""
    graph = _Graph()
    held = graph.add("Cast", graph.add("Sign", "characters"), to=TensorProto.FLOAT)
    held = graph.add("Unsqueeze", held, graph.hold(np.array([1], np.int64)))
    both = [
        graph.table(net.character.weight.detach().numpy(), "characters"),
        graph.table(net.pair.weight.detach().numpy(), "pairs"),
    ]
    seen = graph.add("Transpose", graph.add("Concat", *both, axis=2), perm=[0, 2, 1])
    signs = graph.convolve(graph.add("Cast", "signs", to=TensorProto.FLOAT), net.sign)
    found = graph.add("Relu", graph.convolve(graph.add("Concat", seen, signs, axis=1), net.first))
    found = graph.add("Mul", found, held)
    for layer, size in zip(net.layers, DILATIONS, strict=True):
        found = graph.add("Add", found, graph.add("Relu", graph.convolve(found, layer, size)))
        found = graph.add("Mul", found, held)
    graph.add("Transpose", graph.convolve(found, net.last), perm=[0, 2, 1])
    graph.nodes[-1].output[0] = "scores"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_model(graph, characters, version).SerializeToString(deterministic=True))


def _model(graph: _Graph, characters: Sequence[str], version: str) -> Any:
    shape = ["rows", "width"]
    inputs = [
        helper.make_tensor_value_info("characters", TensorProto.INT32, shape),
        helper.make_tensor_value_info("pairs", TensorProto.INT32, shape),
        helper.make_tensor_value_info("signs", TensorProto.UINT8, ["rows", SIGNS, "width"]),
    ]
    output = helper.make_tensor_value_info("scores", TensorProto.FLOAT, [*shape, len(TAGS)])
    made = helper.make_graph(graph.nodes, "names", inputs, [output], graph.weights)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR)
    model.producer_name = "gongwen"
    helper.set_model_props(model, {"characters": "".join(characters), "tags": " ".join(TAGS), "version": version})
    onnx.checker.check_model(model)
    return model
