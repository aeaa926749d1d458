"""What crosses between the grader and a student's process, and what does not."""

import contextlib
import json
import random
import socket
import struct
import threading
import time

import numpy as np
import pytest

from grading.sandbox import wire


def there_and_back(value):
    return wire.decode(wire.encode(value))


class Lying(float):
    def __eq__(self, other):
        return True

    def __reduce__(self):
        return (print, ("harm",))

    __hash__ = float.__hash__


class LyingArray(np.ndarray):
    def __eq__(self, other):
        return np.True_

    def __array_finalize__(self, other):
        pass


class LyingDict(dict):
    def items(self):
        return [("a", 99)]

    values = items


class LongerList(list):
    def __iter__(self):
        return iter(range(9 * 10**6))


@pytest.mark.parametrize(
    "value",
    [
        None, True, 0, -3, 2**53 + 1, 10**40, 2.5, float("inf"), 1 - 2j, "", "text ✓ \n", b"\x00\xff", ...,
        [1, [2, (3,)]], (), {"a": [1], 2: {"b": None}}, {1, 2}, frozenset({"a"}), {(1, 2): "pair"},
    ],
)  # fmt: skip
def test_plain_values_come_back_as_they_are(value):
    back = there_and_back(value)
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0).reshape(2, 3), np.arange(6)[::-2], np.zeros((0, 4)), np.array(3), np.float32(1.5), np.bool_(True),
        np.array([1 + 2j]), np.array(["a", "bcd"]), np.array([b"x"]), np.arange(4, dtype=">i4"), np.asfortranarray(np.eye(3)),
        np.broadcast_to(np.float64(2), (3, 2)), np.array([np.nan, np.inf]), np.uint8(200),
    ],
)  # fmt: skip
def test_arrays_come_back_with_their_shape_and_kind(array):
    back = there_and_back(array)
    assert type(back) is type(array)
    assert back.shape == array.shape
    assert back.dtype == array.dtype.newbyteorder("<")
    assert np.array_equal(back, array, equal_nan=array.dtype.kind == "f")
    assert not isinstance(back, np.ndarray) or back.flags.writeable


def test_bytes_and_arrays_come_back_in_their_places():
    value = [b"ab", {b"key": np.arange(3)}, (np.float32(1.5), [b"", np.zeros((2, 0))]), {b"in a set"}, b"last"]
    back = there_and_back(value)
    assert repr(back) == repr(value)
    with pytest.raises(wire.WireError, match="belong to no value"):
        wire.decode(wire.encode(value) + b"1")


def test_subclasses_lose_what_they_lie_with():
    assert type(there_and_back(Lying(2.0))) is float
    assert there_and_back(Lying(2.0)) != 3.0
    lying = np.arange(3.0).view(LyingArray)
    assert type(there_and_back(lying)) is np.ndarray
    assert there_and_back(LyingDict(a=1)) == {"a": 1}
    assert there_and_back([LongerList([1, 2])]) == [[1, 2]]


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


def self_containing():
    value = {}
    value["self"] = value
    return value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.array([object()]), "dtype object"),
        (np.zeros(2, dtype=[("a", "f8")]), "cannot be sent"),
        (np.array(["2020-01-01"], dtype="M8[D]"), "datetime64"),
        (np.broadcast_to(np.float64(1), (10**5, 10**5)), r"shape \(100000, 100000\)"),
        (1 << 40_000, "bits"),
        (nested(100), "30 levels"),
        (self_containing(), "30 levels"),
        (list(range(wire.ITEM_LIMIT + 1)), "250,000 values"),
        (dict.fromkeys(range(wire.KEY_LIMIT + 1)), "5,000 keys"),
        ([set(range(wire.KEY_LIMIT)), {-1}], "5,000 keys"),
        ({"words": ["a"] * 1500 + ["b" * 500_000]}, "as an array"),
        ([[np.zeros(1), np.array(["b" * 500_000])], ["a"] * 1500], "as an array"),
        ("x" * (wire.HEADER_LIMIT + 1), "16 MB of text"),
        (lambda: 1, "a function cannot be sent"),
        (iter([1]), "a list_iterator cannot be sent"),
    ],
    ids=lambda item: item if isinstance(item, str) else type(item).__name__,
)
def test_what_cannot_be_sent_is_said(value, words):
    with pytest.raises(wire.WireError, match=words):
        wire.encode(value)


def test_objects_stay_and_handles_go():
    objects = []

    def keep(item):
        objects.append(item)
        return wire.Handle(len(objects) - 1, type(item).__name__, callable(item))

    message = wire.encode([print, {"model": object()}], keep)
    function, table = wire.decode(message)
    assert (function.number, function.kind, function.callable) == (0, "builtin_function_or_method", True)
    assert (table["model"].number, table["model"].callable) == (1, False)
    back = wire.encode(function)
    assert wire.decode(back, mine={0: print}) is print
    with pytest.raises(wire.WireError):
        wire.decode(back, mine={})


def message(node, buffers=b""):
    header = json.dumps(node).encode()
    return struct.pack(">I", len(header)) + header + buffers


@pytest.mark.parametrize(
    "hostile",
    [
        b"", b"abc", b"\xff\xff\xff\xff", struct.pack(">I", 100) + b"{}", message([]), message(3), message({}),
        message({"i": "9" * 10_000}), message({"i": 2.5}), message({"f": 1}), message({"s": 1}), message({"x": 1}),
        message({"a": ["|O", [1]]}, b"12345678"), message({"a": ["<f8", [10**9]]}, b"12345678"),
        message({"a": ["<f8", [2]]}, b"12345678"), message({"a": ["<f8", [-1]]}, b"12345678"),
        message({"a": ["<f8", [1]]}, b"1234567"), message({"a": ["<f8", [1]]}, b"123456789"),
        message({"a": ["M8[s]", [1]]}, b"12345678"), message({"a": ["<f8", [1], 0, 8]}, b"12345678"),
        message({"a": ["<f8,<f8", [1]]}, b"1234567812345678"), message({"a": ["nonsense", [1]]}, b"12345678"),
        message({"a": ["<f8", [1.0]]}, b"12345678"), message({"a": ["<f8", [True]]}, b"12345678"), message(None, b"1"),
        message({"b": -1}), message({"b": 1.0}, b"1"), message({"b": True}, b"1"),
        message({"b": 10**12}), message({"dict": [[{"list": []}, None]]}), message({"dict": [[1]]}),
        message({"set": [{"list": []}]}), message({"handle": [1]}), message({"mine": 7}), message({"a": ["<f8", [1] * 40]}, b"12345678"),
        message({"c": ["1", "2", "3"]}), message({"list": {"list": []}}), message({"f": "1" * 10**6}),
        message({"list": [*[{"s": "a"}] * 1500, {"s": "b" * 500_000}]}),
        struct.pack(">I", 200_000) + b"[" * 200_000,
    ],
)  # fmt: skip
def test_malformed_messages_are_refused(hostile):
    with pytest.raises(wire.WireError):
        wire.decode(hostile)


def test_ten_thousand_damaged_messages_are_decoded_or_refused():
    good = wire.encode({"do": "call", "positional": (np.arange(5.0), "text", [1, 2.5]), "named": {"k": {3}}})
    generator = random.Random(3)
    refused = 0
    for _ in range(10_000):
        damaged = bytearray(good)
        for _ in range(generator.randint(1, 4)):
            damaged[generator.randrange(len(damaged))] = generator.randrange(256)
        try:
            wire.decode(bytes(damaged))
        except wire.WireError:
            refused += 1
    assert refused > 5000


def test_messages_cross_a_socket_whole():
    one, other = socket.socketpair()
    with one, other:
        sent = wire.encode(np.arange(300_000.0))
        sender = threading.Thread(target=wire.send, args=(one, sent))
        sender.start()
        assert wire.receive(other) == sent
        sender.join()
        with pytest.raises(TimeoutError):
            wire.receive(other, time.monotonic() + 0.05)
        one.sendall(struct.pack(">Q", 2**60))
        with pytest.raises(wire.WireError, match="bytes"):
            wire.receive(other)
        one.close()
        with pytest.raises(EOFError):
            wire.receive(other)


def test_hashes_that_collide_take_no_time():
    colliding = [{"i": str((2**61 - 1) * number)} for number in range(1, 100_000)]
    started = time.monotonic()
    for node in (
        {"set": colliding},
        {"dict": [[key, None] for key in colliding]},
        {"list": [{"set": colliding[:4000]}] * 20},
    ):
        with pytest.raises(wire.WireError):
            wire.decode(message(node))
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("value", ["half \ud800 of", {"\udc00": ["\udfff"]}])
def test_halves_of_characters_are_replaced(value):
    def texts(item):
        return [item] if isinstance(item, str) else [text for part in item for text in texts(part)]

    def forged(item):
        if isinstance(item, str):
            return {"s": item}
        if isinstance(item, dict):
            return {"dict": [[forged(key), forged(part)] for key, part in item.items()]}
        return {"list": [forged(part) for part in item]}

    for back in (there_and_back(value), wire.decode(message(forged(value)))):
        assert texts(back)
        for text in texts(back):
            assert "?" in text.encode("utf-8").decode()


def test_arrays_of_what_does_not_exist_hold_something_that_does():
    codes = np.array([ord("a"), 0xD800, 0xFFFFFFFF, 0], np.uint32)
    assert there_and_back(codes.view("<U1")).tolist() == ["a", "?", "?", ""]
    flags = there_and_back(np.array([0, 1, 0xFF], np.uint8).view(bool))
    assert flags.view(np.uint8).tolist() == [0, 1, 1]


def test_who_never_reads_or_sends_in_drops_is_not_waited_for():
    one, other = socket.socketpair()
    with one, other:
        started = time.monotonic()
        with pytest.raises(TimeoutError):
            wire.send(one, bytes(10**7), time.monotonic() + 0.3)
        assert 0.2 < time.monotonic() - started < 1
    one, other = socket.socketpair()

    def drip():
        end = time.monotonic() + 4
        with contextlib.suppress(OSError):
            other.sendall(struct.pack(">Q", wire.SIZE_LIMIT))
            while time.monotonic() < end:
                other.sendall(b" ")

    thread = threading.Thread(target=drip)
    thread.start()
    started = time.monotonic()
    with one, pytest.raises(TimeoutError):
        wire.receive(one, time.monotonic() + 0.3)
    assert time.monotonic() - started < 2
    thread.join()
    other.close()


@pytest.mark.parametrize(
    "node",
    [
        {"list": [{"b": 1000}] * 2},
        {"list": [{"a": ["<f8", [125]]}, {"b": 1}]},
        {"dict": [[{"s": "a"}, {"t": {"a": ["<f8", [125]]}}], [{"s": "b"}, {"n": ["<f8", []]}]]},
        {"list": [{"b": 1000}, {"a": ["<f8", [0, 10**15]]}]},
        {"list": [{"b": 1000}, {"a": ["<U0", [10**9]]}]},
        {"list": [{"b": 1000}, {"a": ["<U0", [10**6]]}]},
    ],
    ids=lambda node: str(node)[:30],
)
def test_a_small_message_is_no_large_value(node):
    with pytest.raises(wire.WireError):
        wire.decode(message(node, bytes(1000)))


def test_who_asks_says_how_much_may_come():
    with pytest.raises(wire.WireError, match="over 1 MB cannot be sent"):
        wire.encode([np.zeros(2**16)] * 3, limit=2**20)
    with pytest.raises(wire.WireError, match="has 2 MB"):
        wire.encode(np.zeros(2**18), limit=2**20)
    assert wire.encode(np.zeros(2**16), limit=2**20)
