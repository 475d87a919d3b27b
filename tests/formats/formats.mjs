/*
 * formats - what packages for node.js find in our files
 *
 * Run by formats.py with a file of facts: what is right, and where the files
 * and the packages are.  Says "passed: ..." or "FAILED: ..." for each check.
 */
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const facts = JSON.parse(fs.readFileSync(process.argv[2]));
const require = createRequire(facts.modules);
const validator = require("gltf-validator");
const { PNG } = require("pngjs");
const readVox = require("vox-reader");

const load = (name) => import(pathToFileURL(
	path.join(facts.modules, "node_modules", name)).href);
const read = (name) => fs.readFileSync(path.join(facts.folder, name));
const bytes = (name) => new Uint8Array(read(name));
const text = (name) => read(name).toString("utf8");

function expect(what, right, found = "") {
	console.log(right ? `passed: ${what}` : `FAILED: ${what} ${found}`);
}

function same(what, found, right) {
	expect(what, JSON.stringify(found) === JSON.stringify(right),
	    `is ${JSON.stringify(found)}, should be ${JSON.stringify(right)}`);
}

const colorOf = (r, g, b) => (r << 16) | (g << 8) | b;
const colors = new Set(facts.voxels.map((v) => colorOf(v[3], v[4], v[5])));
const sameSet = (a, b) => a.size === b.size && [...a].every((x) => b.has(x));

function srgb(linear) {
	const value = linear <= 0.0031308 ? linear * 12.92 :
	    1.055 * linear ** (1 / 2.4) - 0.055;
	return Math.round(value * 255);
}

/*
 * glTF
 */

const GLTF = ["full.gltf", "full.glb", "texture.gltf", "texture.glb",
    "greedy.glb", "smooth.glb", "marching.glb"];

for (const name of GLTF) {
	const report = await validator.validateBytes(bytes(name));
	const { numErrors, numWarnings, messages } = report.issues;

	same(`errors and warnings of the validator about ${name}`,
	    [numErrors, numWarnings], [0, 0]);
	expect(`the validator has nothing to say about ${name}`,
	    messages.length === 0, JSON.stringify(messages.slice(0, 3)));
}

const { NodeIO, Extension } = require("@gltf-transform/core");
const STRONG = "KHR_materials_emissive_strength";

/* Only so that the reader does not warn: the file says what is in it. */
class Strong extends Extension {
	static EXTENSION_NAME = STRONG;
	extensionName = STRONG;
	read() { return this; }
	write() { return this; }
}

const io = new NodeIO().registerExtensions([Strong]);
const readGltf = async (name) => name.endsWith(".glb") ?
    io.readBinary(bytes(name)) :
    io.readJSON({ json: JSON.parse(text(name)), resources: {} });

function primitive(mesh) {
	return mesh.listPrimitives()[0];
}

/* Six times what the triangles enclose: right if all look outwards. */
function enclosed(mesh) {
	const place = primitive(mesh).getAttribute("POSITION");
	const index = primitive(mesh).getIndices();
	let sum = 0;

	for (let i = 0; i < index.getCount(); i += 3) {
		const [a, b, c] = [0, 1, 2].map((k) =>
		    place.getElement(index.getScalar(i + k), []));
		sum += a[0] * (b[1] * c[2] - b[2] * c[1]) +
		    a[1] * (b[2] * c[0] - b[0] * c[2]) +
		    a[2] * (b[0] * c[1] - b[1] * c[0]);
	}
	return sum / 6;
}

function vertexColors(mesh) {
	const color = primitive(mesh).getAttribute("COLOR_0");
	const found = new Set();

	for (let i = 0; i < color.getCount(); i++)
		found.add(colorOf(...color.getElement(i, []).slice(0, 3)
		    .map(srgb)));
	return found;
}

/* What a viewer takes from the picture at each vertex; null: outside. */
function textureColors(mesh) {
	const uv = primitive(mesh).getAttribute("TEXCOORD_0");
	const picture = PNG.sync.read(Buffer.from(primitive(mesh)
	    .getMaterial().getBaseColorTexture().getImage()));
	const found = new Set();

	for (let i = 0; i < uv.getCount(); i++) {
		const [u, v] = uv.getElement(i, []);
		if (!(u >= 0 && u <= 1 && v >= 0 && v <= 1))
			return null;
		const at = 4 * (Math.floor(v * picture.height) *
		    picture.width + Math.floor(u * picture.width));
		found.add(colorOf(...picture.data.subarray(at, at + 3)));
	}
	return found;
}

function checkNormals(name, mesh) {
	const normal = primitive(mesh).getAttribute("NORMAL");
	let good = normal !== null;

	for (let i = 0; good && i < normal.getCount(); i++)
		good = Math.abs(Math.hypot(...normal.getElement(i, [])) - 1) <
		    1e-4;
	expect(`normals of ${name} have length 1`, good);
}

function checkMaterials(name, root) {
	const of = Object.fromEntries(root.listMeshes().map((mesh) =>
	    [mesh.getName(), primitive(mesh).getMaterial()]));
	const stone = of.ground, glass = of.tower;

	expect(`the clone has the tower's material in ${name}`,
	    of.clone === glass);
	same(`names of materials in ${name}`,
	    [stone.getName(), glass.getName(), of.ball.getName()],
	    ["stone", "green glass", ""]);
	same(`roughness and metallic in ${name}`,
	    [stone.getRoughnessFactor(), stone.getMetallicFactor(),
	    glass.getRoughnessFactor(), glass.getMetallicFactor()],
	    [0.75, 0, 0.5, 0.25]);
	same(`alpha in ${name}`, [stone.getAlphaMode(), stone.getAlpha(),
	    glass.getAlphaMode(), Math.round(glass.getAlpha() * 255)],
	    ["OPAQUE", 1, "BLEND", 128]);
	same(`base colour of the glass in ${name}`,
	    glass.getBaseColorFactor().slice(0, 3).map(srgb),
	    [128, 255, 128]);
	same(`emission of the glass in ${name}`, glass.getEmissiveFactor(),
	    [0, 1, 0.25]);
}

for (const name of GLTF.slice(0, 6)) {
	const document = await readGltf(name), root = document.getRoot();
	const top = root.listScenes()[0].listChildren();
	const found = new Set();

	same(`nodes of ${name}`, [top.length, top[0].getName(),
	    top[0].listChildren().map((node) => node.getName()).sort()],
	    [1, "full", Object.keys(facts.parts).sort()]);
	checkMaterials(name, root);
	for (const mesh of root.listMeshes()) {
		const part = facts.parts[mesh.getName()];
		const what = `${mesh.getName()} of ${name}`;

		checkNormals(what, mesh);
		if (name === "smooth.glb")
			continue;
		same(`voxels enclosed by ${what}`,
		    Math.round(enclosed(mesh)), part.voxels);
		if (name.startsWith("full"))
			same(`triangles of ${what}`,
			    primitive(mesh).getIndices().getCount() / 3,
			    part.faces * 2);
		for (const color of (name.startsWith("texture") ?
		    textureColors : vertexColors)(mesh) ?? [])
			found.add(color);
	}
	if (name !== "smooth.glb")
		expect(`colours of ${name} are the model's ${colors.size}`,
		    sameSet(found, colors), `it has ${found.size}`);
}

const strength = JSON.parse(text("full.gltf")).materials.find((m) =>
    m.name === "green glass").extensions[STRONG].emissiveStrength;
same("strength of the glass's emission", strength, 2);

/*
 * three
 */

const three = await load("three/build/three.module.js");
const loader = async (name) => load(`three/examples/jsm/loaders/${name}.js`);
const { PLYLoader } = await loader("PLYLoader");
const { OBJLoader } = await loader("OBJLoader");
const { STLLoader } = await loader("STLLoader");
const { VOXLoader } = await loader("VOXLoader");
const buffer = (name) => bytes(name).buffer;

function checkBounds(what, box, zUp) {
	const [lo, hi] = facts.bounds;
	const right = zUp ? [lo, hi] :
	    [[lo[0], lo[2], -hi[1]], [hi[0], hi[2], -lo[1]]];

	same(`bounds of ${what}`, [box.min.toArray(), box.max.toArray()]
	    .map((at) => at.map((x) => x + 0)), right.map((at) =>
	    at.map((x) => x + 0)));
}

const stl = new STLLoader().parse(buffer("full.stl"));
same("triangles that three finds in the stl",
    stl.getAttribute("position").count / 3, facts.faces * 2);
stl.computeBoundingBox();
checkBounds("the stl", stl.boundingBox, true);

const ply = new PLYLoader().parse(buffer("full.ply"));
same("triangles that three finds in the ply", ply.getIndex().count / 3,
    facts.faces * 2);
expect("three finds colours in the ply", ply.hasAttribute("color"));
ply.computeBoundingBox();
checkBounds("the ply", ply.boundingBox, false);

const obj = new OBJLoader().parse(text("full.obj"));
same("objects and materials that three finds in the obj",
    obj.children.map((mesh) => [mesh.name, mesh.material.name]).sort(),
    [["ball", "none"], ["clone", "green_glass"], ["ground", "stone"],
    ["tower", "green_glass"]]);
for (const mesh of obj.children) {
	same(`triangles that three finds in ${mesh.name} of the obj`,
	    mesh.geometry.getAttribute("position").count / 3,
	    facts.parts[mesh.name].faces * 2);
	expect(`three finds colours in ${mesh.name} of the obj`,
	    mesh.geometry.hasAttribute("color"));
}
checkBounds("the obj", new three.Box3().setFromObject(obj), false);

/*
 * MagicaVoxel
 */

const vox = new VOXLoader().parse(buffer("full.vox"));
const chunks = vox.chunks ?? vox;
same("voxels that three finds in the vox",
    chunks.reduce((sum, chunk) => sum + chunk.data.length / 4, 0),
    facts.voxels.length);

/* A model is centred on half its size, rounded down, at its translation. */
function voxVoxels(file) {
	const sizes = [file.size].flat(), models = [file.xyzi].flat();
	const nodes = [file.ntrn].flat();
	const shapes = [file.nshp].flat(), found = new Map();

	for (const shape of shapes) {
		const node = nodes.find((n) => n.child === shape.nodeId);
		const move = (node.frames[0]._t ?? "0 0 0").split(" ")
		    .map(Number);
		const model = shape.models[0][0], size = sizes[model];
		const corner = [size.x, size.y, size.z].map((s, i) =>
		    move[i] - Math.floor(s / 2));

		for (const v of models[model].values) {
			const c = file.rgba.values[v.i - 1];
			found.set([v.x + corner[0], v.y + corner[1],
			    v.z + corner[2]].join(" "), [c.r, c.g, c.b]);
		}
	}
	return found;
}

const placed = voxVoxels(readVox(read("full.vox")));
same("voxels that vox-reader finds", placed.size, facts.voxels.length);
expect("vox-reader finds every voxel in its place, in its colour or near it",
    facts.voxels.every(([x, y, z, ...color]) => {
	const found = placed.get(`${x} ${y} ${z}`);
	return found !== undefined && color.every((c, i) =>
	    Math.abs(c - found[i]) <= 16);
}));

/*
 * Pictures
 */

for (const name of facts.pictures) {
	const picture = PNG.sync.read(read(name)), seen = new Set();

	for (let i = 0; i < picture.data.length; i += 4)
		seen.add(colorOf(...picture.data.subarray(i, i + 3)));
	/* Of an obj with materials f3d shows these, not vertices' colours. */
	expect(`${name} shows more than a background`,
	    seen.size > (name === "full.obj.png" ? 3 : 50),
	    `it has ${seen.size} colours`);
}
