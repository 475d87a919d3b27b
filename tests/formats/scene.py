"""A model with one of everything, and what must be seen of it.

What is expected is worked out here voxel by voxel, from what the layers were
asked for; only the sphere's voxels are taken from the server's own word.
"""
import math

TOWER, SPHERE, PAINT = (200, 60, 30), (30, 160, 220), (250, 240, 10)
STONE, GLASS = "stone", "green glass"
WIDTH, DEPTH, HEIGHT = 320, 10, 4           # of the ground, voxels
CLONE_MOVE = (100, 0, 0)
BALL = ((200, 0, 10), (219, 19, 29))


def ground_color(x):
    return x % 256, 40 + x // 256 * 100, x * 7 % 256


def hexed(color):
    return "#%02x%02x%02x" % tuple(color)


def cells(low, high):
    return ((x, y, z) for x in range(low[0], high[0] + 1)
            for y in range(low[1], high[1] + 1)
            for z in range(low[2], high[2] + 1))


TOWER_BOX = ((20, 0, 4), (39, 9, 30))
CUT_BOX = ((25, 0, 10), (34, 9, 20))
PAINT_BOX = ((250, 0, 0), (259, 9, 3))
HIDDEN_BOX = ((1000, 0, 0), (1003, 3, 3))


class Scene:
    """Built through `call(method, params)`, which answers with results."""

    def __init__(self, call, name, modes):
        self.call, self.layers = call, {}
        call("goxel.create_project", {"name": name})
        # Shapes are drawn within it.
        call("goxel.set_project_box", {"min": [0, 0, 0], "max": [399, 63, 63]})
        call("goxel.add_material", {
            "name": STONE, "color": "#ffffff", "metallic": 0,
            "roughness": 0.75})
        call("goxel.add_material", {
            "name": GLASS, "color": "#80ff8080", "metallic": 0.25,
            "roughness": 0.5, "emission": [0, 2, 0.5]})
        self.ground()
        self.tower()
        if modes:
            self.box("cut", CUT_BOX, (9, 9, 9), mode="sub")
        self.call("goxel.clone_layer", {
            "layer_id": self.layers["tower"], "name": "clone",
            "move": CLONE_MOVE})
        self.call("goxel.create_shape_layer", {
            "shape_type": "sphere", "min": BALL[0], "max": BALL[1],
            "color": hexed(SPHERE), "name": "ball"})
        if modes:
            self.box("paint", PAINT_BOX, PAINT, mode="paint")
        hidden = self.box("hidden", HIDDEN_BOX, (1, 2, 3))
        call("goxel.set_layer_visibility",
             {"layer_id": hidden, "visible": False})

    def layer(self, name):
        made = self.call("goxel.create_layer", {"name": name})
        self.layers[name] = made["layer_id"]
        return made["layer_id"]

    def box(self, name, box, color, **more):
        layer = self.layer(name)
        self.call("goxel.fill_box", {
            "min": box[0], "max": box[1], "color": hexed(color),
            "layer_id": layer})
        if "mode" in more:
            self.call("goxel.set_layer_mode",
                      {"layer_id": layer, "mode": more["mode"]})
        return layer

    def ground(self):
        layer = self.layer("ground")
        self.call("add_voxels", {"layer_id": layer, "voxels": [
            [x, y, z, *ground_color(x), 255] for x, y, z in
            cells((0, 0, 0), (WIDTH - 1, DEPTH - 1, HEIGHT - 1))]})
        self.call("goxel.set_layer_material",
                  {"layer_id": layer, "material": STONE})

    def tower(self):
        layer = self.box("tower", TOWER_BOX, TOWER)
        self.call("goxel.set_layer_material",
                  {"layer_id": layer, "material": GLASS})

    def parts(self, ball, modes):
        """Voxels and their colours of each layer that has any to be seen."""
        ground = {at: ground_color(at[0]) for at in
                  cells((0, 0, 0), (WIDTH - 1, DEPTH - 1, HEIGHT - 1))}
        tower = dict.fromkeys(cells(*TOWER_BOX), TOWER)
        clone = {tuple(a + b for a, b in zip(at, CLONE_MOVE)): color
                 for at, color in tower.items()}
        if modes:
            for at in cells(*CUT_BOX):
                tower.pop(at, None)
            for at in cells(*PAINT_BOX):
                ground[at] = PAINT
        return {"ground": ground, "tower": tower, "clone": clone,
                "ball": dict.fromkeys(ball, SPHERE)}


def is_ball(voxels):
    """The sphere is about as large as one, and in its box."""
    right = math.pi / 6 * 20 ** 3
    inside = all(low <= a <= high for at in voxels
                 for a, low, high in zip(at, *BALL))
    return inside and abs(len(voxels) - right) < right * 0.05


def joined(parts):
    return {at: color for part in parts.values()
            for at, color in part.items()}


def faces(voxels):
    """Sides that no neighbour covers."""
    return sum((x + a, y + b, z + c) not in voxels
               for x, y, z in voxels
               for a, b, c in ((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0),
                               (0, 0, 1), (0, 0, -1)))


def bounds(voxels):
    return ([min(at[i] for at in voxels) for i in range(3)],
            [max(at[i] for at in voxels) + 1 for i in range(3)])
