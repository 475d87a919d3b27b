/*
 * dash - what the dashboard must show and must not do, in a real browser
 *
 *	dash.mjs URL CHROMIUM WORK MASTER BUILD
 *
 * In WORK are the server's socket, to load it by, its settings file, to which
 * the token is added half-way, and the token; MASTER is its process id, two of
 * whose workers are killed; in BUILD is goxelctl, and pictures go to its dash.
 */
import { spawn } from "node:child_process";
import { appendFileSync, readFileSync } from "node:fs";
import { createConnection } from "node:net";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [url, browser_path, work, master, build] = process.argv.slice(2);
const socket = work + "/socket", folder = build + "/dash";
const token = readFileSync(work + "/token", "utf8").trim();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"),
    "utf8");
const sizes = [["wide", 1440, 900], ["phone", 390, 844]];
let failed = 0;
let refusals = 0;		/* of which the console will tell */

function check(claim, holds, more = "") {
	console.log((holds ? "ok    " : "FAIL  ") + claim +
	    (holds ? "" : ": " + more));
	failed += !holds;
}

/* A client that asks, waits for the answer, and asks again. */
function load(project) {
	const conn = createConnection(socket);
	let n = 0;
	const say = (method, params) => conn.write(JSON.stringify({ jsonrpc:
	    "2.0", id: n++, method, params }) + "\n");
	conn.on("connect", () => say("goxel.create_project",
	    { name: project }));
	conn.on("data", () => setTimeout(() => n % 9 === 0 ?
	    say("goxel.no_such", {}) : say("goxel.add_voxel", { project,
	    x: n % 64, y: n % 61, z: n % 59, color: "#e0a030" }), 1));
	conn.on("error", () => check("no connection breaks", false, project));
	return conn;
}

/* An agent's host that asks through the stdio bridge. */
function host() {
	const bridge = spawn(build + "/goxelctl", ["-s", socket, "mcp"],
	    { stdio: ["pipe", "pipe", "inherit"] });
	let id = 0;
	const say = (method, params) => bridge.stdin.write(JSON.stringify({
	    jsonrpc: "2.0", id: id++, method, params }) + "\n");
	bridge.stdout.on("data", () => setTimeout(say, 15, "tools/call",
	    { name: "voxel_list" }));
	say("initialize", { protocolVersion: "2025-06-18", capabilities: {},
	    clientInfo: { name: "test", version: "1" } });
	return bridge;
}

function workers() {
	return readFileSync(`/proc/${master}/task/${master}/children`, "utf8")
	    .trim().split(" ").map(Number);
}

async function open(browser, [name, width, height], scheme) {
	const page = await browser.newPage({ viewport: { width, height },
	    colorScheme: scheme });
	const where = name + ", " + scheme;
	page.on("console", m => check("console is silent", m.type() !==
	    "error" && m.type() !== "warning" || (refusals-- > 0 &&
	    m.text().includes("status of 401")), where + ": " + m.text()));
	page.on("pageerror", e => check("the script does not fail", false,
	    where + ": " + e.message));
	page.on("request", r => {
		const to = new URL(r.url());
		if (to.protocol !== "data:" && to.origin !== new URL(url)
		    .origin)
			check("nothing is loaded from elsewhere", false,
			    r.url());
	});
	await page.goto(url);
	await page.waitForFunction(() => document.querySelector("#state")
	    .textContent === "serving");
	return page;
}

const text = (page, selector) => page.locator(selector).innerText();
const pixels = (page, id) => page.evaluate(name => document
    .getElementById(name).toDataURL(), id);

async function becomes(page, claim, holds, argument) {
	try {
		await page.waitForFunction(holds, argument, { timeout: 15000 });
		check(claim, true);
	} catch (e) {
		check(claim, false, e.message.split("\n")[0]);
	}
}

async function check_live(page) {
	const before = {};

	for (const id of ["heat", "rate", "quantiles", "traffic"])
		before[id] = await pixels(page, id);
	const clients = ["one", "two", "three", "four"].map(load);
	await becomes(page, "requests are counted", () => /^\d{2}|k/.test(
	    document.querySelector("#vitals .big").textContent));
	await becomes(page, "methods are listed", () => document
	    .querySelector("#methods").textContent.includes("add_voxel"));
	await becomes(page, "errors are listed", () => document
	    .querySelector("#errors").textContent.includes("METHOD"));
	await page.waitForTimeout(2500);
	for (const id of Object.keys(before))
		check(id + " changes under load",
		    await pixels(page, id) !== before[id]);
	return clients;
}

async function check_kill(page) {
	const victim = workers()[1];

	process.kill(victim, "SIGKILL");
	await becomes(page, "a killed worker is told", pid => document
	    .querySelector("#events").textContent.includes("(" + pid +
	    ") ended by signal 9"), victim);
	await becomes(page, "three workers serve again", () => document
	    .querySelector("#workers-note").textContent.startsWith("3 serve"));
	await becomes(page, "it goes on live", old => document.querySelector(
	    "#facts").textContent !== old, await text(page, "#facts"));
}

async function check_keys(page) {
	const pressed = await page.getAttribute("#grid button >> nth=1",
	    "aria-expanded");

	await page.focus("#grid button >> nth=1");
	await page.keyboard.press("Enter");
	await page.waitForTimeout(300);
	check("a worker opens by keyboard", pressed === "false" &&
	    (await text(page, "#details")).startsWith("Worker 1"));
	await page.focus("#rate");
	await page.keyboard.press("ArrowLeft");
	await page.waitForTimeout(200);
	check("a chart is read by keyboard",
	    /answered\s+[\d.]+k?\/s/.test(await text(page, "#said")));
	await page.keyboard.press("Escape");
	check("Escape hides what it told",
	    await page.locator("#tip").isHidden());
	await page.keyboard.press("2");
	check("a key chooses the time shown", await page.getAttribute(
	    "[data-window='300']", "aria-pressed") === "true");
	await page.click("th[data-column=calls] button");
	await page.waitForTimeout(200);
	check("a column sorts", await page.getAttribute(
	    "th[data-column=calls]", "aria-sort") === "descending");
}

async function check_pause(page) {
	await page.keyboard.press("p");
	await page.waitForTimeout(300);
	const before = await text(page, "main");
	const drawn = await pixels(page, "rate");
	await page.waitForTimeout(2500);
	check("pausing freezes every word", before === await text(page,
	    "main"));
	check("pausing freezes charts", drawn === await pixels(page, "rate"));
	check("pausing is told", (await text(page, "#state"))
	    .startsWith("paused"));
	await page.keyboard.press("p");
	await page.waitForTimeout(1500);
	check("what was missed is there", drawn !== await pixels(page,
	    "rate") && await page.evaluate(() => past.when.every((when, i) =>
	    i === 0 || when - past.when[i - 1] <= 2)));
}

async function check_access(page, where) {
	const found = await page.evaluate(source => {
		(0, Function)(source)();
		return window.axe.run();
	}, axe).catch(() => null);

	check("axe finds nothing, " + where, found !== null &&
	    found.violations.length === 0, found === null ? "it does not run" :
	    found.violations.map(v => v.id + " " + v.nodes.map(n => n.target)
	    .join()).join("; "));
}

const layer_rows = page => page.locator("#layer-table tbody tr").count();

async function check_layers(page) {
	await becomes(page, "layers of direct requests are told", () =>
	    ["read", "parse", "execute", "commit", "write"].every(name => [
	    ...document.querySelectorAll("#layer-table tbody tr")].some(row =>
	    row.cells[0].textContent === name &&
	    /\d (\u00b5s|ms)/.test(row.cells[1].textContent))));
	check("and the time until a worker has a connection", await page
	    .locator("#layer-table td.dot", { hasText: "accept" }).count() ===
	    1);
	const direct = await layer_rows(page), drawn = await pixels(page,
	    "layers");
	await page.keyboard.press("b");
	check("a key shows the bridge's path", await page.getAttribute(
	    "[data-path=bridge]", "aria-pressed") === "true");
	await becomes(page, "no request came through a bridge yet", () =>
	    document.querySelector("#layer-table").textContent.includes(
	    "no request came through a bridge"));
	const bridge = host();
	await becomes(page, "both legs of the bridge are told", () =>
	    ["bridge up", "bridge down", "accept", "execute"].every(name =>
	    [...document.querySelectorAll("#layer-table tbody tr")].some(row =>
	    row.cells[0].textContent === name &&
	    /\d (\u00b5s|ms)/.test(row.cells[1].textContent))));
	check("the bridge has two layers more", await layer_rows(page) >=
	    direct + 1 && await page.locator("#layer-table td.dot", { hasText:
	    "bridge" }).count() === 2);
	check("its chart is another", drawn !== await pixels(page, "layers"));
	check("shares are all of it", await page.evaluate(() => Math.abs([
	    ...document.querySelectorAll("#layer-table tbody tr")].reduce(
	    (sum, row) => sum + parseFloat(row.cells[3].textContent), 0) -
	    100) < 5));
	await page.focus("#layers");
	await page.keyboard.press("ArrowLeft");
	await page.waitForTimeout(200);
	check("the chart of layers is read by keyboard",
	    /execute\s+[\d.]+ (\u00b5s|ms)/.test(await text(page, "#said")));
	await page.keyboard.press("Escape");
	await page.click("[data-path=direct]");
	await page.waitForTimeout(300);
	check("the direct path is back", await layer_rows(page) === direct);
	return bridge;
}

async function check_details(page) {
	await becomes(page, "a worker's jobs, projects and connections are " +
	    "told", () => ["Jobs", "Projects", "Connections"].every(name => [
	    ...document.querySelectorAll("#closeup summary")].some(line =>
	    line.textContent.startsWith(name + ": "))));
	await page.focus("#closeup summary >> text=Stack");
	await page.keyboard.press("Enter");
	await becomes(page, "its stack opens by keyboard", () => [
	    ...document.querySelectorAll("#closeup details[open] li")].some(
	    line => line.textContent.includes("event_base_loop")));
	await page.waitForTimeout(6000);
	check("and stays open", await page.locator("#closeup details[open]")
	    .count() === 1);
	await page.keyboard.press("Enter");
}

/* As the page does it, or another would. */
const ask = (body, headers) => fetch(new URL("command", url), { method:
    "POST", body, headers });

async function check_refusals(page) {
	const key = "X-Goxeld-Token";
	const words = async reply => (await reply.json()).error;
	const without = await ask("drain worker 1", { [key]: token });

	check("without a token set nothing is offered", await page.locator(
	    ".actions button:visible").count() === 0);
	check("and the server refuses by words", without.status === 403 &&
	    (await words(without)).includes("admin_token_file"));
	appendFileSync(work + "/conf", `admin_token_file ${work}/token\n`);
	process.kill(master, "SIGHUP");
	await becomes(page, "with one, actions are offered", () => document
	    .querySelectorAll("#details .actions button").length === 2 &&
	    !document.querySelector("#server-actions").hidden);
	for (const [claim, status, headers] of [
	    ["no header", 403, {}],
	    ["a wrong token", 401, { [key]: token + "x" }],
	    ["no token", 401, { [key]: "" }],
	    ["another site's page", 403, { [key]: token, Origin:
		"http://evil.example" }],
	    ["another port's page", 403, { [key]: token, Origin:
		"http://127.0.0.1:1" }]])
		check("with " + claim + " nothing is done", (await ask(
		    "drain worker 1", headers)).status === status);
}

async function check_actions(page) {
	const order = name => becomes(page, name + " is an event", wanted => [
	    ...document.querySelectorAll("#events tr")].some(row => row
	    .textContent.includes("order" + wanted)), name);

	refusals = 1;
	await page.click("#details >> text=Drain");
	await page.keyboard.type("this-is-the-wrong-token");
	await page.keyboard.press("Enter");
	await becomes(page, "a wrong token is told", () => document
	    .querySelector("#outcome").textContent.includes("not the token"));
	await page.click("#details >> text=Drain");
	await page.keyboard.type(token);
	await page.keyboard.press("Enter");
	await becomes(page, "a worker is drained", () => document
	    .querySelector("#outcome").textContent.includes("to others") &&
	    document.querySelector("#workers-note").textContent.startsWith(
	    "2 serve"));
	await order("drain worker 1");
	await page.click("#details >> text=Undrain");
	await becomes(page, "and comes back", () => document.querySelector(
	    "#workers-note").textContent.startsWith("3 serve"));
	const drawn = await pixels(page, "cpu");
	const victim = await page.evaluate(() => now.workers[1].pid);
	await page.click("#details >> text=Kill");
	await page.waitForTimeout(1200);
	check("killing asks again", workers().includes(victim) && (await text(page,
	    "#details .actions")).includes("Really kill worker 1?"));
	await page.click("#details >> text=Really");
	await order("kill worker 1");
	check("and is done", !workers().includes(victim));
	await page.click("text=Checkpoint all");
	await order("checkpoint");
	await page.click("text=Reload settings");
	await order("reload");
	await becomes(page, "three serve at the end", () => document
	    .querySelector("#workers-note").textContent.startsWith("3 serve"));
	check("orders are marks on charts", drawn !== await pixels(page,
	    "cpu") && await page.evaluate(() => marks().filter(m => m[1] ===
	    "order").length) === 5);
	check("the token is nowhere on the page", !(await page.content())
	    .includes(token));
}

/* axe comes as a script, which the page's own policy refuses. */
async function check_access_apart(browser, size, scheme) {
	const [name, width, height] = size;
	const context = await browser.newContext({ bypassCSP: true,
	    viewport: { width, height }, colorScheme: scheme });
	const page = await context.newPage();
	const where = name + ", " + scheme;

	await page.goto(url);
	await page.waitForTimeout(1500);
	check("nothing is wider than the screen, " + where,
	    await page.evaluate(() => document.documentElement.scrollWidth <=
	    innerWidth));
	await check_access(page, where);
	await page.click("[data-path=bridge]");
	if (name === "phone") await page.click("#grid button >> nth=0");
	if (name === "phone") await page.click("#closeup summary >> text=Stack");
	await page.waitForTimeout(700);
	await page.screenshot({ path: `${folder}/${name}-${scheme}.png`,
	    fullPage: true });
	await context.close();
}

const reply = await fetch(url);
const page_text = await reply.text();
check("the page is below 100 KB", page_text.length < 100000);
check("its policy allows nothing but itself", /^default-src 'none'; /.test(
    reply.headers.get("content-security-policy")) && !/unsafe|\*|https?:/
    .test(reply.headers.get("content-security-policy")));

const browser = await chromium.launch({ executablePath: browser_path,
    args: ["--no-sandbox"] });
const page = await open(browser, sizes[0], "light");
const clients = await check_live(page);
await check_kill(page);
await check_keys(page);
await check_details(page);
const bridge = await check_layers(page);
await check_refusals(page);
await check_actions(page);
await check_pause(page);
for (const size of sizes)
	for (const scheme of ["light", "dark"])
		await check_access_apart(browser, size, scheme);
clients.forEach(c => c.removeAllListeners("error").destroy());
check("the bridge outlived all of it", bridge.exitCode === null);
bridge.stdout.removeAllListeners("data");
bridge.stdin.on("error", () => {});
bridge.kill();
await browser.close();
process.exit(failed ? 1 : 0);
