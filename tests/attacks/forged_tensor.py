"""Replies with tensors that are none: made of text, of dictionaries, of handles, of ragged lists."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import json
import socket
import struct


def noise(m):
    ragged = {"list": [{"list": [{"f": "1"}]}, {"list": []}, {"s": "x"}]}
    for number in range(3, 256):
        try:
            channel = socket.socket(fileno=number)
        except OSError:
            continue
        for value in (ragged, {"dict": []}, {"handle": [5, "x", True]}, {"t": {"t": {"s": "x"}}}, {"set": []}, None):
            pairs = [[{"s": "value"}, {"t": value}], [{"s": "printed"}, {"s": ""}]]
            text = json.dumps({"dict": [[{"s": "reply"}, {"dict": pairs}]]}).encode()
            try:
                channel.sendall(struct.pack(">QI", len(text) + 4, len(text)) + text)
            except OSError:
                break
        channel.detach()
