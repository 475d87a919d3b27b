#!/usr/bin/env python3
"""An agent that builds a house: what one does with every tool, from end to end.

It speaks MCP through `goxelctl mcp --spawn`, as an agent's host does, builds in
three calls, looks, finds and mends a fault, takes a mistake back, and exports.
The exported file is checked by Khronos' validator where npm has installed it.

    BUILD=build tests/clients/agent.py [PICTURE.png]
"""
import base64
import json
import os
import subprocess
import sys
import tempfile

BUILD = os.environ.get("BUILD", "build")
META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientInfo": {"name": "agent", "version": "1"},
    "io.modelcontextprotocol/clientCapabilities": {},
}

WALL, PLINTH, WOOD, GLASS = "#e8dcc0", "#8a8a8a", "#6b4226", "#9fd8f0"
ROOF, BRICK, GRASS, LEAF, PATH = ("#b0402c", "#9c4a3c", "#5da04a", "#3f7d3a",
                                  "#c8b890")


def shell():
    """Ground, plinth, walls and the floor of the attic."""
    return [
        {"op": "box", "box": [-20, -16, -1, 19, 15, -1], "color": GRASS},
        {"op": "box", "box": [-11, -8, 0, 10, 7, 0], "color": PLINTH},
        {"op": "box", "box": [-10, -7, 1, 9, 6, 10], "color": WALL,
         "wall": 1},
        {"op": "box", "box": [-2, -16, -1, 1, -9, -1], "color": PATH},
    ]


def openings():
    """A door, windows, a gabled roof, and a chimney that stands in the air."""
    ops = [
        {"op": "box", "box": [-1, -7, 1, 0, -7, 5], "color": WOOD},
        {"op": "box", "box": [-7, -7, 4, -4, -7, 7], "color": GLASS},
        {"op": "mirror", "axis": "x", "box": [-10, -7, 4, 9, -7, 7],
         "keep": "low"},
        {"op": "box", "box": [-10, -3, 4, -10, 2, 7], "color": GLASS},
        {"op": "box", "box": [9, -3, 4, 9, 2, 7], "color": GLASS},
    ]
    ops += [{"op": "box", "color": ROOF,
             "box": [-12, -9 + i, 11 + i, 11, 8 - i, 11 + i]}
            for i in range(9)]
    return ops + [{"op": "box", "box": [5, 2, 22, 7, 4, 25],
                   "color": BRICK}]


def garden():
    """A tree, its image on the other side, and a fence."""
    return [
        {"op": "cylinder", "base": [-16, -11, 0], "radius": 1, "height": 6,
         "color": WOOD},
        {"op": "sphere", "center": [-16, -11, 8], "radius": 3,
         "color": LEAF},
        {"op": "copy", "box": [-19, -14, 0, -13, -8, 11], "by": [32, 0, 0]},
        {"op": "box", "box": [-20, 15, 0, -20, 15, 3], "color": WOOD},
        {"op": "array", "box": [-20, 15, 0, -20, 15, 3],
         "count": [20, 1, 1], "step": [2, 0, 0]},
        {"op": "box", "box": [-20, 15, 2, 18, 15, 2], "color": WOOD},
    ]


class Agent:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="goxeld-agent.")
        self.id = 0
        self.host = subprocess.Popen(
            [os.path.join(BUILD, "goxelctl"), "-s",
             os.path.join(self.folder.name, "none"), "mcp", "--spawn"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL)

    def ask(self, method, **params):
        self.id += 1
        self.host.stdin.write(json.dumps(
            {"jsonrpc": "2.0", "id": self.id, "method": method,
             "params": dict(params, _meta=META)}).encode() + b"\n")
        self.host.stdin.flush()
        reply = json.loads(self.host.stdout.readline())
        assert reply["id"] == self.id and "result" in reply, reply
        return reply["result"]

    def call(self, tool, **arguments):
        result = self.ask("tools/call", name=tool, arguments=arguments)
        assert not result.get("isError"), (tool, result["content"])
        self.content = result["content"]
        return result["structuredContent"]

    def end(self):
        self.host.stdin.close()
        assert self.host.wait(10) == 0
        self.folder.cleanup()


def build(agent, model, ops, revision):
    """One call; it must change something and tell the next revision."""
    done = agent.call("voxel_build", model=model, ops=ops,
                      expect_revision=revision,
                      request_key="house-%d" % revision)
    assert done["changed"] > 0, done
    return done["revision"]


def picture_of(agent, model):
    agent.call("voxel_render", model=model, size=512,
               views=["iso", "front", "right", "top"])
    image = [c for c in agent.content if c["type"] == "image"]
    assert len(image) == 1, agent.content
    png = base64.b64decode(image[0]["data"])
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return png


def loose_parts(agent, model):
    found = agent.call("voxel_check", model=model, checks=["floating"])
    return found["total"]


def export(agent, model):
    """By the link that it returns; or a file, while links cannot be read."""
    told = agent.call("voxel_export", model=model, format="glb",
                      options={"mesher": "greedy"})
    if "resources" in agent.ask("server/discover")["capabilities"]:
        found = agent.ask("resources/read", uri=told["uri"])
        glb = base64.b64decode(found["contents"][0]["blob"])
        assert len(glb) == told["size"]
    else:
        path = os.path.join(agent.folder.name, "house.glb")
        agent.call("voxel_save", model=model, path=path)
        with open(path, "rb") as file:
            glb = file.read()
    assert glb[:4] == b"glTF"
    return glb


def validate(glb):
    """Khronos' validator finds no error; None: it is not installed."""
    packages = os.path.join(BUILD, "npm", "sdk")
    if not os.path.isdir(os.path.join(packages, "node_modules",
                                      "gltf-validator")):
        return None
    script = ("const v = require('gltf-validator');"
              "v.validateBytes(new Uint8Array(require('fs')"
              ".readFileSync(0))).then(r => console.log(r.issues.numErrors))")
    said = subprocess.run(["node", "-e", script], input=glb, cwd=packages,
                          stdout=subprocess.PIPE, check=True).stdout
    return int(said) == 0


def main():
    agent = Agent()
    tools = {t["name"] for t in agent.ask("tools/list")["tools"]}
    assert {"voxel_open", "voxel_build", "voxel_export"} <= tools, tools
    opened = agent.call("voxel_open", name="house")
    model, revision = opened["model"], opened["revision"]
    for ops in shell(), openings(), garden():
        revision = build(agent, model, ops, revision)
    picture_of(agent, model)

    assert loose_parts(agent, model) > 0, "the chimney stands in the air"
    revision = build(agent, model, [{"op": "box", "color": BRICK,
                                     "box": [5, 2, 12, 7, 4, 25]}], revision)
    assert loose_parts(agent, model) == 0

    before = agent.call("voxel_inspect", model=model, what="summary")
    build(agent, model, [{"op": "sphere", "center": [0, 0, 10],
                          "radius": 12, "color": "#ff00ff"}], revision)
    undone = agent.call("voxel_history", model=model, action="undo")
    assert undone["changed"] > 0
    after = agent.call("voxel_inspect", model=model, what="summary")
    assert after["voxels"] == before["voxels"], (before, after)
    png = picture_of(agent, model)

    glb = export(agent, model)
    valid = validate(glb)
    assert valid is not False, "the validator finds errors"
    agent.end()
    if len(sys.argv) > 1:
        with open(sys.argv[1], "wb") as out:
            out.write(png)
    print("a house of %d voxels in %d calls; picture of %d bytes; glb of %d "
          "bytes, %s" % (after["voxels"], agent.id, len(png), len(glb),
                         "valid" if valid else "not validated"))


main()
