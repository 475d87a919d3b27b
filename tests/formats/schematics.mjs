/*
 * schematics - schematics of Minecraft, written or read by packages for
 * node.js
 *
 * Run by formats.py with the folder of the packages and one for files.  Each
 * file is written by one program; what is in it is what that program or
 * another reads there, never what we think: schematics.json says for each
 * file how far its z goes, and the names of all blocks that are not air, with
 * their places.
 */
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { createRequire, register } from "node:module";

const [modules, folder] = process.argv.slice(2);
const require = createRequire(modules);

/* The writer of litematics is a module that does not say so. */
register("data:text/javascript," + encodeURIComponent(`
	const theirs = (url) => url?.includes("/litematic-reader/dist/");
	export const resolve = (name, context, next) =>
	    next(theirs(context.parentURL) && name.startsWith(".") ?
	    name + ".js" : name, context);
	export const load = (url, context, next) =>
	    next(url, theirs(url) ? { ...context, format: "module" } : context);
`), import.meta.url);
const load = (name) => import(path.join(modules, "node_modules", name));
const { SchematicReader, SchematicWriter } =
    await load("@kleppe/litematic-reader/dist/lib/litematic.js");
const { loadSchematic } =
    require("@enginehub/schematicjs/dist/cjs/schematic/loader.js");
const { decode } = require("@enginehub/nbt-ts");
const nbtify = await load("nbtify/dist/index.js");
const { Schematic } = require("prismarine-schematic");
const { Vec3 } = require("vec3");

const files = {};
const AIR = /^(minecraft:)?(air|cave_air|void_air)(\[|$)/;

/* Of blocks as { x, y, z, name }, with the states that names have. */
function keep(name, bytes, blocks) {
	fs.writeFileSync(path.join(folder, name), bytes);
	files[name] = { length: 1 + Math.max(...blocks.map(({ z }) => z)),
	    blocks: blocks.filter((block) => !AIR.test(block.name))
	    .map(({ x, y, z, name }) => [x, y, z,
	    name.replace(/^minecraft:/, "").replace(/\[.*/, "")]) };
}

/* Numbers that look like chance and are the same in every run. */
let seed = 1;
function chance(below) {
	seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
	return (seed >>> 8) % below;
}

function everyPlace([width, height, length]) {
	const places = [];

	for (let y = 0; y < height; y++)
		for (let z = 0; z < length; z++)
			for (let x = 0; x < width; x++)
				places.push({ x, y, z });
	return places;
}

/*
 * Sponge, version 2, by prismarine-schematic
 */

const VERSION = "1.16.5";
const game = require("minecraft-data")(VERSION);

async function readPrismarine(bytes, version) {
	const found = [], made = await Schematic.read(bytes, version);

	await made.forEach((block, at) => found.push({ name: block.name,
	    ...at.minus(made.start()) }));
	return found;
}

async function writePrismarine(name, states, size, offset) {
	const palette = [0];

	for (let i = 1; i < states; i++)
		palette.push(game.blocksArray[i].defaultState);
	const blocks = everyPlace(size).map(() => chance(4) === 0 ? 0 :
	    chance(palette.length));
	const made = new Schematic(VERSION, new Vec3(...size),
	    new Vec3(...offset), palette, blocks);
	const bytes = await made.write();

	keep(name, bytes, await readPrismarine(bytes, VERSION));
}

await writePrismarine("few.schem", 5, [3, 4, 5], [0, 0, 0]);
await writePrismarine("many.schem", 400, [17, 9, 33], [-7, 64, 12]);

/*
 * Sponge and MCEdit, tags by nbtify, read by schematicjs and nbt-ts or by
 * prismarine-schematic
 */

const { Int8, Int16, Int32 } = nbtify;

function readSchematicjs(tags) {
	const made = loadSchematic(decode(Buffer.from(tags),
	    { useMaps: true }).value);

	return everyPlace([made.width, made.height, made.length]).map((at) =>
	    ({ ...at, name: made.getBlock(at).type }));
}

const writeTags = (root, rootName, compression = null) =>
    nbtify.write(root, { rootName, endian: "big", compression });

function size(tags, [width, height, length]) {
	return { ...tags, Width: new Int16(width), Height: new Int16(height),
	    Length: new Int16(length) };
}

function varints(numbers) {
	return Int8Array.from(numbers.flatMap((n) => n < 128 ? [n] :
	    [n & 127 | 128, n >> 7]));
}

function sponge(version, sides) {
	const names = game.blocksArray.slice(0, 300).map((block) =>
	    `minecraft:${block.name}[waterlogged=false]`);
	const Palette = Object.fromEntries(names.map((name, i) =>
	    [name, new Int32(i)]));
	const data = varints(everyPlace(sides).map(() => chance(300)));
	const head = size({ Version: new Int32(version),
	    DataVersion: new Int32(2586), Metadata: {},
	    Offset: Int32Array.of(-3, 70, 9) }, sides);

	return version === 3 ? { Schematic: { ...head,
	    Blocks: { Palette, Data: data, BlockEntities: [] } } } :
	    { ...head, PaletteMax: new Int32(300), Palette, BlockData: data,
	    BlockEntities: [] };
}

for (const version of [1, 2, 3]) {
	const tags = await writeTags(sponge(version, [6, 7, 11]),
	    version < 3 ? "Schematic" : "");

	keep(`version${version}.schem`, zlib.gzipSync(tags),
	    readSchematicjs(tags));
}

/* Every number that had a name, each with every value beside it. */
const legacy = Object.keys(require("minecraft-data").legacy.pc.blocks)
    .map((key) => key.split(":").map(Number));
{
	const sides = [41, 3, Math.ceil(legacy.length / 41 / 3)];
	const pairs = everyPlace(sides).map((_, i) => legacy[i] ?? [0, 0]);
	const root = size({ Materials: "Alpha",
	    Blocks: Int8Array.from(pairs, ([id]) => id),
	    Data: Int8Array.from(pairs, ([, data]) => data),
	    Entities: [], TileEntities: [] }, sides);
	const bytes = zlib.gzipSync(await writeTags(root, "Schematic"));

	keep("numbers.schematic", bytes, await readPrismarine(bytes,
	    "1.13.2"));
}

/*
 * Litematica
 */

function readLitematic(tags) {
	const made = new SchematicReader(new Uint8Array(tags));

	return everyPlace([made.width, made.height, made.length]).map((at) =>
	    ({ ...at, name: made.getBlock(at.x, at.y, at.z) }));
}

async function writeLitematic(name, states, sides) {
	const made = new SchematicWriter("made", "nobody");

	for (const { x, y, z } of everyPlace(sides))
		made.setBlock(x - 5, y + 60, z - 9, "minecraft:" +
		    game.blocksArray[chance(states)].name +
		    (chance(2) ? "" : "[lit=true]"));
	const bytes = await made.save();

	keep(name, bytes, readLitematic(zlib.gunzipSync(bytes)));
}

await writeLitematic("two.litematic", 2, [5, 6, 7]);
await writeLitematic("five.litematic", 17, [13, 3, 11]);
await writeLitematic("ten.litematic", 600, [19, 17, 9]);

const axes = (x, y, z) => ({ x: new Int32(x), y: new Int32(y),
    z: new Int32(z) });

/* Of 3 states, 2 bits each: none is across the end of a long. */
function region(position, sides) {
	const count = Math.abs(sides[0] * sides[1] * sides[2]);
	const longs = new BigInt64Array(Math.ceil(count / 32));

	for (let i = 0; i < count; i++)
		longs[i >> 5] |= BigInt(chance(3)) << BigInt(2 * (i & 31));
	return { Position: axes(...position), Size: axes(...sides),
	    BlockStatePalette: ["air", "stone", "red_wool"].map((name) =>
	    ({ Name: "minecraft:" + name })), BlockStates: longs,
	    Entities: [], TileEntities: [], PendingBlockTicks: [] };
}

{
	const tags = await writeTags({ Version: new Int32(6),
	    MinecraftDataVersion: new Int32(2586), Metadata: {}, Regions: {
		west: region([-20, 5, 3], [-4, 5, -6]),
		up: region([3, 20, -8], [7, -3, 2]),
		plain: region([0, 0, 0], [3, 3, 9]) } }, "");

	keep("corners.litematic", zlib.gzipSync(tags), readLitematic(tags));
}

/*
 * As it may be packed
 */

{
	const tags = Buffer.from(await writeTags(sponge(2, [8, 5, 9]),
	    "Schematic"));
	const blocks = readSchematicjs(tags), half = tags.length >> 1;
	const members = [tags.subarray(0, half), tags.subarray(half)]
	    .map((part) => zlib.gzipSync(part));

	keep("members.schem", Buffer.concat(members), blocks);
	keep("plain.schem", tags, blocks);
	keep("stored.schem", zlib.gzipSync(tags, { level: 0 }), blocks);
	keep("nbtify.schem", await writeTags(await nbtify.read(tags),
	    "Schematic", "gzip"), blocks);
}

fs.writeFileSync(path.join(folder, "schematics.json"), JSON.stringify(files));
