/*
 * dash - what the dashboard must show and must not do, in a real browser
 *
 *	dash.mjs URL CHROMIUM SOCKET MASTER FOLDER
 *
 * SOCKET is the server's, to load it by; MASTER its process id, one of whose
 * workers is killed; pictures go into FOLDER.
 */
import { readFileSync } from "node:fs";
import { createConnection } from "node:net";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [url, browser_path, socket, master, folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"),
    "utf8");
const sizes = [["wide", 1440, 900], ["phone", 390, 844]];
let failed = 0;

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

function workers() {
	return readFileSync(`/proc/${master}/task/${master}/children`, "utf8")
	    .trim().split(" ").map(Number);
}

async function open(browser, [name, width, height], scheme) {
	const page = await browser.newPage({ viewport: { width, height },
	    colorScheme: scheme });
	const where = name + ", " + scheme;
	page.on("console", m => check("console is silent", m.type() !==
	    "error" && m.type() !== "warning", where + ": " + m.text()));
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
await check_pause(page);
for (const size of sizes)
	for (const scheme of ["light", "dark"])
		await check_access_apart(browser, size, scheme);
clients.forEach(c => c.removeAllListeners("error").destroy());
await browser.close();
process.exit(failed ? 1 : 0);
