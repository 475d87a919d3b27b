#!/usr/bin/env python3
"""What a server has grown by after much traffic, and after none.

endure.py SECONDS CONNECTIONS REQUESTS: idle so long, so many short
connections, so many requests on one connection.  Descriptors of all its
processes must be no more than before, and their own memory as much, give or take
what allocators keep.
"""
import os
import sys
import time

from clients import ONE_RECV, Lines, expects, request
from server import Server

KEPT = 4 << 20          # bytes that all processes together may keep
SETTLE_S = 13           # for rings and shadows to be given back
WINDOW = 500            # requests on their way


def family(server):
    """Master, workers, their shadows and the keeper: all with its socket."""
    mine = []
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            line = open("/proc/%s/cmdline" % entry, "rb").read()
        except OSError:
            continue
        if server.path.encode() in line and b"goxeld" in line:
            mine.append(int(entry))
    return mine


def descriptors(server):
    return sum(len(os.listdir("/proc/%d/fd" % p)) for p in family(server))


def memory(server):
    """Private and its share of what is shared, in bytes."""
    total = 0
    for p in family(server):
        with open("/proc/%d/smaps_rollup" % p) as f:
            for line in f:
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) << 10
    return total


def warm_up(server):
    c = Lines(server)
    c.result("goxel.create_project", ["Endure"])
    pump(server, 300000)      # what grows once has grown
    c.close()
    time.sleep(SETTLE_S)


def pump(server, count):
    """Pipelined over one connection; half of them write."""
    with server.connect() as s:
        add = request("goxel.add_voxel", [1, 2, 3, 4, 5, 6]) + b"\n"
        get = request("goxel.get_voxel", [1, 2, 3]) + b"\n"
        part = (add + get) * (WINDOW // 2)
        for _ in range(count // WINDOW):
            s.sendall(part)
            lines = 0
            while lines < WINDOW:
                data = s.recv(ONE_RECV)
                assert data, "the connection ended"
                lines += data.count(b"\n")


def settled(server, fds, kept):
    """What it has grown by, once that is no more than it may, or for good."""
    until = time.time() + SETTLE_S
    while True:
        more = descriptors(server) - fds, memory(server) - kept
        if (more[0] <= 0 and more[1] < KEPT) or time.time() > until:
            return more
        time.sleep(0.5)


def visit(server, count):
    for _ in range(count):
        with server.connect() as s:
            s.sendall(request("ping") + b"\n")
            assert b"pong" in s.recv(ONE_RECV)


def main(seconds, connections, requests):
    server = Server("standby=no")
    failed = 0
    warm_up(server)
    for what, run, count in (("idle seconds", lambda s, n: time.sleep(n),
                              seconds),
                             ("short connections", visit, connections),
                             ("requests", pump, requests)):
        fds, kept = descriptors(server), memory(server)
        run(server, count)
        c = Lines(server)
        expects(c.result("goxel.get_voxel", [1, 2, 3]), exists=True)
        c.close()
        more_fds, more = settled(server, fds, kept)
        good = more_fds <= 0 and more < KEPT
        failed += not good
        print("%9d %-18s %+4d descriptors %+8d KiB%s" % (
            count, what, more_fds, more >> 10, "" if good else "  GREW"))
    server.stop()
    print("endure: %d passed, %d failed" % (3 - failed, failed))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:4])))
