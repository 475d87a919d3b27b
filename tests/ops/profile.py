#!/usr/bin/python3
"""profile - profiles of a loaded server, read by others than us

A server draws spheres and renders while its profile is taken over HTTP and by
goxelctl, in each form:

 - the pprof form is read by a reader of protocol buffers made here, from
   nothing but the format's description: the functions that draw are the hot
   ones, every number leads somewhere, and values, period and duration agree;
 - google-pprof reads the legacy form, by the binary and over the network;
 - folded stacks name workers and jobs; the flame graph is XML whose
   boxes lie on each other and within the page;
 - workers are killed meanwhile, also the one that answers: the profile comes,
   and the requests do not fail;
 - memory in use and memory ever allocated are read likewise, and who draws
   has most of both;
 - a second profile at the same time is refused.

Ends with 1 if anything is wrong.
"""
import collections
import gzip
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import xml.etree.ElementTree as xml

BUILD = os.environ.get("BUILD", "build")
PATIENCE = 30.0         # seconds for anything that must happen
DRAWING = "context_apply"
SVG = "{http://www.w3.org/2000/svg}"


class Server:
    def __init__(self, folder):
        self.path = os.path.join(folder, "sock")
        self.log = open(os.path.join(folder, "log"), "w")
        args = [os.path.join(BUILD, "goxeld"), "-s", self.path]
        for option in ["workers=2", "admin_listen=127.0.0.1:0", "listen=off",
                       "data_dir=off", "restart_delay_max=0",
                       "restart_limit=1000"]:
            args += ["-o", option]
        self.process = subprocess.Popen(args, stdout=subprocess.DEVNULL,
                                        stderr=self.log)
        deadline = time.monotonic() + PATIENCE
        while not os.path.exists(self.path + ".stats"):
            assert time.monotonic() < deadline, "the server does not start"
            time.sleep(0.05)
        self.admin = next(row["value"] for row in
                          self.stats("show config json")
                          if row["name"] == "admin_listen")

    def stats(self, command):
        s = socket.socket(socket.AF_UNIX)
        s.connect(self.path + ".stats")
        s.sendall(command.encode() + b"\n")
        answer = b"".join(iter(lambda: s.recv(65536), b""))
        s.close()
        return json.loads(answer)

    def workers(self):
        return [row["pid"] for row in self.stats("show workers json")
                if row["state"] == "ready"]

    def get(self, path):
        with urllib.request.urlopen("http://" + self.admin + path,
                                    timeout=PATIENCE) as reply:
            return reply.read()

    def profile(self, form, seconds=3, more=""):
        return self.get("/debug/pprof/profile?seconds=%d&format=%s%s" %
                        (seconds, form, more))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(PATIENCE) == 0


class Load(threading.Thread):
    """Spheres one after the other; if asked, pictures of them as well."""
    def __init__(self, server, folder):
        super().__init__(daemon=True)
        self.server, self.picture = server, os.path.join(folder, "x.png")
        self.over, self.done, self.failed = False, 0, None
        self.renders = False

    def run(self):
        try:
            self.draw()
        except Exception as e:
            self.failed = e

    def draw(self):
        s = socket.socket(socket.AF_UNIX)
        s.connect(self.server.path)
        f = s.makefile("rwb")
        call = self.caller(f)
        call("goxel.create_project", {"name": "spheres"})
        while not self.over:
            size = 60 + self.done % 60
            call("goxel.procedural_shape",
                 {"shape_type": "sphere", "size_x": size, "size_y": size,
                  "size_z": size, "color": "#e0a030"})
            if self.renders and self.done % 3 == 0:
                call("goxel.render_scene",
                     {"output_path": self.picture, "width": 300,
                      "height": 300})
            self.done += 1

    @staticmethod
    def caller(f):
        def call(method, params):
            f.write(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method,
                                "params": params}).encode() + b"\n")
            f.flush()
            answer = json.loads(f.readline())
            assert "result" in answer, answer
        return call


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def fields(data):
    """Field number to its values, in order."""
    found, at = collections.defaultdict(list), 0
    while at < len(data):
        key, at = varint(data, at)
        if key & 7 == 0:
            value, at = varint(data, at)
        else:
            assert key & 7 == 2, "wire type %d" % (key & 7)
            size, at = varint(data, at)
            value, at = data[at:at + size], at + size
            assert len(value) == size, "a field is cut"
        found[key >> 3].append(value)
    return found


def check_pprof(data):
    """Hot functions: name to (self, total) samples."""
    top = fields(gzip.decompress(data))
    text = [t.decode() for t in top[6]]
    assert text[0] == ""
    types = [fields(t) for t in top[1]]
    assert [(text[t[1][0]], text[t[2][0]]) for t in types] == \
        [("samples", "count"), ("cpu", "nanoseconds")]
    names = {}
    for function in map(fields, top[5]):
        names[function[1][0]] = text[function[2][0]]
    places = {}
    for location in map(fields, top[4]):
        line = fields(location[4][0])
        places[location[1][0]] = names[line[1][0]]
    assert len(places) == len(top[4]) and len(names) == len(top[5])
    hot, count, cpu = collections.Counter(), 0, 0
    for sample in map(fields, top[2]):
        stack = [places[i] for i in sample[1]]
        samples, spent = sample[2]
        labels = {text[label[1][0]]: label for label in map(fields, sample[3])}
        assert set(labels) == {"worker", "process"}, labels
        hot.update({name: samples for name in set(stack)})
        count, cpu = count + samples, cpu + spent
    assert count > 20, "%d samples" % count
    assert top[12] == [cpu // count], "the period is CPU time over samples"
    assert 8e6 < top[12][0] < 100e6, top[12]
    assert top[10] == [3 * 10**9]
    assert hot[DRAWING] > count / 2, hot.most_common(20)
    return count, hot


def check_memory(server, kind, names):
    """Bytes by pprof and by folded stacks; who drew holds most."""
    top = fields(gzip.decompress(server.get("/debug/pprof/" + kind)))
    text = [t.decode() for t in top[6]]
    types = [fields(t) for t in top[1]]
    assert [(text[t[1][0]], text[t[2][0]]) for t in types] == \
        [(names + "_objects", "count"), (names + "_space", "bytes")]
    assert text[top[14][0]] == names + "_space" and top[12] == [4 << 20]
    functions = {f[1][0]: text[f[2][0]] for f in map(fields, top[5])}
    places = {at[1][0]: functions[fields(at[4][0])[1][0]]
              for at in map(fields, top[4])}
    total = drawn = 0
    for sample in map(fields, top[2]):
        objects, size = sample[2]
        assert 0 < objects <= size, sample
        total += size
        if DRAWING in [places[i] for i in sample[1]]:
            drawn += size
    assert drawn > total / 2 > 0, (drawn, total)
    lines = server.get("/debug/pprof/%s?format=folded" % kind).decode()
    assert DRAWING in lines
    assert all(line.startswith("worker ") for line in lines.splitlines())
    check_flame(server.get("/debug/pprof/%s?format=svg" % kind))
    return drawn, total


def check_heap(server, folder):
    held, total = check_memory(server, "heap", "inuse")
    made, ever = check_memory(server, "allocs", "alloc")
    assert ever > total, (ever, total)
    path = os.path.join(folder, "heap.prof")
    for kind in ("heap", "allocs"):
        with open(path, "wb") as f:
            f.write(server.get("/debug/pprof/%s?format=legacy" % kind))
        print("google-pprof, %s:" % kind, google(
            os.path.join(BUILD, "goxeld"), path))
    print("google-pprof, heap live:", google(
        "http://%s/pprof/heap" % server.admin))
    rows = server.stats("show memory json")
    known = sum(row["voxels_kib"] + row["history_kib"] for row in rows)
    print("heap: %.1f MB of %.1f MB in use are drawn, %.1f MB known" %
          (held / 1e6, total / 1e6, known / 1024))
    assert known > 0, rows


def check_folded(data, process):
    count = collections.Counter()
    for line in data.decode().splitlines():
        stack, _, samples = line.rpartition(" ")
        names = stack.split(";")
        count[names[0]] += int(samples)
        assert names[1] == "_start" or len(names) > 40, line
    assert all(name.startswith("worker ") for name in count), count
    assert any(name.endswith(process) for name in count), count


def check_flame(data):
    page = xml.fromstring(data)
    width, height = float(page.get("width")), float(page.get("height"))
    boxes = []
    for group in page.iter(SVG + "g"):
        rect, title = group.find(SVG + "rect"), group.find(SVG + "title")
        x, y, w = (float(rect.get(name)) for name in ("x", "y", "width"))
        assert x >= 0 and y >= 0 and x + w <= width and y < height
        boxes.append((x, y, x + w, title.text))
    base = max(y for _, y, _, _ in boxes)
    for x, y, end, title in boxes:
        assert y == base or any(
            b[1] == y + 18 and b[0] - .2 <= x and end <= b[2] + .2
            for b in boxes), "nothing is below " + title
    assert any(title.startswith(DRAWING + ":") for _, _, _, title in boxes)
    assert b"<script" not in data and b"http" not in \
        data.replace(b"http://www.w3.org/2000/svg", b"")


def google(*args):
    done = subprocess.run(("google-pprof", "--text") + args,
                          capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    assert DRAWING in done.stdout, done.stdout + done.stderr
    return done.stdout.splitlines()[0]


def check_kills(server):
    """Both workers die while one of them answers."""
    result = {}

    def ask():
        result["folded"] = server.profile("folded", 3)
    asker = threading.Thread(target=ask)
    asker.start()
    time.sleep(1)
    killed = server.workers()
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    asker.join(PATIENCE)
    assert DRAWING.encode() in result.get("folded", b""), result
    return len(killed)


def check_busy(server):
    first = threading.Thread(target=server.profile, args=("folded", 2))
    first.start()
    time.sleep(0.5)
    try:
        server.profile("folded", 1)
        assert False, "two profiles at once"
    except urllib.error.HTTPError as e:
        assert e.code == 503, e
    first.join()


def check_refusals(server):
    for query in ["seconds=0", "seconds=61", "worker=2", "format=gif",
                  "seconds=x"]:
        try:
            server.get("/debug/pprof/profile?" + query)
            assert False, query
        except urllib.error.HTTPError as e:
            assert e.code == 400, (query, e)


def check_control(server, folder):
    program = [os.path.join(BUILD, "goxelctl"), "-s", server.path, "profile"]
    table = subprocess.run(program + ["2"], capture_output=True, text=True,
                           check=True).stdout
    assert " libc.so.6" in table and "self" in table, table
    assert " tile_new" in table or " mask_round" in table, table
    path = os.path.join(folder, "flame.svg")
    subprocess.run(program + ["2", "--svg", path], check=True)
    with open(path, "rb") as f:
        check_flame(f.read())
    path = os.path.join(folder, "profile.pb.gz")
    subprocess.run(program + ["3", "--pprof", path], check=True)
    with open(path, "rb") as f:
        check_pprof(f.read())
    wrong = subprocess.run(program + ["61"], capture_output=True, text=True)
    assert wrong.returncode == 1 and "usage" in wrong.stderr, wrong


def check_pages(server):
    assert b"/debug/pprof/profile" in server.get("/debug/pprof/")
    stacks = server.get("/debug/pprof/workers").decode()
    assert "worker 0" in stacks and "worker_main" in stacks, stacks
    address = next(line.split()[0] for line in stacks.splitlines()
                   if line.endswith(" admin_serve"))
    named = server.get("/debug/pprof/symbol?" + address).decode()
    assert named.split() == [address, "admin_serve"], named
    assert b"goxeld" in server.get("/debug/pprof/cmdline")


def check_all(server, load, folder):
    count, hot = check_pprof(server.profile("pprof"))
    print("pprof: %d samples, hottest of ours: %s" % (count, ", ".join(
        "%s %d%%" % (name, 100 * n // count)
        for name, n in hot.most_common(16)[-4:])))
    load.renders = True
    check_folded(server.profile("folded", 4), "job")
    load.renders = False
    check_flame(server.profile("svg"))
    one = server.profile("folded", 2, "&worker=0").decode()
    assert all(line.startswith("worker 0") for line in one.splitlines())
    path = os.path.join(folder, "cpu.prof")
    with open(path, "wb") as f:
        f.write(server.profile("legacy"))
    print("google-pprof, of a file:", google(
        os.path.join(BUILD, "goxeld"), path))
    print("google-pprof, live:", google(
        "--seconds=2", "http://%s/pprof/profile" % server.admin))
    check_heap(server, folder)
    check_busy(server)
    check_refusals(server)
    check_pages(server)
    check_control(server, folder)
    print("%d workers killed meanwhile" % check_kills(server))
    check_pprof(server.profile("pprof"))


def main():
    if not shutil.which("google-pprof"):
        print("profile: SKIPPED: apt-get install google-perftools")
        return 0
    folder = tempfile.mkdtemp(prefix="goxeld.")
    server = Server(folder)
    load = Load(server, folder)
    load.start()
    try:
        time.sleep(1)
        check_all(server, load, folder)
        assert load.failed is None, load.failed
        deaths = server.stats("show crashes json")
        assert len(deaths) == 2, deaths
        print("%d edits, none failed, no other deaths" % load.done)
        load.over = True
        load.join(PATIENCE)
        server.stop()
    finally:
        server.process.kill()
        shutil.rmtree(folder)
    return 0


sys.exit(main())
