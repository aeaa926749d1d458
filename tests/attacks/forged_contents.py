"""Replies in the right format with contents of the wrong kind: numbers for dictionaries, lists for texts, nothing."""
# earns: double
# note: it sent what is no message
# %% double
def double(x):
    return 2 * x
# %% noise
import json
import socket
import struct


def node(item):
    if isinstance(item, dict):
        return {"dict": [[node(key), node(part)] for key, part in item.items()]}
    if isinstance(item, (list, tuple)):
        return {"list": [node(part) for part in item]}
    return {"s": item} if isinstance(item, str) else item if item is None or item is True else {"f": str(item)}


contents = (
    {"reply": None}, {"reply": 5}, {"reply": {}}, {"reply": {"value": {"value": 4.0}, "printed": 5}},
    {"reply": {"error": "text", "printed": []}}, {"reply": {"error": [None] * 4, "printed": ""}}, {"do": 7},
    {"reply": {"outputs": 7, "timeout": "no"}}, {"reply": {"outputs": [{"output_type": 7}], "timeout": None}},
    {"reply": {"outputs": [{"output_type": "error", "ename": None}] * 9, "timeout": None}},
    {"number": 7}, {"reply": {"missing": "no", "value": {}}}, {"reply": {"refused": [1, 2, 3]}},
)  # fmt: skip


def noise(m):
    for number in range(3, 256):
        try:
            channel = socket.socket(fileno=number)
        except OSError:
            continue
        for item in contents:
            text = json.dumps(node(item)).encode()
            channel.sendall(struct.pack(">QI", len(text) + 4, len(text)) + text)
        channel.detach()
