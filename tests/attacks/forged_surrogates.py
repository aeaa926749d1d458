"""Replies with outputs that hold halves of characters, which no notebook file can hold."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import json
import socket
import struct

HALF = {"s": "\ud800 \x00 \ufffe"}


def table(**items):
    return {"dict": [[{"s": key}, item] for key, item in items.items()]}


outputs = [
    table(output_type={"s": "stream"}, name={"s": "stdout"}, text=HALF),
    table(output_type={"s": "error"}, ename=HALF, evalue=HALF, traceback={"list": [HALF]}),
    table(output_type={"s": "display_data"}, data={"dict": [[HALF, HALF], [{"s": "text/html"}, HALF]]}),
]
text = json.dumps(table(reply=table(outputs={"list": outputs}, timeout=False))).encode()
for number in range(3, 256):
    try:
        channel = socket.socket(fileno=number)
    except OSError:
        continue
    channel.sendall(struct.pack(">QI", len(text) + 4, len(text)) + text)
    channel.detach()
