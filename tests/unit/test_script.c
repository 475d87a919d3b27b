/*
 * test_script - JavaScript that changes a project
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "bounds.h"
#include "goxel/context.h"
#include "script/script.h"

static struct context *project;
static struct script script;

static void
setup(void)
{
	project = context_new("P", NULL);
	script_init(&script);
	script.memory = 64u << 20;
	script.timeout_ms = 20000;
}

static void
teardown(void)
{
	script_fini(&script);
	context_free(project);
}

TestSuite(script, .init = setup, .fini = teardown);

/* Run it, and do its edits to the project. */
static void
run(const char *code)
{
	struct edit_outcome outcome;
	struct edit edit = { .kind = EDIT_series };

	buf_reset(&script.error);
	buf_reset(&script.output);
	buf_reset(&script.edits);
	script.failed = false;
	script.line = 0;
	script.code = code;
	script.len = strlen(code);
	script.image = project->image;
	cr_assert_eq(script_run(&script), OK);
	if (script.edits.len == 0)
		return;
	edit.series.edits = (struct bytes){
		script.edits.bytes, (uint32_t)script.edits.len
	};
	cr_assert_eq(context_apply(project, &edit, &outcome), OK);
}

static void
runs(const char *code)
{
	run(code);
	cr_assert(!script.failed, "%s: %s", code, script.error.bytes);
}

/* The script throws, and the exception's text holds these words. */
static void
throws(const char *code, const char *words)
{
	run(code);
	cr_assert(script.failed, "%s", code);
	cr_assert_not_null(strstr(script.error.bytes, words), "%s: %s", code,
	    script.error.bytes);
	cr_assert_eq(script.edits.len, 0);
}

/* It prints these lines and nothing else. */
static void
prints(const char *code, const char *lines)
{
	char all[4096] = "";
	size_t at = 0;

	runs(code);
	while (at < script.output.len) {
		strcat(strcat(all, script.output.bytes + at), "\n");
		at += strlen(script.output.bytes + at) + 1;
	}
	cr_assert_str_eq(all, lines, "%s: %s", code, all);
}

static struct rgba
voxel(uint32_t layer, int x, int y, int z)
{
	return volume_get(&image_layer(project->image, layer)->volume,
	    &(struct pos){ { x, y, z } });
}

static void
holds(uint32_t layer, int x, int y, int z, uint32_t rgba)
{
	struct rgba c = voxel(layer, x, y, z);
	uint32_t found = (uint32_t)c.c[0] << 24 | (uint32_t)c.c[1] << 16 |
	    (uint32_t)c.c[2] << 8 | c.c[3];

	cr_assert_eq(found, rgba, "%d,%d,%d: %08x", x, y, z, found);
}

/*
 * The project
 */

Test(script, what_it_sets_is_in_the_project)
{
	runs("goxel.image.activeLayer.volume.setAt([1, 2, 3], "
	    "[255, 128, 0, 200])");
	holds(1, 1, 2, 3, 0xff8000c8);
	cr_assert_eq(project->revision, 1);
}

Test(script, what_is_in_the_project_it_sees)
{
	run("goxel.image.activeLayer.volume.setAt([1, 2, 3], [9, 8, 7])");
	prints("var c = goxel.image.activeLayer.volume.getAt([1, 2, 3]);"
	    "print(c.r, c.g, c.b, c.a); print(c)", "9 8 7 255\n9, 8, 7, 255\n");
}

Test(script, what_it_sets_it_reads_back)
{
	prints("var v = goxel.image.activeLayer.volume;"
	    "v.setAt([0, 0, 0], [1, 2, 3, 4]); print(v.getAt([0, 0, 0]))",
	    "1, 2, 3, 4\n");
}

Test(script, one_undo_takes_all_of_it_back)
{
	struct edit undo = { .kind = EDIT_undo };
	struct edit_outcome outcome;

	runs("var l = goxel.image.addLayer('new'), i;"
	    "for (i = 0; i < 100; i++) l.volume.setAt([i, 0, 0], [1, 1, 1]);"
	    "goxel.image.layers[0].volume.setAt([0, 0, 0], [1, 1, 1]);"
	    "goxel.image.layers[0].visible = false");
	cr_assert_eq(project->image->layer_count, 2);
	cr_assert(!image_layer(project->image, 1)->visible);
	cr_assert_eq(context_apply(project, &undo, &outcome), OK);
	cr_assert_eq(project->image->layer_count, 1);
	cr_assert(image_layer(project->image, 1)->visible);
	holds(1, 0, 0, 0, 0);
	cr_assert_eq(context_apply(project, &undo, &outcome), ERR_NO_STEP);
}

Test(script, an_exception_leaves_nothing)
{
	throws("goxel.image.activeLayer.volume.setAt([1, 2, 3], [9, 8, 7]);"
	    "goxel.image.addLayer(); throw new Error('stop')", "Error: stop");
	cr_assert_eq(project->revision, 0);
}

Test(script, one_that_changes_nothing_makes_no_edit)
{
	runs("1 + 1");
	cr_assert_eq(script.edits.len, 0);
}

Test(script, layers_tell_who_they_are)
{
	prints("var l = goxel.image.addLayer('roof');"
	    "print(l.id, l.name, l.visible, goxel.image.layers.length);"
	    "print(goxel.image.activeLayer.id); l.visible = false;"
	    "print(l.visible)", "2 roof true 2\n2\nfalse\n");
	cr_assert(!image_layer(project->image, 2)->visible);
	cr_assert_str_eq(image_layer(project->image, 2)->name, "roof");
}

Test(script, layers_are_renamed)
{
	prints("var l = goxel.image.layers[0]; l.name = 'floor\\u0000';"
	    "goxel.image.addLayer('a').name = 'b'; print(l.name)",
	    "floor\xef\xbf\xbd\n");
	cr_assert_str_eq(image_layer(project->image, 1)->name,
	    "floor\xef\xbf\xbd");
	cr_assert_str_eq(image_layer(project->image, 2)->name, "b");
}

Test(script, a_name_is_bounded)
{
	runs("goxel.image.addLayer(new Array(246).join('n'))");
	runs("goxel.image.layers[0].name = new Array(256).join('n')");
	throws("goxel.image.layers[0].name = new Array(257).join('n')",
	    "a name has at most 255 bytes");
}

Test(script, the_active_layer_is_not_to_be_set)
{
	throws("goxel.image.activeLayer = goxel.image.layers[0]",
	    "TypeError: activeLayer cannot be set");
}

Test(script, all_layers_are_seen_as_one_volume)
{
	prints("var i = goxel.image;"
	    "i.activeLayer.volume.setAt([0, 0, 0], [1, 1, 1]);"
	    "i.addLayer().volume.setAt([1, 0, 0], [2, 2, 2]);"
	    "i.getLayersVolume().iter(function (p, c) { print(p, c); })",
	    "0, 0, 0 1, 1, 1, 255\n1, 0, 0 2, 2, 2, 255\n");
}

/*
 * Volume, Vec, Box
 */

Test(script, a_volume_of_its_own_changes_nothing_else)
{
	prints("var v = new Volume(); v.setAt([1, 1, 1], '#ff000080');"
	    "print(v.getAt([1, 1, 1])); var w = v.copy();"
	    "w.setAt([1, 1, 1], [0, 0, 0, 0]); print(v.getAt([1, 1, 1]));"
	    "print(w.getAt([1, 1, 1]).a)",
	    "255, 0, 0, 128\n255, 0, 0, 128\n0\n");
	cr_assert_eq(project->revision, 0);
}

Test(script, a_walk_sees_what_was_there_when_it_began)
{
	prints("var v = goxel.image.activeLayer.volume, n = 0;"
	    "v.setAt([0, 0, 0], [1, 2, 3]);"
	    "v.iter(function (p, c) { n++;"
	    " v.setAt([p.x + 1, p.y, p.z], c); });"
	    "v.iter(function () { n += 10; }); print(n)", "21\n");
}

Test(script, an_exception_in_a_walk_ends_it)
{
	throws("var v = new Volume(); v.setAt([0, 0, 0], [1, 1, 1]);\n"
	    "v.iter(function () {\n null.x; })", "TypeError");
	cr_assert_eq(script.line, 3);
}

Test(script, a_vec_has_two_sets_of_names)
{
	prints("var v = Vec(1, 2, 3, 4), w = new Vec(5, 6, 7); v.r = 9;"
	    "print(v.x, v.y, v.z, v.w, v.g, v.b, v.a, w, w.w,"
	    " v instanceof Vec)", "9 2 3 4 2 3 4 5, 6, 7 undefined true\n");
}

Test(script, a_box_is_walked_x_first_to_its_last_corner)
{
	prints("new Box([0, 0, 5], Vec(1, 1, 5)).iterVoxels("
	    "function (p) { print(p); })",
	    "0, 0, 5\n1, 0, 5\n0, 1, 5\n1, 1, 5\n");
	prints("new Box([0, 0, 0], [-1, 5, 5]).iterVoxels(print)", "");
}

Test(script, the_selection_is_the_projects_box)
{
	project->image->boxed = false;
	prints("print(goxel.image.selectionBox)", "null\n");
	project->image->boxed = true;
	project->image->box = (struct box){ { { -1, 0, 0 } },
	    { { 3, 4, 5 } } };
	prints("var b = goxel.image.selectionBox; print(b.min, b.max)",
	    "-1, 0, 0 2, 3, 4\n");
}

Test(script, fractions_are_rounded_down_and_channels_kept_in_range)
{
	runs("goxel.image.activeLayer.volume.setAt([-0.5, 1.9, 2],"
	    " [300, -5, 1.9])");
	holds(1, -1, 1, 2, 0xff0001ff);
}

Test(script, what_is_no_place_or_colour_is_refused)
{
	throws("new Volume().setAt(1, [1, 1, 1])", "TypeError: a place is");
	throws("new Volume().setAt([1, 2], [1, 1, 1])", "its z is no number");
	throws("new Volume().setAt([1, 2, NaN], [1, 1, 1])", "its z");
	throws("new Volume().setAt([1, 2, 3], 7)", "TypeError: a colour is");
	throws("new Volume().setAt([1, 2, 3], [1, 2])", "its b is no number");
	throws("new Volume().setAt([1, 2, 3], 'red')", "#rrggbb");
}

Test(script, coordinates_are_bounded)
{
	runs("new Volume().setAt([-1048576, 0, 1048575], [1, 1, 1])");
	throws("new Volume().setAt([0, 1048576, 0], [1, 1, 1])",
	    "RangeError: coordinates reach from -1048576 to 1048575");
	throws("new Volume().setAt([0, -1048577, 0], [1, 1, 1])",
	    "RangeError");
	throws("new Volume().setAt([0, Infinity, 0], [1, 1, 1])",
	    "RangeError");
}

Test(script, methods_are_for_their_own_objects)
{
	throws("Volume.prototype.getAt.call({}, [0, 0, 0])", "no Volume");
	throws("Volume.prototype.setAt.call(Volume.prototype, [0, 0, 0],"
	    " [1, 1, 1])", "no Volume");
	throws("Object.getOwnPropertyDescriptor(Object.getPrototypeOf("
	    "goxel.image.activeLayer), 'id').get.call({})", "no such layer");
	throws("new Layer()", "addLayer");
}

Test(script, an_heir_of_a_volume_does_not_end_it)
{
	prints("var v = new Volume(), i; v.setAt([1, 1, 1], [1, 2, 3]);"
	    "for (i = 0; i < 20000; i++) Object.create(v);"
	    "new Volume().copy(); print(v.getAt([1, 1, 1]).b)", "3\n");
}

Test(script, volumes_nobody_knows_any_more_are_given_back)
{
	runs("var v, i; for (i = 0; i < 20000; i++) v = new Volume()");
}

Test(script, as_many_volumes_as_there_may_be_are_had)
{
	char code[200];

	snprintf(code, sizeof code, "var all = [], i;"
	    "for (i = 0; i < %d; i++) all.push(new Volume());",
	    BOUND_SCRIPT_VOLUMES);
	runs(code);
	strcat(code, "new Volume()");
	throws(code, "RangeError: a script may have at most 4096 volumes");
}

Test(script, the_example_of_the_manual_makes_a_ball)
{
	prints("var volume = goxel.image.addLayer('ball').volume, count = 0;"
	    "new Box([-9, -9, -9], [9, 9, 9]).iterVoxels(function (p) {\n"
	    "if (p.x * p.x + p.y * p.y + p.z * p.z <= 81)\n"
	    "volume.setAt(p, [255, 160, 48]); });"
	    "volume.iter(function () { count++; }); print(count)", "3071\n");
	holds(2, 0, 0, 9, 0xffa030ff);
	holds(2, 1, 0, 9, 0);
}

/*
 * goxel
 */

Test(script, what_is_registered_can_be_run)
{
	prints("goxel.registerScript({name: 'a', n: 7, onExecute: function ()"
	    " { print('ran', this.n); return 3; }});"
	    "print('top'); print(goxel.runScript('a'))",
	    "top\nran 7\n3\n");
	throws("goxel.runScript('b')", "no script 'b' is registered");
	throws("goxel.registerScript({name: 'a'})", "onExecute");
	throws("goxel.registerScript(7)", "an object with a name");
}

Test(script, a_format_is_accepted)
{
	runs("goxel.registerFormat({name: 'x', exts: ['x'],"
	    " import: function () {}, export: function () {}})");
	throws("goxel.registerFormat({})", "name");
}

Test(script, the_palette_has_a_colour)
{
	prints("print(goxel.palette.color)", "255, 255, 255, 255\n");
}

/*
 * Output
 */

Test(script, what_it_prints_is_told_line_by_line)
{
	prints("print(); print('a', 1, true); console.log(null, [1, 2]);"
	    "console.error('x\\ny')", "\na 1 true\nnull 1,2\nx\ny\n");
}

Test(script, characters_come_out_whole)
{
	prints("print('\\u00e9\\ud83d\\ude00');print('\xf0\x9f\x98\x80');"
	    "print('\\ud83d', '\\ude00'); print('a\\u0000b')",
	    "\xc3\xa9\xf0\x9f\x98\x80\n\xf0\x9f\x98\x80\n"
	    "\xef\xbf\xbd \xef\xbf\xbd\na\xef\xbf\xbd" "b\n");
}

/* Lines of 1024 bytes with their ends. */
static void
print_kibibytes(int count)
{
	char code[200];

	snprintf(code, sizeof code, "var i, s = new Array(1024).join('x');"
	    "for (i = 0; i < %d; i++) print(s);", count);
	runs(code);
}

Test(script, output_at_the_limit_is_told)
{
	print_kibibytes(1024);
	cr_assert_eq(script.output.len, BOUND_SCRIPT_OUTPUT);
	cr_assert_null(strstr(script.output.bytes + script.output.len - 64,
	    "cut"));
}

Test(script, output_beyond_the_limit_is_cut_and_says_so)
{
	print_kibibytes(3000);
	cr_assert_lt(script.output.len, BOUND_SCRIPT_OUTPUT + 100);
	cr_assert_not_null(strstr(script.output.bytes + BOUND_SCRIPT_OUTPUT,
	    "cut here"));
}

/*
 * Exceptions
 */

Test(script, an_exception_tells_its_line)
{
	throws("var a;\n\nnull.x", "TypeError: cannot read property 'x'");
	cr_assert_eq(script.line, 3);
	throws("\nfunction f(v) {\n v.setAt(1);\n}\nf(new Volume())",
	    "a place is");
	cr_assert_eq(script.line, 3);
	throws("var a;\nlet b = 1", "SyntaxError");
	cr_assert_eq(script.line, 2);
}

Test(script, a_syntax_error_says_what_language_it_is)
{
	throws("[1].map(x => 1)", "scripts are ECMAScript 5");
}

Test(script, anything_may_be_thrown)
{
	throws("throw 'words'", "words");
	cr_assert_eq(script.line, 0);
	throws("throw undefined", "undefined");
	throws("throw {toString: function () { throw 1; }}", "");
	throws("var e = new Error('x'); Object.defineProperty(e, 'stack',"
	    " {get: function () { throw 1; }}); throw e", "Error");
}

Test(script, a_long_message_is_cut)
{
	throws("throw new Array(100000).join('m')", "mmm");
	cr_assert_eq(script.error.len, 4097);
}

/*
 * The sandbox
 */

Test(script, nothing_of_the_machine_is_there)
{
	throws("std.open('/etc/passwd', 'r')",
	    "ReferenceError: std is not available");
	throws("os.exec(['ls'])", "ReferenceError: os is not available");
	throws("require('fs')", "ReferenceError");
	prints("print(typeof Duktape, typeof setTimeout, typeof process)",
	    "undefined undefined undefined\n");
}

Test(script, files_are_refused_where_nobody_writes_them)
{
	throws("new Volume().save('a.txt')", "writes no files here");
}

static enum err
keep(void *owner, const char *path, const struct buf *bytes,
    char why[SCRIPT_WHY])
{
	snprintf(owner, 100, "%s: %.30s", path, bytes->bytes);
	if (strcmp(path, "no.txt") != 0)
		return OK;
	snprintf(why, SCRIPT_WHY, "no such luck");
	return ERR_DENIED;
}

Test(script, a_volume_is_saved_by_its_extension_or_format)
{
	static char saved[100];

	script.save = keep;
	script.owner = saved;
	runs("new Volume().save('a.txt')");
	cr_assert_str_eq(saved, "a.txt: # Goxel 0.15.2\n# One line per ");
	runs("new Volume().save('b', 'ply')");
	cr_assert_eq(strncmp(saved, "b: ply\n", 7), 0, "%s", saved);
	runs("new Volume().save('a.obj'); new Volume().save('a.gox')");
	runs("new Volume().save('a.obj', undefined, "
	    "{ mesher: 'greedy', up: 'z', scale: 2, origin: 'corner' })");
	cr_assert_eq(strncmp(saved, "a.obj: # voxel model, Z up\n", 27), 0,
	    "%s", saved);
	throws("new Volume().save('a.obj', 'obj', { up: 'x' })", "y or z");
	throws("new Volume().save('a.obj', 'obj', { scale: -1 })", "scale");
	throws("new Volume().save('a.gox', 'gox', { up: 'z' })",
	    "gox has no faces");
	throws("new Volume().save('no.txt')", "Error: no such luck");
	throws("new Volume().save('a.png')", "formats to save to");
	throws("new Volume().save('a.xyz')", "formats to save to");
	throws("new Volume().save()", "TypeError");
}

/*
 * Limits
 */

Test(script, memory_is_limited_and_the_error_may_be_caught)
{
	script.memory = 4u << 20;
	throws("var s = 'x'; for (;;) s += s", "RangeError: the script needs "
	    "more than 4194304 bytes");
	throws("var a = []; for (;;) a.push({})", "RangeError");
	prints("try { var a = []; for (;;) a.push({}); } catch (e) {"
	    " a = null; print('caught'); }", "caught\n");
}

Test(script, an_engine_that_does_not_fit_is_an_error)
{
	script.memory = 1000;
	script.code = "";
	script.image = project->image;
	cr_assert_eq(script_run(&script), ERR_TOO_BIG);
}

Test(script, endless_recursion_is_an_exception)
{
	throws("function f() { f(); } f()", "RangeError");
	throws("var v = new Volume(); v.setAt([0, 0, 0], [1, 1, 1]);"
	    "function f() { v.iter(f); } f()", "RangeError");
}

Test(script, as_many_tiles_as_an_edit_may_touch_are_written)
{
	char code[300];

	snprintf(code, sizeof code, "var v = goxel.image.activeLayer.volume,"
	    " i; for (i = 0; i < %u; i++)"
	    " v.setAt([i %% 256 * 16, (i >> 8) * 16, 0], [1, 1, 1]);",
	    BOUND_EDIT_TILES);
	runs(code);
	strcat(code, "v.setAt([0, 0, 15], [1, 1, 1]);"
	    "v.setAt([0, 0, 16], [1, 1, 1])");
	throws(code, "RangeError: a script may write at most");
}

Test(script, a_runaway_is_ended_by_its_alarm, .signal = SIGALRM,
    .timeout = 10)
{
	script.timeout_ms = 100;
	run("while (1) {}");
}

Test(script, the_alarm_is_off_when_the_script_has_ended)
{
	struct timespec nap = { 0, 150000000 };

	script.timeout_ms = 100;
	runs("1");
	nanosleep(&nap, NULL);
}
