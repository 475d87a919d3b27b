"""Schematics of Minecraft that other programs wrote, read by a server.

What is in them is said by the programs that wrote them, or that read them
(schematics.mjs).  Every voxel is compared; of colours only this is known: one
name has one colour, in whatever file, and these few are what we call them.
"""
import gzip
import json

KNOWN = {"stone": (125, 125, 125), "red_wool": (160, 39, 34)}
# It only marks a place, and is read as nothing.
NOTHING = {"structure_void"}
# Blocks that had a number for each of two states, and one name for both.
LIT = {"furnace", "redstone_lamp", "redstone_torch", "redstone_wall_torch"}


def places(facts):
    """Their y is our z, and their z runs against our y."""
    return {(x, facts["length"] - 1 - z, y): name
            for x, y, z, name in facts["blocks"] if name not in NOTHING}


def learn(colors, right, seen):
    for at, name in right.items():
        if at in seen:
            colors.setdefault(name, set()).add(seen[at])


def name_inside(path, named):
    """The same once more, with a name in gzip's header, as gzip(1) writes."""
    with gzip.open(path) as file:
        tags = file.read()
    with open(named, "wb") as out, gzip.GzipFile("a name", "wb",
                                                 fileobj=out) as file:
        file.write(tags)


def check(suite, read):
    """`read` takes a path and gives voxels."""
    with open(suite.path("schematics.json")) as file:
        files = json.load(file)
    colors = {}
    name_inside(suite.path("members.schem"), suite.path("named.schem"))
    files["named.schem"] = files["members.schem"]
    for name, facts in files.items():
        right, seen = places(facts), read(suite.path(name))
        wrong = set(right) ^ set(seen)
        suite.tally.expect(
            "%s has its %d blocks in their places" % (name, len(right)),
            not wrong, "of %d: %s" % (len(seen), [
                (at, right.get(at)) for at in sorted(wrong)[:5]]))
        learn(colors, right, seen)
    for name, found in sorted(colors.items()):
        suite.tally.expect("a block has one colour",
                           len(found) == 1 + (name in LIT),
                           "%s has %s" % (name, found))
    for name, color in KNOWN.items():
        suite.tally.same("the colour of " + name, colors.get(name), {color})
    suite.tally.expect("there are many names", len(colors) > 500,
                       len(colors))
