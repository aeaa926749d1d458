"""Sends requests of its own to the grader, for objects that it was never given, instead of answering."""
# earns: double
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
    if isinstance(item, tuple):
        return {"tuple": [node(part) for part in item]}
    return {"s": item} if isinstance(item, str) else {"i": item} if isinstance(item, int) else {"list": []}


def noise(m):
    for number in range(3, 256):
        try:
            channel = socket.socket(fileno=number)
        except OSError:
            continue
        channel.settimeout(1)
        for wanted in ([], {}, "check", *range(-5, 50)):
            for request in (
                {"number": wanted, "positional": (), "named": {}},
                {"number": wanted, "positional": ({"points": 4},), "named": {"self": 1, "__class__": 2}},
                {"do": "call", "function": {"mine": wanted}, "positional": [], "named": {}, "seconds": 1},
                {"do": "get", "name": "check"}, {"do": "run", "source": "6.0", "seconds": 9, "limit": 9},
            ):  # fmt: skip
                text = json.dumps(node(request)).encode()
                try:
                    channel.sendall(struct.pack(">QI", len(text) + 4, len(text)) + text)
                    answer = channel.recv(65536)
                except OSError:
                    continue
                if b'"hidden"' in answer or b'"points"' in answer or b"ipynb" in answer:
                    print("LEAK" + f"ED: the grader answered {answer[:200]}")
        channel.detach()
