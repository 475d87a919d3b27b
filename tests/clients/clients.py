#!/usr/bin/env python3
"""The old daemon's clients, written again from what they do on the wire.

Each function below is one kind of client.  They share nothing but the server
and are as careless as the clients that people have: one recv for a reply, a
connection for each request, the answer's end found by a brace.
"""
import base64
import json
import os
import socket
import struct
import sys
import threading
import traceback

from server import Server

ONE_RECV = 1 << 20


def request(method, params=None, number=1):
    message = {"jsonrpc": "2.0", "method": method, "id": number}
    if params is not None:
        message["params"] = params
    return json.dumps(message).encode()


def once(server, method, params=None):
    """A connection for one request; the reply is what one recv brings."""
    with server.connect() as s:
        s.sendall(request(method, params) + b"\n")
        return json.loads(s.recv(ONE_RECV))


class Lines:
    """One connection, requests one after the other, replies by line."""

    def __init__(self, server):
        self.s = server.connect()
        self.file = self.s.makefile("rb")
        self.number = 0

    def call(self, method, params=None):
        self.number += 1
        self.s.sendall(request(method, params, self.number) + b"\n")
        reply = json.loads(self.file.readline())
        assert reply["id"] == self.number, reply
        return reply

    def result(self, method, params=None):
        reply = self.call(method, params)
        assert "result" in reply, reply
        return reply["result"]

    def close(self):
        self.file.close()
        self.s.close()


def expects(reply, **fields):
    for name, value in fields.items():
        assert reply[name] == value, (name, value, reply)


def persistent_connection(server):
    """The suite of continuous integration: one connection for everything."""
    c = Lines(server)
    c.result("goxel.get_status")
    expects(c.result("goxel.create_project", ["CI", 32, 32, 32]),
            success=True, name="CI", width=32)
    for i in range(8):
        c.result("goxel.add_voxel", [i, 0, 0, 255, i, 0, 255])
    expects(c.result("goxel.get_voxel", [3, 0, 0]), exists=True,
            color=[255, 3, 0, 255])
    for name in ("ci.obj", "ci.ply", "ci.vox", "ci.gltf", "ci.kvx",
                 "ci.vxl", "ci.txt", "ci.png"):
        path = server.file(name)
        expects(c.result("goxel.export_model", [path]), path=path)
        assert open(path, "rb").read(1) != b""
    path = server.file("ci.gox")
    expects(c.result("goxel.save_project", [path]), success=True)
    expects(c.result("goxel.load_project", [path]), success=True)
    expects(c.result("goxel.get_voxel", [3, 0, 0]), exists=True)
    picture = server.file("ci.png")
    c.result("goxel.render_scene", {"output_path": picture, "width": 64,
                                    "height": 64})
    assert open(picture, "rb").read(8) == b"\x89PNG\r\n\x1a\n"
    c.close()


def connection_for_each_request(server):
    """The integration test of the first generation."""
    path = server.file("each.gox")
    steps = (
        ("goxel.create_project", ["Each", 16, 16, 16]),
        ("goxel.add_voxel", [8, 8, 8, 255, 0, 0, 255, 0]),
        ("goxel.get_voxel", [8, 8, 8]),
        ("goxel.remove_voxel", [8, 8, 8, 0]),
        ("goxel.create_layer", ["Layer", 255, 0, 0, True]),
        ("goxel.list_layers", []),
        ("goxel.get_status", []),
        ("goxel.save_project", [path]),
        ("goxel.load_project", [path]),
        ("goxel.export_model", [server.file("each.obj"), "obj"]),
    )
    for method, params in steps:
        reply = once(server, method, params)
        assert "result" in reply, (method, reply)
    expects(once(server, "goxel.create_layer", ["Red", 255, 0, 0, True])
            ["result"], success=True, name="Red", visible=True,
            color=[255, 0, 0])
    assert once(server, "goxel.nonsense")["error"]["code"] == -32601


def homebrew_client(server):
    """Positions and colours as objects, and a version asked for first."""
    assert once(server, "goxel.get_version")["result"]["version"]
    once(server, "goxel.create_project", {"name": "Brew"})
    reply = once(server, "goxel.add_voxel", {
        "position": {"x": 1, "y": 2, "z": 3},
        "color": {"r": 10, "g": 20, "b": 30, "a": 255}})
    expects(reply["result"], x=1, y=2, z=3, color=[10, 20, 30, 255])
    path = server.file("brew.ply")
    expects(once(server, "goxel.export_model",
                 {"path": path, "format": "ply"})["result"], path=path)


def library_client(server):
    """Named r, g, b, a; coordinates with a fraction; a picture as text."""
    c = Lines(server)
    c.result("goxel.create_project", {"name": "Library"})
    expects(c.result("goxel.add_voxel", {"x": 1.5, "y": -0.5, "z": 3,
                                         "r": 9, "g": 8, "b": 7, "a": 255}),
            x=1, y=-1, color=[9, 8, 7, 255])
    result = c.result("goxel.render_scene", {
        "width": 32, "height": 32, "options": {"return_mode": "base64"}})
    assert base64.b64decode(result["image_data"])[:4] == b"\x89PNG"
    c.close()


def color_analyst(server):
    c = Lines(server)
    c.result("goxel.create_project", {"name": "Colors"})
    c.result("add_voxels", {"voxels": [
        {"x": i, "y": 0, "z": 0, "r": 255 if i < 7 else 0, "g": 0, "b": 0}
        for i in range(10)]})
    histogram = c.result("goxel.get_color_histogram", {"top_n": 5})
    assert [e["count"] for e in histogram["histogram"]] == [7, 3]
    expects(histogram["histogram"][0], color="#FF0000FF", percentage=70)
    found = c.result("goxel.find_voxels_by_color",
                     {"color": [255, 0, 0], "tolerance": 10})
    expects(found, match_count=7, truncated=False)
    assert c.result("goxel.get_unique_colors", {})["count"] == 2
    c.close()


def demo(server):
    """Ping, version, list, create, add, save: the demo for visitors."""
    c = Lines(server)
    assert c.result("ping")["pong"] is True
    assert c.result("version")["type"] == "daemon"
    names = [m["method"] for m in c.result("list_methods")["methods"]]
    assert names[:6] == ["echo", "version", "status", "ping",
                         "list_methods", "add_voxels"]
    c.result("goxel.create_project", ["Demo"])
    for i in range(5):
        expects(c.result("goxel.add_voxel", {
            "x": i, "y": i, "z": i, "r": 255, "g": 128, "b": 0, "a": 255}),
            color=[255, 128, 0, 255])
    c.result("goxel.save_project", [server.file("demo.gox")])
    c.close()


def formula_test(server):
    """It looks for this text, not for JSON."""
    with server.connect() as s:
        s.sendall(b'{"jsonrpc":"2.0","method":"goxel.get_status",'
                  b'"params":[],"id":1}')
        assert b'"result":' in s.recv(ONE_RECV)


def half_closing_client(server):
    """It says all it has to say before it listens."""
    with server.connect() as s:
        s.sendall(b"".join(request("ping", None, i) for i in range(1, 51)))
        s.shutdown(socket.SHUT_WR)
        text = s.makefile("rb").read()
    replies = [json.loads(line) for line in text.splitlines()]
    assert [r["id"] for r in replies] == list(range(1, 51))


def slow_typist(server):
    """Every byte in a write of its own; the old daemon lost such requests."""
    with server.connect() as s:
        for byte in request("ping") + b"\r\n":
            s.sendall(bytes([byte]))
        assert json.loads(s.recv(ONE_RECV))["result"]["pong"]


def pretty_printer(server):
    with server.connect() as s:
        message = json.loads(request("echo", {"a": [1, 2]}))
        s.sendall(json.dumps(message, indent=4).encode())
        assert json.loads(s.recv(ONE_RECV))["result"] == {"a": [1, 2]}


def one_large_message(server):
    """Ten thousand voxels, ten times what fitted."""
    c = Lines(server)
    c.result("goxel.create_project", ["Large"])
    voxels = [{"x": i % 100, "y": i // 100, "z": 0, "r": 1, "g": 2, "b": 3}
              for i in range(10000)]
    expects(c.result("add_voxels", {"voxels": voxels}), added=10000)
    found = c.result("goxel.get_layer_voxels", {"limit": 0})
    assert found["count"] == 10000 and not found["truncated"]
    c.close()


def pool_of_ten(server):
    """Node's client: a pool, numeric ids, bytes before a brace are cut."""
    failures = []

    def work(part):
        try:
            c = Lines(server)
            c.result("goxel.open_project", {"name": "Pool"})
            for i in range(100):
                c.result("goxel.add_voxel", {
                    "x": part, "y": i, "z": 0, "color": [part, i, 0]})
            c.close()
        except Exception:
            failures.append(traceback.format_exc())

    once(server, "goxel.create_project", {"name": "Pool"})
    threads = [threading.Thread(target=work, args=(i,)) for i in range(10)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not failures, failures[0]
    reply = once(server, "goxel.get_bounding_box", {"project": "Pool"})
    expects(reply["result"], max=[10, 100, 1])


def client_of_pictures(server):
    """Version 16: managed pictures, and a look whether there are any."""
    stats = once(server, "goxel.get_render_stats")["result"]
    once(server, "goxel.create_project", ["Pictures"])
    once(server, "goxel.add_voxel", [0, 0, 0, 255, 0, 0])
    reply = once(server, "goxel.render_scene", {
        "width": 64, "height": 32, "camera_preset": "isometric",
        "options": {"return_mode": "file_path"}})
    made = reply["result"]["file"]
    expects(made, format="png", dimensions={"width": 64, "height": 32})
    assert os.path.getsize(made["path"]) == made["size"]
    assert made["expires_at"] > made["created_at"]
    listed = once(server, "goxel.list_renders")["result"]
    assert listed["count"] == stats["count"] + 1
    info = once(server, "goxel.get_render_info", [made["path"]])["result"]
    expects(info["render"], checksum=made["checksum"], size=made["size"])
    expects(once(server, "goxel.cleanup_render", {"path": made["path"]})
            ["result"], success=True)
    assert not os.path.exists(made["path"])
    assert once(server, "goxel.get_render_info",
                [made["path"]])["error"]["code"] == -1020


def client_of_scripts(server):
    c = Lines(server)
    c.result("goxel.create_project", ["Scripts"])
    result = c.result("goxel.execute_script", {"script": """
        var v = goxel.image.activeLayer.volume;
        for (var x = 0; x < 10; x++)
            v.setAt([x, x, x], [x, 0, 0, 255]);
        print("drawn", x);
    """})
    expects(result, success=True, code=0, output=["drawn 10"])
    expects(c.result("goxel.get_voxel", [9, 9, 9]), color=[9, 0, 0, 255])
    result = c.result("goxel.execute_script", {"script": "nonsense()"})
    expects(result, success=False, code=-1)
    c.close()


class Heads:
    """The second generation: 16 bytes, big-endian, before every message."""

    def __init__(self, server):
        self.s = server.connect()

    def ask(self, number, text):
        self.s.sendall(struct.pack(">IIII", number, 1, len(text), 0) + text)
        return self.hear(number)

    def hear(self, number):
        head = self.exactly(16)
        got, kind, size, time = struct.unpack(">IIII", head)
        assert (got, kind) == (number, 0) and time > 0x60000, head
        return json.loads(self.exactly(size))

    def exactly(self, size):
        data = b""
        while len(data) < size:
            part = self.s.recv(size - len(data))
            assert part, "the connection ended"
            data += part
        return data


def client_with_heads(server):
    c = Heads(server)
    assert c.ask(7, request("ping"))["result"]["pong"]
    c.ask(8, request("goxel.create_project", ["Heads"]))
    for number in (0, 1, 0x0a0d2020, 0x69205501, 0xffffffff):
        reply = c.ask(number, request("goxel.add_voxel",
                                      [number % 50, 0, 0, 1, 2, 3]))
        assert reply["result"]["success"]
    text = request("ping", None, 1) + b""
    c.s.sendall(b"".join(struct.pack(">IIII", i, 0, len(text), 0) + text
                         for i in range(100)))
    for i in range(100):
        c.hear(i)
    c.s.close()


def client_of_tools(server):
    """The first MCP generation: no id, no version, any order of keys."""
    with server.connect() as s:
        replies = s.makefile("rb")

        def tool(text):
            s.sendall(text.encode() + b"\n")
            return json.loads(replies.readline())

        expects(tool('{"tool":"goxel_create_project",'
                     '"arguments":{"name":"Tools"}}'), success=True)
        reply = tool('{ "arguments" : {"color":{"r":1,"g":2,"b":3},'
                     '"position":{"x":4,"y":5,"z":6}}, '
                     '"tool":"goxel_add_voxels"}')
        expects(reply["content"], x=4, color=[1, 2, 3, 255])
        reply = tool('{"tool":"goxel_batch_voxel_operations","arguments":'
                     '{"operations":[{"type":"add_voxel","position":'
                     '{"x":1,"y":1,"z":1},"color":{"r":9,"g":9,"b":9}}]}}')
        expects(reply["content"], successful_operations=1)
        assert len(tool('{"tool":"goxel_list_layers"}')
                   ["content"]["layers"]) == 1
        expects(tool('{"tool":"dance"}'), success=False, error_code=-1001)
        # And now something else on the same connection.
        s.sendall(request("ping") + b"\n")
        assert json.loads(replies.readline())["result"]["pong"]


def client_of_binary_frames(server):
    """Bulk voxels as bytes in, and a box of them out."""
    c = Heads(server)

    def frame(kind, number, body):
        c.s.sendall(struct.pack("<IHHQ", len(body), kind, 0, number) + body)
        size, got, flags, echo = struct.unpack("<IHHQ", c.exactly(16))
        assert (got, echo) == (kind, number)
        return flags, c.exactly(size)

    c.s.sendall(b"MCPB")
    flags, body = frame(1, 1, request("goxel.create_project", ["Bulk"]))
    assert flags == 0 and json.loads(body)["result"]["success"]
    voxels = b"".join(struct.pack("<iii4B", i % 100, i // 100, 0, i % 256, 2,
                                  3, 255) for i in range(10000))
    edit = struct.pack("<II", 0, 10000) + voxels
    edit = struct.pack("<HHI", 3, 0, len(edit)) + edit
    flags, body = frame(2, 2, edit)
    expects(json.loads(body), voxels=10000)
    flags, body = frame(3, 3, struct.pack("<I6i", 0, 0, 0, 0, 99, 99, 0))
    assert flags == 0 and len(body) == 40000
    assert body == b"".join(bytes([i % 256, 2, 3, 255])
                            for i in range(10000))
    flags, body = frame(9, 4, b"")
    assert flags == 1 and json.loads(body)["code"] == -32601
    c.s.close()


CLIENTS = (persistent_connection, connection_for_each_request,
           homebrew_client, library_client, color_analyst, demo,
           formula_test, half_closing_client, slow_typist, pretty_printer,
           one_large_message, pool_of_ten, client_of_pictures,
           client_of_scripts, client_with_heads, client_of_tools,
           client_of_binary_frames)


def main():
    failed = 0
    server = Server()
    for client in CLIENTS:
        try:
            client(server)
        except Exception:
            failed += 1
            print("%s:\n%s" % (client.__name__, traceback.format_exc()))
    server.stop()
    print("clients: %d passed, %d failed" % (len(CLIENTS) - failed, failed))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
