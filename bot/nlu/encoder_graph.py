"""all-MiniLM-L6-v2 as an ONNX graph, built straight from its published weights: no torch, no TensorFlow."""

import logging
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file

LAYERS, HEADS, WIDTH = 6, 12, 384
EPSILON = 1e-12
_HEAD_WIDTH = WIDTH // HEADS


def write_graph(weights: Path, file: Path) -> None:
    """Write the model from token ids and mask to one sentence vector, the mean of the tokens.

    The large matrices are kept in whole numbers of seven bits, which costs next to no accuracy.
    """
    graph = _Graph(load_file(str(weights)))
    hidden = graph.embeddings()
    for layer in range(LAYERS):
        hidden = graph.layer(f"encoder.layer.{layer}.", hidden)
    graph.mean(hidden)
    exact = file.with_suffix(".exact")
    onnx.save(graph.model(), str(exact))
    # A third of the time. Seven bits of eight, since without VNNI a processor's sums overflow at eight.
    kind = {"per_channel": True, "reduce_range": True, "weight_type": QuantType.QInt8}
    logging.disable(logging.WARNING)  # its advice on graphs that other tools have exported
    quantize_dynamic(exact, file, op_types_to_quantize=["MatMul"], **kind)
    logging.disable(logging.NOTSET)
    exact.unlink()


class _Graph:
    """Collects nodes and constants; each method adds a part and returns the name of its result."""

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}

    def embeddings(self) -> str:
        words = self._node("Gather", self._weight("embeddings.word_embeddings.weight"), "ids")
        length = self._node("Gather", self._node("Shape", "ids"), self._constant("one", np.array([1])))
        rows = self._node(
            "Slice",
            self._weight("embeddings.position_embeddings.weight"),
            self._constant("zero", np.array([0])),
            length,
            self._constant("zero", np.array([0])),
        )
        first_type = self._constant("type", self._weights["embeddings.token_type_embeddings.weight"][0])
        summed = self._node("Add", self._node("Add", words, rows), first_type)
        self._attention_bias()
        return self._norm("embeddings.LayerNorm.", summed)

    def layer(self, prefix: str, hidden: str) -> str:
        attended = self._dense(prefix + "attention.output.dense.", self._attention(prefix, hidden))
        middle = self._norm(prefix + "attention.output.LayerNorm.", self._node("Add", attended, hidden))
        inner = self._gelu(self._dense(prefix + "intermediate.dense.", middle))
        outer = self._dense(prefix + "output.dense.", inner)
        return self._norm(prefix + "output.LayerNorm.", self._node("Add", outer, middle))

    def mean(self, hidden: str) -> None:
        """The mean over the tokens that are not padding."""
        weight = self._node("Unsqueeze", self._mask, self._constant("last", np.array([-1])))
        axes = self._constant("one", np.array([1]))
        total = self._node("ReduceSum", self._node("Mul", hidden, weight), axes, keepdims=0)
        count = self._node("ReduceSum", weight, axes, keepdims=0)
        self._nodes.append(helper.make_node("Div", [total, count], ["vector"]))

    def model(self) -> onnx.ModelProto:
        shape = ["batch", "tokens"]
        inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in ("ids", "mask")]
        output = helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["batch", WIDTH])
        graph = helper.make_graph(self._nodes, "encoder", inputs, [output], list(self._constants.values()))
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)

    def _attention_bias(self) -> None:
        """A large negative number where the mask is 0, shaped to be added to the attention scores."""
        self._mask = self._node("Cast", "mask", to=TensorProto.FLOAT)
        hidden = self._node("Sub", self._constant("unit", np.float32(1)), self._mask)
        scaled = self._node("Mul", hidden, self._constant("minus", np.float32(-1e4)))
        self._bias = self._node("Unsqueeze", scaled, self._constant("axes", np.array([1, 2])))

    def _attention(self, prefix: str, hidden: str) -> str:
        query = self._heads(prefix + "attention.self.query.", hidden, (0, 2, 1, 3))
        key = self._heads(prefix + "attention.self.key.", hidden, (0, 2, 3, 1))
        value = self._heads(prefix + "attention.self.value.", hidden, (0, 2, 1, 3))
        scale = self._constant("scale", np.float32(1 / np.sqrt(_HEAD_WIDTH)))
        scores = self._node("Mul", self._node("MatMul", query, key), scale)
        weights = self._node("Softmax", self._node("Add", scores, self._bias), axis=-1)
        context = self._node("Transpose", self._node("MatMul", weights, value), perm=(0, 2, 1, 3))
        return self._node("Reshape", context, self._constant("joined", np.array([0, 0, WIDTH])))

    def _heads(self, prefix: str, hidden: str, order: tuple[int, ...]) -> str:
        parts = self._constant("parts", np.array([0, 0, HEADS, _HEAD_WIDTH]))
        return self._node("Transpose", self._node("Reshape", self._dense(prefix, hidden), parts), perm=order)

    def _dense(self, prefix: str, hidden: str) -> str:
        matrix = self._constant(prefix + "matrix", self._weights[prefix + "weight"].T)
        return self._node("Add", self._node("MatMul", hidden, matrix), self._weight(prefix + "bias"))

    def _norm(self, prefix: str, hidden: str) -> str:
        scale, bias = self._weight(prefix + "weight"), self._weight(prefix + "bias")
        return self._node("LayerNormalization", hidden, scale, bias, axis=-1, epsilon=EPSILON)

    def _gelu(self, hidden: str) -> str:
        root = self._constant("root", np.float32(1 / np.sqrt(2)))
        erf = self._node("Erf", self._node("Mul", hidden, root))
        grown = self._node("Add", erf, self._constant("unit", np.float32(1)))
        half = self._node("Mul", hidden, self._constant("half", np.float32(0.5)))
        return self._node("Mul", half, grown)

    def _weight(self, name: str) -> str:
        return self._constant(name, self._weights[name])

    def _constant(self, name: str, value: np.ndarray | np.float32) -> str:
        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def _node(self, kind: str, *inputs: str, **attributes: object) -> str:
        name = f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name
