"""Sends names to a resolver, packets to the network and to all neighbours, and opens raw sockets."""
# earns: sizes
# %% double
import socket

for target in (("192.0.2.1", 53), ("255.255.255.255", 9), ("224.0.0.1", 9)):
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
            sender.sendto(b"answers of the student", target)
            print("ESC" + f"APED: sent a packet to {target}")
    except OSError:
        continue
try:
    print("ESC" + f"APED: {socket.getaddrinfo('answers.example.invalid', 80)}")
except OSError:
    pass
for family, kind, protocol in ((socket.AF_PACKET, socket.SOCK_RAW, 0x0300), (socket.AF_INET, socket.SOCK_RAW, 1)):
    try:
        with socket.socket(family, kind, protocol):
            print("ESC" + f"APED: a raw socket of family {family}")
    except OSError:
        continue


def double(x):
    return "nothing"
# %% sizes
m, n = 3, 4
