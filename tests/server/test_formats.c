/*
 * Model files of other programs, written and read through requests.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/server/harness.h"

TestSuite(formats, .fini = harness_fini);

static struct server s;
static struct client c;

static void
begin(void)
{
	s = server_start("workers=1");
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"test\"]");
	call(&c, "goxel.add_voxel", "[1,2,3,255,0,0,255]");
	call(&c, "goxel.add_voxel", "[-1,2,3,0,255,0,255]");
}

static void
end(void)
{
	expect(call(&c, "ping", NULL), "result.pong", "true");
	cr_assert_eq(counter(&s, "worker_deaths"), 0);
	client_close(&c);
	server_stop(&s);
}

static bool
has_voxel(const char *place)
{
	return strstr(call(&c, "goxel.get_voxel", place),
	    "\"exists\":true") != NULL;
}

Test(formats, what_is_exported_is_loaded_at_the_same_place)
{
	static const char *const names[] = { "vox", "qb", "kvx", "vxl" };
	size_t i;

	begin();
	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		expect(callf(&c, "goxel.export_model", "[\"%s/a.%s\"]", s.dir,
		    names[i]), "result.success", "true");
		call(&c, "goxel.remove_voxel", "[1,2,3]");
		cr_assert_not(has_voxel("[1,2,3]"));
		expect(callf(&c, "goxel.load_project", "[\"%s/a.%s\"]", s.dir,
		    names[i]), "result.success", "true");
		cr_assert(has_voxel("[1,2,3]"), "%s", names[i]);
		cr_assert(has_voxel("[-1,2,3]"), "%s", names[i]);
		cr_assert_not(has_voxel("[0,2,3]"), "%s", names[i]);
	}
	end();
}

Test(formats, meshes_are_exported)
{
	static const char *const names[] = { "gltf", "glb", "stl" };
	char path[256];
	size_t i;

	begin();
	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		expect(callf(&c, "goxel.export_model", "[\"%s/a.%s\"]", s.dir,
		    names[i]), "result.success", "true");
		snprintf(path, sizeof path, "%s/a.%s", s.dir, names[i]);
		cr_assert_eq(access(path, R_OK), 0);
		expect_error(callf(&c, "goxel.load_project", "[\"%s\"]",
		    path), -1002);
	}
	cr_assert(has_voxel("[1,2,3]"));
	end();
}

Test(formats, what_a_format_cannot_hold_is_refused_and_nothing_written)
{
	char path[256];
	const char *reply;

	begin();
	call(&c, "goxel.add_voxel", "[1,2,600,255,0,0,255]");
	reply = callf(&c, "goxel.export_model", "[\"%s/a.kvx\"]", s.dir);
	expect_error(reply, -1007);
	cr_assert_not_null(strstr(reply, "256 x 256 x 256 voxels"), "%s",
	    reply);
	expect_error(callf(&c, "goxel.export_model", "[\"%s/a.vxl\"]", s.dir),
	    -1007);
	snprintf(path, sizeof path, "%s/a.kvx", s.dir);
	cr_assert_neq(access(path, F_OK), 0);
	reply = callf(&c, "goxel.export_model", "[\"%s/a.doc\"]", s.dir);
	cr_assert_not_null(strstr(reply, "vox, gltf, glb"), "%s", reply);
	end();
}

Test(formats, broken_file_is_refused_by_its_extension)
{
	char path[256];
	const char *reply;
	FILE *file;

	begin();
	snprintf(path, sizeof path, "%s/a.kvx", s.dir);
	file = fopen(path, "we");
	fputs("no kvx", file);
	fclose(file);
	reply = callf(&c, "goxel.load_project", "[\"%s\"]", path);
	expect_error(reply, -1002);
	cr_assert_not_null(strstr(reply, "no good kvx file"), "%s", reply);
	cr_assert(has_voxel("[1,2,3]"));
	end();
}
