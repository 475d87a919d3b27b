#!/usr/bin/python3
"""Every format we write, read by programs that are not ours.

A server builds two models (scene.py) and exports them in all formats; what
others find in the files is compared with what the layers were asked for:
voxel by voxel, colour by colour, or by counts, bounds and volumes.  Schematics
of Minecraft go the other way: others write them (schematics.mjs), we read.

What is not installed is SKIPPED, said out loud, and not a failure; with
FORMATS_NEED=all it is one.  `make deps-formats` installs everything.
"""
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(HERE, "..", "clients"))
import scene                            # noqa: E402
import schematics                       # noqa: E402
from server import Server               # noqa: E402

MODULES = os.path.join(HERE, "..", "..", "build", "formats")
FORMATS = "txt gox vox qb vxl obj ply stl gltf glb pov png".split()
PATIENCE = 120                          # seconds for any one program


class Tally:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def expect(self, what, right, found=""):
        if right:
            self.passed += 1
            return
        self.failed += 1
        print("FAILED: %s %s" % (what, found))

    def same(self, what, found, right):
        self.expect(what, found == right, "is %r, should be %r" %
                    (found, right) if found != right else "")

    def skip(self, what, missing):
        self.skipped += 1
        print("SKIPPED: %s, for %s is not installed" % (what, missing))


class Connection:
    def __init__(self, server):
        self.socket = server.connect()
        self.socket.settimeout(PATIENCE)
        self.file = self.socket.makefile("rb")

    def call(self, method, params):
        request = {"jsonrpc": "2.0", "id": 1, "method": method,
                   "params": params}
        self.socket.sendall(json.dumps(request).encode() + b"\n")
        reply = json.loads(self.file.readline())
        if "error" in reply:
            raise RuntimeError("%s: %s" % (method, reply["error"]))
        return reply["result"]

    def close(self):
        self.file.close()
        self.socket.close()


def run(*command):
    """What a program says, and whether it ended well."""
    done = subprocess.run(command, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=PATIENCE)
    return done.stdout.decode("utf-8", "replace"), done.returncode == 0


def have(*programs):
    return all(shutil.which(program) for program in programs)


def have_modules():
    return have("node") and os.path.isdir(
        os.path.join(MODULES, "node_modules"))


def read_txt(path):
    """Voxels of Goxel's text format; of a file that is not there, none."""
    voxels = {}
    with contextlib.suppress(FileNotFoundError), open(path) as lines:
        for line in lines:
            if not line.startswith("#"):
                x, y, z, color = line.split()
                voxels[int(x), int(y), int(z)] = tuple(bytes.fromhex(color))
    return voxels


def shape(voxels):
    """Places from the lowest corner on."""
    low = [min((at[i] for at in voxels), default=0) for i in range(3)]
    return {tuple(a - b for a, b in zip(at, low)) for at in voxels}


def y_up(bounds):
    low, high = bounds
    return ([low[0], low[2], -high[1]], [high[0], high[2], -low[1]])


class Suite:
    def __init__(self, folder):
        self.folder, self.tally = folder, Tally()
        self.plain = self.voxels = self.parts = None

    def path(self, name):
        return os.path.join(self.folder, name)

    def export(self, connection):
        def write(name, **options):
            connection.call("goxel.export_model",
                            dict(options, path=self.path(name)))

        full = scene.Scene(connection.call, "full", modes=True)
        for extension in FORMATS:
            write("full." + extension)
        write("texture.gltf", colors="texture")
        write("texture.glb", colors="texture", mesher="greedy")
        write("greedy.glb", mesher="greedy")
        write("smooth.glb", mesher="smooth")
        write("marching.glb", mesher="marching", up="z", scale=0.1,
              origin="center")
        self.learn(full)
        connection.call("goxel.set_layer_visibility", {
            "layer_id": full.layers["ground"], "visible": False})
        write("small.kvx")
        scene.Scene(connection.call, "plain", modes=False)
        write("plain.gox")
        self.plain = scene.joined(full.parts(self.parts["ball"], modes=False))

    def learn(self, full):
        """What there should be; and it is what the server says there is."""
        voxels = read_txt(self.path("full.txt"))
        ball = [at for at, color in voxels.items() if color == scene.SPHERE]
        self.parts = full.parts(ball, modes=True)
        self.voxels = scene.joined(self.parts)
        self.tally.expect("the sphere is one", scene.is_ball(ball))
        self.tally.expect("the text has every voxel of the layers, in its "
                          "colour, and no other", voxels == self.voxels)

    # Goxel itself

    def goxel(self):
        if not have("goxel", "xvfb-run"):
            self.tally.skip("reading by Goxel", "goxel or xvfb")
            return
        for name in ("full.txt", "full.qb", "full.vox", "plain.gox"):
            seen = self.goxel_sees(name)
            right = self.plain if name == "plain.gox" else self.voxels
            self.tally.expect(
                "Goxel sees in %s what is there" % name,
                seen == right if name != "full.vox" else
                self.close_colors(seen), "(%d voxels)" % len(seen))
        raised = {at for name in ("tower", "clone", "ball")
                  for at in self.parts[name]}
        for name, right in (("full.vxl", self.voxels), ("small.kvx", raised)):
            seen = self.goxel_sees(name)
            self.tally.expect("Goxel sees the shape of " + name,
                              shape(seen) == shape(right),
                              "(%d voxels)" % len(seen))

    def goxel_sees(self, name):
        out = self.path(name + ".seen.txt")
        run("xvfb-run", "-a", "goxel", self.path(name), "-e", out)
        return read_txt(out)

    def close_colors(self, seen):
        """All in place; of 313 colours 255 are kept, the others are near."""
        return set(seen) == set(self.voxels) and all(
            max(abs(a - b) for a, b in zip(color, self.voxels[at])) <= 16
            for at, color in seen.items())

    # Meshes

    def assimp(self):
        if not have("assimp"):
            self.tally.skip("counts and bounds of meshes", "assimp")
            return
        apart = 2 * sum(map(scene.faces, self.parts.values()))
        whole = 2 * scene.faces(self.voxels)
        bounds = scene.bounds(self.voxels)
        for name, meshes, faces, box in (
                ("full.stl", 1, whole, bounds),
                ("full.ply", 1, whole, y_up(bounds)),
                ("full.obj", 4, apart, y_up(bounds)),
                ("full.gltf", 4, apart, y_up(bounds)),
                ("full.glb", 4, apart, y_up(bounds)),
                ("texture.gltf", 4, apart, y_up(bounds))):
            self.assimp_agrees(name, meshes, faces, box)

    def assimp_agrees(self, name, meshes, faces, box):
        found = {}
        for line in run("assimp", "info", self.path(name))[0].splitlines():
            key, _, value = line.partition("  ")
            found.setdefault(key.rstrip(":"), value.strip())
        for key, right in (("Meshes", meshes), ("Faces", faces)):
            self.tally.same("%s of %s" % (key, name), found.get(key),
                            str(right))
        for key, right in zip(("Minimum point", "Maximum point"), box):
            point = [line for line in found if line.startswith(key)]
            text = point[0] + found[point[0]] if point else ""
            place = [float(word) for word in
                     text[text.find("(") + 1:].rstrip(") ").split()]
            self.tally.same("%s of %s" % (key, name), place, right)

    def admesh(self):
        if not have("admesh"):
            self.tally.skip("the volume of the stl", "admesh")
            return
        said = run("admesh", self.path("full.stl"))[0]
        found = {}
        for line in said.splitlines():
            key, _, value = line.partition(":")
            found[key.strip()] = value.split()
        loose = found.get("Total disconnected facets", ["?"])[0]
        self.tally.same("disconnected facets of the stl", loose, "0")
        volume = float(said.partition("Volume")[2].split()[1])
        count = len(self.voxels)
        # It adds up in single precision.
        self.tally.expect("the stl encloses its %d voxels" % count,
                          abs(volume - count) < 1e-4 * count,
                          "but %f" % volume)

    def tinyobj(self):
        try:
            import tinyobjloader
        except ImportError:
            self.tally.skip("the obj's materials", "python3-tinyobjloader")
            return
        reader = tinyobjloader.ObjReader()
        config = tinyobjloader.ObjReaderConfig()
        config.triangulate = False
        good = reader.ParseFromFile(self.path("full.obj"), config)
        self.tally.expect("tinyobjloader reads the obj", good and
                          not reader.Warning(), reader.Warning())
        shapes, materials = reader.GetShapes(), reader.GetMaterials()
        for one in shapes:
            self.tally.same("faces of object " + one.name,
                            len(one.mesh.num_face_vertices),
                            scene.faces(self.parts[one.name]))
        self.tally.same("materials of objects", {
            one.name: materials[one.mesh.material_ids[0]].name
            for one in shapes}, {
                "ground": scene.STONE, "tower": "green_glass",
                "clone": "green_glass", "ball": "none"})
        glass = [m for m in materials if m.name == "green_glass"][0]
        self.tally.expect("the glass is half transparent",
                          abs(glass.dissolve - 0.5) < 0.01, glass.dissolve)
        colors = list(reader.GetAttrib().colors)
        found = {tuple(round(c * 255) for c in colors[i:i + 3])
                 for i in range(0, len(colors), 3)}
        self.tally.expect("vertices of the obj have the colours",
                          found == set(self.voxels.values()), len(found))

    def meshio(self):
        try:
            import meshio
        except ImportError:
            self.tally.skip("the ply's fields", "python3-meshio")
            return
        mesh = meshio.read(self.path("full.ply"))
        quads = sum(len(block.data) for block in mesh.cells)
        self.tally.same("quads of the ply", quads, scene.faces(self.voxels))
        fields = [mesh.point_data[name] for name in ("red", "green", "blue")]
        self.tally.expect("vertices of the ply have the colours",
                          {tuple(map(int, color)) for color in zip(*fields)}
                          == set(self.voxels.values()))

    # Pictures

    def pictures(self):
        picture = ["full.png"]
        if have("povray"):
            run("povray", "+I" + self.path("full.pov"),
                "+O" + self.path("pov.png"), "+W200", "+H150", "-D")
            picture.append("pov.png")
        else:
            self.tally.skip("the pov as a picture", "povray")
        if have("f3d", "xvfb-run"):
            for name in ("full.glb", "texture.gltf", "full.obj", "full.stl"):
                out = name + ".png"
                run("xvfb-run", "-a", "f3d", "--output=" + self.path(out),
                    "--resolution=300,200", self.path(name))
                picture.append(out)
        else:
            self.tally.skip("meshes as pictures", "f3d or xvfb")
        if not have("pngcheck"):
            self.tally.skip("whether pictures are whole", "pngcheck")
            return picture
        for name in picture:
            said, good = run("pngcheck", "-q", self.path(name))
            self.tally.expect("%s is a whole picture" % name, good, said)
        return picture

    def gltfpack(self):
        if not have("gltfpack"):
            self.tally.skip("packing glTF", "gltfpack")
            return
        for name in ("full.gltf", "full.glb", "texture.glb", "smooth.glb"):
            packed = self.path("packed.glb")
            said, good = run("gltfpack", "-v", "-i", self.path(name),
                             "-o", packed)
            self.tally.expect("gltfpack packs " + name, good and
                              os.path.getsize(packed) > 1000, said)

    # What there is for node.js

    def schematics(self, connection):
        if not have_modules():
            self.tally.skip("schematics that others wrote",
                            "node or its packages")
            return

        def read(path):
            out = path + ".txt"
            connection.call("goxel.create_project", {"name": "schematic"})
            try:
                connection.call("goxel.load_project", {"path": path})
                connection.call("goxel.export_model", {"path": out})
            except RuntimeError as error:
                self.tally.expect(path, False, error)
            return read_txt(out)

        said, good = run("node", os.path.join(HERE, "schematics.mjs"),
                         os.path.abspath(MODULES) + os.sep, self.folder)
        self.tally.expect("schematics are written", good, said[-2000:])
        if good:
            schematics.check(self, read)

    def node(self, pictures):
        if not have_modules():
            self.tally.skip("gltf-validator, gltf-transform, three, "
                            "vox-reader and pngjs", "node or their packages")
            return
        facts = {
            "folder": self.folder, "pictures": pictures,
            "modules": os.path.abspath(MODULES) + os.sep,
            "voxels": [[*at, *color] for at, color in self.voxels.items()],
            "bounds": scene.bounds(self.voxels),
            "parts": {name: {"voxels": len(part), "faces": scene.faces(part)}
                      for name, part in self.parts.items()},
            "faces": scene.faces(self.voxels)}
        with open(self.path("facts.json"), "w") as file:
            json.dump(facts, file)
        said, good = run("node", os.path.join(HERE, "formats.mjs"),
                         self.path("facts.json"))
        checks = [line for line in said.splitlines()
                  if line.startswith(("passed: ", "FAILED: "))]
        for line in checks:
            self.tally.expect(line[8:], line.startswith("passed"))
        self.tally.expect("all is checked in node.js",
                          good and len(checks) > 20, said[-2000:])


def main():
    folder = tempfile.mkdtemp(prefix="goxeld-formats.")
    suite = Suite(folder)
    try:
        server = Server()
        try:
            connection = Connection(server)
            suite.export(connection)
            suite.schematics(connection)
            connection.close()
        finally:
            server.stop()
        for check in (suite.goxel, suite.assimp, suite.admesh, suite.tinyobj,
                      suite.meshio, suite.gltfpack):
            check()
        suite.node(suite.pictures())
    finally:
        if os.environ.get("FORMATS_KEEP"):
            print("the files are in", folder)
        else:
            shutil.rmtree(folder)
    tally = suite.tally
    print("formats: %d passed, %d failed, %d skipped" %
          (tally.passed, tally.failed, tally.skipped))
    missed = tally.skipped > 0 and os.environ.get("FORMATS_NEED") == "all"
    return 1 if tally.failed > 0 or tally.passed == 0 or missed else 0


if __name__ == "__main__":
    sys.exit(main())
