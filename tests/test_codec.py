import numpy as np
import pytest

from helpers.checks import codec
from helpers.checks.compare import difference
from helpers.checks.exercise import Portable, load
from helpers.checks.tensors import Tensor, is_tensor


@pytest.mark.parametrize(
    "value",
    [None, True, 3, 2.5, float("inf"), "text", b"bytes", 1 + 2j, (1, [2.0, "a"]), {"dw": np.ones((2, 1)), 1: None}, {1, 2},
     np.float32(1.5), np.array(3.0), np.zeros((0, 3)), np.array([[np.nan, np.inf], [0, 1e-300]]), np.array([True, False]),
     np.array([1 + 2j]), np.array([b"cat", b"non-cat"]), np.arange(6, dtype=np.uint8).reshape(2, 3)],
)  # fmt: skip
def test_what_is_written_is_read_back(tmp_path, value):
    codec.write(tmp_path / "value.json", {"value": codec.encode(value)})
    back = codec.decode(codec.read(tmp_path / "value.json")["value"])
    assert type(back) is type(value)
    assert difference(back, value, rtol=0, atol=0) is None
    if isinstance(value, np.ndarray):
        assert back.dtype == value.dtype
        assert back.shape == value.shape


def test_a_tensor_keeps_being_one_and_a_function_of_the_checks_its_name():
    stand_in = codec.decode(codec.encode(np.arange(3.0).view(Tensor)))
    assert is_tensor(stand_in) and not is_tensor(np.arange(3.0))
    values = np.asarray(stand_in)  # a tensor of TensorFlow's where that is imported, else what stands in for one
    assert values.dtype == float and values.tolist() == [0, 1, 2]
    square = Portable("square", "def square(x):\n    return x * x\n")
    node = codec.encode((square, 2))
    assert codec.decode(node, [square])[0](5) == 25
    with pytest.raises(ValueError, match="declares no portable function 'square'"):
        codec.decode(node)


def test_a_portable_function_is_its_source(tmp_path):
    (tmp_path / "checks.py").write_text(
        "from helpers.checks.exercise import portable\n\nEXERCISES = {}\n\n\n@portable\ndef cube(x):\n    import math\n\n"
        "    return math.pow(x, 3)\n"
    )
    cube = load(tmp_path / "checks.py").cube
    assert cube(2) == 8
    assert cube.source.startswith("def cube(x):")
    assert repr(cube) == "cube"


@pytest.mark.parametrize("value", [object(), np.array([object()]), len, (x for x in "a"), type("T", (float,), {})(1.0)])
def test_only_data_is_written(value):
    with pytest.raises(TypeError, match="cannot be recorded"):
        codec.encode(value)


def test_deep_nesting_is_refused():
    value = []
    for _ in range(30):
        value = [value]
    with pytest.raises(ValueError, match="nested more than"):
        codec.encode(value)


@pytest.mark.parametrize("node", [{"pickle": "x"}, {"array": [1], "dtype": "|O", "shape": [1]}, [1], {}])
def test_what_is_no_recorded_value_is_refused(node):
    with pytest.raises(ValueError, match="not a recorded"):
        codec.decode(node)


def test_missing_and_damaged_files_are_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"gone\.json is missing.*make lab"):
        codec.read(tmp_path / "gone.json")
    (tmp_path / "cut.json").write_text('{"exercises": {')
    with pytest.raises(ValueError, match=r"cut\.json is damaged.*make lab"):
        codec.read(tmp_path / "cut.json")


def test_a_failed_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "value.json"
    codec.write(path, {"a": 1})
    with pytest.raises(TypeError):
        codec.write(path, {"a": object()})
    assert codec.read(path) == {"a": 1}
    assert list(tmp_path.iterdir()) == [path]
