"""Sends well-framed messages whose arrays lie: longer than the message, impossible shapes and dtypes."""
# earns: double
# note: it sent what is no message
# %% double
def double(x):
    return 2 * x
# %% noise
import json
import socket
import struct

ARRAYS = (
    ["<f8", [10**9, 10**9]], ["<f8", [2**62, 4]], ["<f8", [-1]], ["<f8", [3]], ["<f8", [2], 0, 16], ["<f8", [True, 2]],
    ["|O", [2]], ["<U2000000000", [1]], ["f8,O", [1]], ["<f8", [1] * 100], ["|V0", [9]],
    ["<f8", [0, 2**62, 2**62]], ["<U0", [2**60]], ["(9,9)f8", [1]], ["<f8", "12"], ["é", []],
)  # fmt: skip
OTHERS = (
    {"handle": [2**70, "x" * 10**6, True]}, {"mine": -1}, {"mine": 10**9}, {"t": {"dict": []}}, {"c": ["1"] * 9},
    {"i": "9" * 10**6}, {"f": "__import__"}, {"set": [{"list": []}]}, {"s": 5}, {"b": 10**12}, {"b": -1}, {"x": 0}, {},
)  # fmt: skip


def noise(m):
    for number in range(3, 256):
        try:
            channel = socket.socket(fileno=number)
        except OSError:
            continue
        for value in (*({"a": array} for array in ARRAYS), *({"n": array} for array in ARRAYS), *OTHERS):
            reply = {"dict": [[{"s": "reply"}, {"dict": [[{"s": "value"}, value], [{"s": "printed"}, {"s": ""}]]}]]}
            text = json.dumps(reply).encode()
            try:
                channel.sendall(struct.pack(">QI", len(text) + 4 + 16, len(text)) + text + bytes(16))
            except OSError:
                break
        channel.detach()
