"""Values and messages between the grader and a confined process: data only, with limits, refused when malformed.

A message is `length (8 bytes, big-endian) | length of the header (4 bytes) | header | buffers`. The header is JSON: a
tree of values in which an array is its dtype and its shape, and its bytes are the next ones of the buffers. There is no
pickle, no object array, no name of a class to look up: nothing that is read can run. Whatever subclass a value has on
the way in, plain Python and NumPy types come out. The exceptions go the other way, to the student's process, which is
where code runs anyway: a `Portable` function of the checks is sent as its source, and what is `Given` of Keras's, such
as a model, becomes an object there.
"""

import json
import math
import re
import struct
import sys
import time
from collections.abc import Callable, Mapping
from socket import socket as Socket
from typing import Any, TypeVar

import numpy as np

from grading.text import clean
from helpers.checks import given
from helpers.checks.exercise import Portable
from helpers.checks.given import Given
from helpers.checks.tensors import is_tensor, is_variable, tensor

DEPTH_LIMIT = 30
ITEM_LIMIT = 250_000  # values in one message
KEY_LIMIT = 5_000  # keys and members of sets in one message that are not text: their hashes can be made to collide
SIZE_LIMIT = 256 * 2**20  # bytes of one message, and of any list in it as an array
HEADER_LIMIT = 16 * 2**20
DIGIT_LIMIT = 4_000  # of a whole number
FLOAT_LIMIT = 40  # characters of a number with a fraction
KINDS = "biufcSU"
LISTS: dict[str, Any] = {"tuple": tuple, "list": list}
SETS: dict[str, Any] = {"set": set, "frozenset": frozenset}
T = TypeVar("T")


class WireError(Exception):
    """A message that cannot be sent, or one that was received and is not well formed."""


class Handle:
    """Stands for an object that stays on the other side: a function, a model, anything that is no data.

    number names it there; kind is the name of its type, for messages; callable says whether it can be called.
    """

    def __init__(self, number: int, kind: str, callable_: bool) -> None:
        self.number, self.kind, self.callable = number, kind, callable_


def encode(
    value: object, keep: Callable[[object], Handle] | None = None, code: bool = False, limit: int = SIZE_LIMIT
) -> bytes:
    """Return `value` as the bytes of a message, without its length.

    Arguments: value, numbers, text, arrays, tensors, containers of these; keep, a function that takes any other object
    and returns a `Handle` for it (without it, other objects are refused); code, whether a `Portable` function goes over
    as its source; limit, how many bytes the message may have.
    Raises WireError, saying what cannot be sent and why.
    """
    writer = _Writer(keep, code, limit)
    try:
        tree = writer.node(value, 0)
        header = json.dumps(tree, allow_nan=False, ensure_ascii=False, separators=(",", ":")).encode()
    except RecursionError:
        raise WireError("a value that contains itself cannot be sent") from None
    _weigh(value)
    if len(header) > HEADER_LIMIT:
        raise WireError(f"over {HEADER_LIMIT >> 20} MB of text and of numbers outside arrays cannot be sent at once")
    if 4 + len(header) + writer.size > limit:
        raise WireError(f"over {limit >> 20} MB cannot be sent at once")
    return b"".join([struct.pack(">I", len(header)), header, *writer.buffers])


class _Writer:
    """Makes the tree and the buffers of one message, and counts what is in it."""

    def __init__(self, keep: Callable[[object], Handle] | None, code: bool, limit: int) -> None:
        self.keep, self.code, self.limit = keep, code, limit
        self.buffers: list[bytes] = []
        self.size = self.items = self.keys = 0

    def node(self, item: Any, depth: int) -> Any:
        """Return the part of the tree that stands for `item`."""
        self.items += 1
        if depth > DEPTH_LIMIT:
            raise WireError(f"a value nested more than {DEPTH_LIMIT} levels deep cannot be sent")
        if self.items > ITEM_LIMIT:
            raise WireError(f"more than {ITEM_LIMIT:,} values cannot be sent at once")
        if item is None or item is True or item is False:
            return item
        if item is Ellipsis:
            return {"...": 0}
        if is_tensor(item):
            numbers = np.asarray(item.numpy() if hasattr(item, "numpy") else item)
            return {"v" if is_variable(item) else "t": self._array(numbers)}
        if isinstance(item, (np.ndarray, np.generic)):
            return self._array(item)
        if self.code and isinstance(item, Portable):
            return {"code": [item.name, item.source]}
        if self.code and (isinstance(item, Given) or given.is_object(item)):
            item = item if isinstance(item, Given) else given.give(item)
            return {"keras": [item.text, *(self.node(weight, depth + 1) for weight in item.weights)]}
        if isinstance(item, str):
            return {"s": clean(str.__str__(item))}
        if isinstance(item, int):
            return _whole(int.__int__(item))
        if isinstance(item, float):
            return {"f": float.__repr__(item)}
        if isinstance(item, complex):
            return {"c": [float.__repr__(item.real), float.__repr__(item.imag)]}
        if isinstance(item, (bytes, bytearray)):
            return {"b": self._buffer(bytes(item))}
        for name, sequence in LISTS.items():
            if isinstance(item, sequence):
                return {name: [self.node(part, depth + 1) for part in sequence.__iter__(item)]}
        for name, members in SETS.items():
            if isinstance(item, members):
                return {name: [self._key(part, depth + 1) for part in members.__iter__(item)]}
        if isinstance(item, dict):
            pairs = dict.items(item)
            return {"dict": [[self._key(key, depth + 1), self.node(part, depth + 1)] for key, part in pairs]}
        if isinstance(item, Handle):
            return {"mine": item.number}
        if self.keep is None:
            raise WireError(
                f"a {type(item).__name__} cannot be sent: numbers, text, arrays and containers of these only"
            )
        handle = self.keep(item)
        return {"handle": [handle.number, handle.kind, handle.callable]}

    def _key(self, item: object, depth: int) -> Any:
        self.keys += not isinstance(item, str)
        if self.keys > KEY_LIMIT:
            raise WireError(f"more than {KEY_LIMIT:,} keys or members of sets that are not text cannot be sent at once")
        return self.node(item, depth)

    def _array(self, item: Any) -> dict[str, Any]:
        shape = list(np.shape(item))
        size = math.prod(shape) * item.dtype.itemsize
        if item.dtype.kind not in KINDS or item.dtype.names:
            raise WireError(f"an array of dtype {item.dtype} cannot be sent: numbers or text only")
        if size > self.limit:  # said before the numbers of a broadcast view are written out
            raise WireError(f"an array of shape {tuple(shape)} cannot be sent: it has {size / 2**20:,.0f} MB")
        array = np.asarray(item, dtype=item.dtype.newbyteorder("<"), order="C")
        self._buffer(array.tobytes())
        return {"a" if isinstance(item, np.ndarray) else "n": [array.dtype.str, shape]}

    def _buffer(self, content: bytes) -> int:
        """Append the bytes to the buffers and return how many they are."""
        self.buffers.append(content)
        self.size += len(content)
        if self.size > self.limit:
            raise WireError(f"over {self.limit >> 20} MB cannot be sent at once")
        return len(content)


def _whole(number: int) -> dict[str, int | str]:
    if -(2**53) <= number <= 2**53:
        return {"i": number}
    if number.bit_length() > DIGIT_LIMIT * 3:
        raise WireError(f"a whole number of {number.bit_length():,} bits cannot be sent")
    return {"i": str(number)}


def _weigh(value: object) -> None:
    """Raise WireError if a list in `value` is short as it stands but over `SIZE_LIMIT` as one array.

    Checks make arrays of lists, and every entry of an array has as many bytes as its widest one.
    """
    if isinstance(value, dict):
        for part in dict.values(value):  # what a subclass says may have no end
            _weigh(part)
        return
    count, widest, lists = 0, 0, [value]
    while lists:
        item: Any = lists.pop()
        if kind := next((kind for kind in (list, tuple, set, frozenset) if isinstance(item, kind)), None):
            lists.extend(kind.__iter__(item))
            continue
        array = isinstance(item, np.ndarray)
        count += item.size if array else 1
        widest = max(widest, item.itemsize if array else 4 * len(item) if isinstance(item, (str, bytes)) else 32)
        if isinstance(item, dict):
            _weigh(item)
    if count > 1 and count * widest > SIZE_LIMIT:
        raise WireError(f"a list that would have {count * widest >> 20:,} MB as an array cannot be sent")


def decode(
    message: bytes,
    other: Callable[[int, str, bool], object] = Handle,
    mine: Mapping[int, object] | None = None,
    code: bool = False,
) -> Any:
    """Return the value in `message`, as `encode` made it, of plain types.

    Arguments: other, a function from (number, kind, callable) to what stands for an object that stayed on the other
    side; mine, a dictionary from number to this side's own objects; code, whether it may hold the source of a function.
    Raises WireError if it is anything that `encode` does not make.
    """
    try:
        if not 4 <= len(message) <= SIZE_LIMIT:
            raise WireError(f"a message of {len(message):,} bytes")
        (length,) = struct.unpack(">I", message[:4])
        if length > HEADER_LIMIT or 4 + length > len(message):
            raise WireError("a header longer than its message")
        reader = _Reader(memoryview(message)[4 + length :], other, mine or {}, code)
        value = reader.value(json.loads(message[4 : 4 + length]), 0)
        if reader.buffers:
            raise WireError("bytes that belong to no value")
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError, MemoryError) as error:
        raise WireError(f"not a well-formed message ({type(error).__name__})") from None
    _weigh(value)
    return value


class _Reader:
    """Makes the value of one message of its tree, and counts what is in it.

    Arguments: buffers, the bytes of arrays that have not been taken yet: each is taken once, so that a small message is
    no large value; other, mine and code, see `decode`.
    """

    def __init__(
        self,
        buffers: memoryview,
        other: Callable[[int, str, bool], object],
        mine: Mapping[int, object],
        code: bool,
    ) -> None:
        self.buffers, self.other, self.mine, self.code = buffers, other, mine, code
        self.items = self.keys = 0

    def value(self, node: Any, depth: int) -> Any:
        """Return the value that a part of the tree stands for."""
        self.items += 1
        if depth > DEPTH_LIMIT or self.items > ITEM_LIMIT:
            raise WireError("too deep or too many values")
        if node is None or type(node) is bool:
            return node
        if type(node) is not dict or len(node) != 1:
            raise WireError("not a value")
        ((kind, content),) = node.items()
        if kind == "s":
            return clean(_of(str, content))
        if kind == "i":
            if type(content) is str and len(content) > DIGIT_LIMIT + 1:
                raise WireError("too large a whole number")
            return int(content) if type(content) is str else _of(int, content)
        if kind == "f":
            return _fraction(content)
        if kind == "c":
            return complex(*map(_fraction, content))
        if kind == "b":
            return bytes(self._buffer(content))
        if kind == "a":
            return self._array(*content)
        if kind == "n":
            return self._array(*content)[()]
        if kind in ("t", "v"):
            return tensor(_of(np.ndarray, self.value(content, depth + 1)), variable=kind == "v")
        if kind in LISTS:
            return LISTS[kind]([self.value(part, depth + 1) for part in _of(list, content)])
        if kind in SETS:
            return SETS[kind]([self._key(part, depth + 1) for part in _of(list, content)])
        if kind == "dict":
            return {self._key(key, depth + 1): self.value(part, depth + 1) for key, part in _of(list, content)}
        if kind == "...":
            return Ellipsis
        if kind == "handle":
            number, name, is_callable = content
            return self.other(_of(int, number), clean(_of(str, name)[:80]), _of(bool, is_callable))
        if kind == "mine":
            return self.mine[_of(int, content)]
        if kind == "code" and self.code:
            return Portable(*(_of(str, part) for part in content))
        if kind == "keras" and self.code:
            text, *weights = content
            return given.make(Given(_of(str, text), [self.value(weight, depth + 1) for weight in weights]))
        raise WireError("a kind of value that does not exist")

    def _key(self, node: object, depth: int) -> Any:
        key = self.value(node, depth)
        self.keys += type(key) is not str
        if self.keys > KEY_LIMIT:
            raise WireError("too many keys or members of sets that are not text")
        return key

    def _array(self, dtype: object, shape: Any) -> Any:
        if not re.fullmatch(f"[<|][{KINDS}][0-9]{{1,6}}", _of(str, dtype)):
            raise WireError("an array of a dtype that is none of numbers or text")
        kind = np.dtype(_of(str, dtype))
        if len(_of(list, shape)) > 32 or any(type(side) is not int or not 0 <= side <= SIZE_LIMIT for side in shape):
            raise WireError("an array of an impossible shape")
        content = self._buffer(math.prod(shape) * kind.itemsize)
        return _valid(np.frombuffer(content, kind).reshape(shape).copy())

    def _buffer(self, size: object) -> memoryview:
        """Take the next bytes of the buffers."""
        end = _of(int, size)
        if not 0 <= end <= len(self.buffers):
            raise WireError("bytes outside the message")
        content, self.buffers = self.buffers[:end], self.buffers[end:]
        return content


def _of(kind: type[T], content: object) -> T:
    if type(content) is not kind:
        raise WireError(f"not a {kind.__name__}")
    return content


def _fraction(content: object) -> float:
    if len(_of(str, content)) > FLOAT_LIMIT:
        raise WireError("too long a number")
    return float(_of(str, content))


def _valid(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return an array of truth values or text without bytes that are neither true nor false or no character."""
    if array.dtype.kind == "b":
        return np.asarray(array.view(np.uint8) != 0)
    if array.dtype.kind == "U" and array.size:
        codes = array.reshape(-1).view(np.uint32)
        codes[((codes >= 0xD800) & (codes < 0xE000)) | (codes > sys.maxunicode)] = ord("?")
    return array


def send(socket: Socket, message: bytes, end: float | None = None) -> None:
    """Send the bytes of one message over a connected stream socket.

    Arguments: end, the time (`time.monotonic`) at which to give up with TimeoutError.
    """
    _wait_until(socket, end)
    socket.sendall(struct.pack(">Q", len(message)) + message)


def receive(socket: Socket, end: float | None = None) -> bytes:
    """Return the bytes of the next message.

    Arguments: end, the time (`time.monotonic`) at which to give up with TimeoutError.
    Raises EOFError if the other side is gone, WireError if the message is too long.
    """
    (length,) = struct.unpack(">Q", _exactly(socket, 8, end))
    if length > SIZE_LIMIT:
        raise WireError(f"a message of {length:,} bytes")
    return _exactly(socket, length, end)


def _exactly(socket: Socket, length: int, end: float | None) -> bytes:
    received = bytearray()
    while len(received) < length:
        _wait_until(socket, end)
        part = socket.recv(min(length - len(received), 2**20))
        if not part:
            raise EOFError("the other side has closed the channel")
        received += part
    return bytes(received)


def _wait_until(socket: Socket, end: float | None) -> None:
    """Let what is done next with `socket` wait no longer than until `end`; TimeoutError if that has passed."""
    left = None if end is None else end - time.monotonic()
    if left is not None and left <= 0:
        raise TimeoutError("the time is over")
    socket.settimeout(left)
