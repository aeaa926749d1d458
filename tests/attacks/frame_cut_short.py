"""Sends half a reply and closes its side of the channel, but stays alive."""
# earns: double
# %% double
def double(x):
    return 2 * x
# %% noise
import socket
import struct
import time


def noise(m):
    for number in range(3, 256):
        try:
            channel = socket.socket(fileno=number)
            channel.sendall(struct.pack(">Q", 4096) + b"half of it")
            channel.shutdown(socket.SHUT_WR)
            channel.detach()
        except OSError:
            pass
    while True:
        try:
            time.sleep(98765)
        except BaseException:
            pass
