// checks - what the conformance suites found, told in full
//
// The suites' own totals leave warnings and skips out, and their exit status
// some of the scenarios; so every checks.json is read here.  What is neither
// a success nor a remark is printed, and ends in status 1 unless it is a skip
// that has a reason below.
//
//	node checks.mjs FOLDER		of one folder a run
import fs from "node:fs";
import path from "node:path";

// Skips that say nothing of the server: the check's id, and why.
const allowed = {
	"tasks-status-notifications":
	    "the suite has not written this scenario yet",
};
const skills = "the skills extension (SEP-2640) is optional and not declared";

const reason = (id) => allowed[id] ??
    (id.startsWith("sep-2640-") ? skills : undefined);

const root = process.argv[2];
let bad = 0;
for (const run of fs.readdirSync(root).sort()) {
	const folder = path.join(root, run);
	if (!fs.statSync(folder).isDirectory())
		continue;
	const count = {};
	for (const scenario of fs.readdirSync(folder)) {
		const file = path.join(folder, scenario, "checks.json");
		if (!fs.existsSync(file))
			continue;
		for (const check of JSON.parse(fs.readFileSync(file, "utf8"))) {
			count[check.status] = (count[check.status] ?? 0) + 1;
			if (["SUCCESS", "INFO"].includes(check.status))
				continue;
			const why = check.status === "SKIPPED" ?
			    reason(check.id) : undefined;
			if (why === undefined)
				bad++;
			console.log("%s %s %s: %s", run, why === undefined ?
			    check.status : "skip allowed", check.id, why ??
			    (check.errorMessage ?? "").slice(0, 300));
		}
	}
	// Without any, the suite did not even start.
	if (!count.SUCCESS)
		bad++;
	console.log("%s: %s", run, Object.entries(count).sort().map(
	    ([status, n]) => `${n} ${status}`).join(", ") || "NO CHECKS");
}
process.exit(bad > 0 ? 1 : 0);
