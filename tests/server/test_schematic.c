/*
 * test_schematic - schematics of Minecraft, told by what is in them, over
 * two doors
 */
#include <criterion/criterion.h>
#include <string.h>
#include <zlib.h>

#include "tests/server/harness.h"
#include "tests/server/mcp.h"

TestSuite(schematic, .fini = harness_fini);

/* Red wool and stone, along x. */
static const char blocks[] = "\12\0\11Schematic"
    "\2\0\5Width\0\2" "\2\0\6Height\0\1" "\2\0\6Length\0\1"
    "\7\0\6Blocks\0\0\0\2\43\1" "\7\0\4Data\0\0\0\2\16\0";

/* The name tells nothing; the last byte ends the compound. */
static const char *
write_file(const struct server *s, size_t len)
{
	const char *path = in_dir(s, "house.bin");
	gzFile file = gzopen(path, "wb");

	cr_assert_not_null(file);
	cr_assert_eq(gzwrite(file, blocks, (unsigned)len), (int)len);
	cr_assert_eq(gzclose(file), Z_OK);
	return path;
}

Test(schematic, is_loaded_by_its_content_in_colours)
{
	struct server s = server_start("workers=1");
	struct client c = client_open(&s, DOOR_UNIX);
	const char *reply;

	call(&c, "goxel.create_project", "[\"test\"]");
	expect(callf(&c, "goxel.load_project", "[\"%s\"]",
	    write_file(&s, sizeof blocks)), "result.success", "true");
	reply = call(&c, "goxel.get_voxel", "[0,0,0]");
	expect(reply, "result.exists", "true");
	expect(reply, "result.color.0", "160");
	expect(reply, "result.color.1", "39");
	expect(call(&c, "goxel.get_voxel", "[1,0,0]"), "result.color.0",
	    "125");
	reply = callf(&c, "goxel.load_project", "[\"%s\"]",
	    write_file(&s, sizeof blocks - 1));
	expect_error(reply, -1002);
	cr_assert_not_null(strstr(reply, "tags are broken"), "%s", reply);
	expect(call(&c, "goxel.get_voxel", "[1,0,0]"), "result.exists",
	    "true");
	cr_assert_eq(counter(&s, "worker_deaths"), 0);
	client_close(&c);
	server_stop(&s);
}

Test(schematic, is_imported_by_an_agent)
{
	struct server s = server_start("workers=1");
	struct mcp m = mcp_open(&s, MCP_LINE);
	const char *reply;

	reply = mcp_callf(&m, "voxel_import", "{\"path\":\"%s\","
	    "\"at\":[5,6,7],\"scale\":2}",
	    write_file(&s, sizeof blocks));
	mcp_worked(reply);
	expect(reply, "result.structuredContent.voxels", "16");
	expect(reply, "result.structuredContent.created", "true");
	mcp_close(&m);
	server_stop(&s);
}
