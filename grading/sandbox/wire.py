"""Values and messages between the grader and a confined process: data only, with limits, refused when malformed.

A message is `length (8 bytes, big-endian) | length of the header (4 bytes) | header | buffers`. The header is JSON: a
tree of values in which an array is its dtype, its shape and the place of its bytes in the buffers. There is no pickle,
no object array, no name of a class to look up: nothing that is read can run. Whatever subclass a value has on the way
in, plain Python and NumPy types come out. The one exception goes the other way: a `Portable` function of the checks is
sent to the student's process as its source, which is where code runs anyway.
"""

import json
import math
import re
import struct
import sys
import time

import numpy as np

from grading.text import clean
from helpers.checks.codec import is_tensor, tensor
from helpers.checks.exercise import Portable

DEPTH_LIMIT = 30
ITEM_LIMIT = 250_000  # values in one message
KEY_LIMIT = 5_000  # keys and members of sets in one message that are not text: their hashes can be made to collide
SIZE_LIMIT = 256 * 2**20  # bytes of one message, and of any list in it as an array
HEADER_LIMIT = 16 * 2**20
DIGIT_LIMIT = 4_000  # of a whole number
FLOAT_LIMIT = 40  # characters of a number with a fraction
KINDS = "biufcSU"


class WireError(Exception):
    """A message that cannot be sent, or one that was received and is not well formed."""


class Handle:
    """Stands for an object that stays on the other side: a function, a model, anything that is no data.

    number names it there; kind is the name of its type, for messages; callable says whether it can be called.
    """

    def __init__(self, number, kind, callable_):
        self.number, self.kind, self.callable = number, kind, callable_


def encode(value, keep=None, code=False, limit=SIZE_LIMIT):
    """Return `value` as the bytes of a message, without its length.

    Arguments: value, numbers, text, arrays, tensors, containers of these; keep, a function that takes any other object
    and returns a `Handle` for it (without it, other objects are refused); code, whether a `Portable` function goes over
    as its source; limit, how many bytes the message may have.
    Raises WireError, saying what cannot be sent and why.
    """
    buffers, count, keys = _Buffers(limit), 0, 0

    def key(item, depth):
        nonlocal keys
        keys += not isinstance(item, str)
        if keys > KEY_LIMIT:
            raise WireError(f"more than {KEY_LIMIT:,} keys or members of sets that are not text cannot be sent at once")
        return node(item, depth)

    def node(item, depth):
        nonlocal count
        count += 1
        if depth > DEPTH_LIMIT:
            raise WireError(f"a value nested more than {DEPTH_LIMIT} levels deep cannot be sent")
        if count > ITEM_LIMIT:
            raise WireError(f"more than {ITEM_LIMIT:,} values cannot be sent at once")
        if item is None or item is True or item is False:
            return item
        if item is Ellipsis:
            return {"...": 0}
        if is_tensor(item):
            return {"t": _array(np.asarray(item.numpy() if hasattr(item, "numpy") else item), buffers)}
        if isinstance(item, (np.ndarray, np.generic)):
            return _array(item, buffers)
        if code and isinstance(item, Portable):
            return {"code": [item.name, item.source]}
        if isinstance(item, str):
            return {"s": clean(str.__str__(item))}
        if isinstance(item, int):
            return _whole(int.__int__(item))
        if isinstance(item, float):
            return {"f": float.__repr__(item)}
        if isinstance(item, complex):
            return {"c": [float.__repr__(item.real), float.__repr__(item.imag)]}
        if isinstance(item, (bytes, bytearray)):
            return {"b": buffers.add(bytes(item))}
        for kind, made in ((tuple, node), (list, node), (set, key), (frozenset, key)):
            if isinstance(item, kind):
                return {kind.__name__: [made(part, depth + 1) for part in kind.__iter__(item)]}
        if isinstance(item, dict):
            return {"dict": [[key(name, depth + 1), node(part, depth + 1)] for name, part in dict.items(item)]}
        if isinstance(item, Handle):
            return {"mine": item.number}
        if keep is None:
            raise WireError(
                f"a {type(item).__name__} cannot be sent: numbers, text, arrays and containers of these only"
            )
        handle = keep(item)
        return {"handle": [handle.number, handle.kind, handle.callable]}

    try:
        header = json.dumps(node(value, 0), allow_nan=False, ensure_ascii=False, separators=(",", ":")).encode()
    except RecursionError:
        raise WireError("a value that contains itself cannot be sent") from None
    _weigh(value)
    if len(header) > HEADER_LIMIT:
        raise WireError(f"over {HEADER_LIMIT >> 20} MB of text and of numbers outside arrays cannot be sent at once")
    if 4 + len(header) + buffers.size > limit:
        raise WireError(f"over {limit >> 20} MB cannot be sent at once")
    return b"".join([struct.pack(">I", len(header)), header, *buffers.parts])


def _weigh(value):
    """Raise WireError if a list in `value` is short as it stands but over `SIZE_LIMIT` as one array.

    Checks make arrays of lists, and every entry of an array has as many bytes as its widest one.
    """
    if isinstance(value, dict):
        for part in dict.values(value):  # what a subclass says may have no end
            _weigh(part)
        return
    count, widest, lists = 0, 0, [value]
    while lists:
        item = lists.pop()
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


def _whole(number):
    if -(2**53) <= number <= 2**53:
        return {"i": number}
    if number.bit_length() > DIGIT_LIMIT * 3:
        raise WireError(f"a whole number of {number.bit_length():,} bits cannot be sent")
    return {"i": str(number)}


class _Buffers:
    """The bytes of arrays, one after the other, and no more than `limit`."""

    def __init__(self, limit):
        self.parts, self.size, self.limit = [], 0, limit

    def add(self, content):
        """Append `content` and return where it lies: its start and its length."""
        self.parts.append(content)
        self.size += len(content)
        if self.size > self.limit:
            raise WireError(f"over {self.limit >> 20} MB cannot be sent at once")
        return [self.size - len(content), len(content)]


def _array(item, buffers):
    kind, shape = ("a" if isinstance(item, np.ndarray) else "n"), list(np.shape(item))
    size = math.prod(shape) * item.dtype.itemsize
    if item.dtype.kind not in KINDS or item.dtype.names:
        raise WireError(f"an array of dtype {item.dtype} cannot be sent: numbers or text only")
    if size > buffers.limit:  # said before the numbers of a broadcast view are written out
        raise WireError(f"an array of shape {tuple(shape)} cannot be sent: it has {size / 2**20:,.0f} MB")
    array = np.asarray(item, dtype=item.dtype.newbyteorder("<"), order="C")
    return {kind: [array.dtype.str, shape, *buffers.add(array.tobytes())]}


def decode(message, other=None, mine=None, code=False):
    """Return the value in `message`, as `encode` made it, of plain types.

    Arguments: other, a function from (number, kind, callable) to what stands for an object that stayed on the other
    side (default: the `Handle`); mine, a dictionary from number to this side's own objects; code, whether the source of
    a function may be in it.
    Raises WireError if it is anything that `encode` does not make.
    """
    try:
        return _decode(message, other or Handle, mine or {}, code)
    except WireError:
        raise
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        OverflowError,
        RecursionError,
        struct.error,
        MemoryError,
    ) as error:
        raise WireError(f"not a well-formed message ({type(error).__name__})") from None


def _decode(message, other, mine, code):
    if not 4 <= len(message) <= SIZE_LIMIT:
        raise WireError(f"a message of {len(message):,} bytes")
    (length,) = struct.unpack(">I", message[:4])
    if length > HEADER_LIMIT or 4 + length > len(message):
        raise WireError("a header longer than its message")
    buffers, count, keys, taken = memoryview(message)[4 + length :], 0, 0, 0

    def piece(start, size):
        nonlocal taken
        if type(start) is not int or type(size) is not int or not 0 <= start <= start + size <= len(buffers):
            raise WireError("bytes outside the message")
        taken += size
        if taken > len(buffers):
            raise WireError("the same bytes more than once")
        return buffers[start : start + size]

    def key(node, depth):
        nonlocal keys
        found = value(node, depth)
        keys += type(found) is not str
        if keys > KEY_LIMIT:
            raise WireError("too many keys or members of sets that are not text")
        return found

    def value(node, depth):
        nonlocal count
        count += 1
        if depth > DEPTH_LIMIT or count > ITEM_LIMIT:
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
            return int(content) if type(content) in (int, str) else _of(int, content)
        if kind == "f":
            return _fraction(content)
        if kind == "c":
            return complex(*map(_fraction, content))
        if kind == "b":
            return bytes(piece(*content))
        if kind in ("a", "n"):
            array = array_of(*content)
            return array if kind == "a" else array[()]
        if kind == "t":
            return tensor(_of(np.ndarray, value(content, depth + 1)))
        if kind == "code" and code:
            return Portable(*(_of(str, part) for part in content))
        if kind in ("tuple", "list"):
            return {"tuple": tuple, "list": list}[kind]([value(part, depth + 1) for part in _of(list, content)])
        if kind in ("set", "frozenset"):
            return {"set": set, "frozenset": frozenset}[kind]([key(part, depth + 1) for part in _of(list, content)])
        if kind == "dict":
            return {key(name, depth + 1): value(part, depth + 1) for name, part in _of(list, content)}
        if kind == "...":
            return Ellipsis
        if kind == "handle":
            number, name, is_callable = content
            return other(_of(int, number), clean(_of(str, name)[:80]), _of(bool, is_callable))
        if kind == "mine":
            return mine[_of(int, content)]
        raise WireError("a kind of value that does not exist")

    def array_of(dtype, shape, start, size):
        if not re.fullmatch(f"[<|][{KINDS}][0-9]{{1,6}}", _of(str, dtype)):
            raise WireError("an array of a dtype that is none of numbers or text")
        dtype = np.dtype(dtype)
        if len(_of(list, shape)) > 32 or any(type(side) is not int or not 0 <= side <= SIZE_LIMIT for side in shape):
            raise WireError("an array of an impossible shape")
        if math.prod(shape) * dtype.itemsize != size:
            raise WireError("an array whose bytes do not fill its shape")
        return _valid(np.frombuffer(piece(start, size), dtype).reshape(shape).copy())

    found = value(json.loads(bytes(message[4 : 4 + length])), 0)
    _weigh(found)
    return found


def _of(kind, content):
    if type(content) is not kind:
        raise WireError(f"not a {kind.__name__}")
    return content


def _fraction(content):
    if len(_of(str, content)) > FLOAT_LIMIT:
        raise WireError("too long a number")
    return float(content)


def _valid(array):
    """Return an array of truth values or text without bytes that are neither true nor false or no character."""
    if array.dtype.kind == "b":
        return array.view(np.uint8) != 0
    if array.dtype.kind == "U" and array.size:
        codes = array.reshape(-1).view(np.uint32)
        codes[((codes >= 0xD800) & (codes < 0xE000)) | (codes > sys.maxunicode)] = ord("?")
    return array


def send(socket, message, end=None):
    """Send the bytes of one message over a connected stream socket.

    Arguments: end, the time (`time.monotonic`) at which to give up with TimeoutError.
    """
    _wait_until(socket, end)
    socket.sendall(struct.pack(">Q", len(message)) + message)


def receive(socket, end=None):
    """Return the bytes of the next message.

    Arguments: end, the time (`time.monotonic`) at which to give up with TimeoutError.
    Raises EOFError if the other side is gone, WireError if the message is too long.
    """
    (length,) = struct.unpack(">Q", _exactly(socket, 8, end))
    if length > SIZE_LIMIT:
        raise WireError(f"a message of {length:,} bytes")
    return _exactly(socket, length, end)


def _exactly(socket, length, end):
    received = bytearray()
    while len(received) < length:
        _wait_until(socket, end)
        part = socket.recv(min(length - len(received), 2**20))
        if not part:
            raise EOFError("the other side has closed the channel")
        received += part
    return bytes(received)


def _wait_until(socket, end):
    """Let what is done next with `socket` wait no longer than until `end`; TimeoutError if that has passed."""
    left = None if end is None else end - time.monotonic()
    if left is not None and left <= 0:
        raise TimeoutError("the time is over")
    socket.settimeout(left)
