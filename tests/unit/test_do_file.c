/*
 * test_do_file - methods that read and write model files
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/caller.h"

static struct caller caller;
static char base[] = "/tmp/goxeld-test-XXXXXX";

static void
setup(void)
{
	caller_init(&caller);
	cr_assert_not_null(mkdtemp(base));
	cr_assert_eq(chdir(base), 0);
}

static void
teardown(void)
{
	char command[100];

	snprintf(command, sizeof command, "rm -rf %s", base);
	cr_assert_eq(chdir("/"), 0);
	cr_assert_eq(system(command), 0);
	caller_fini(&caller);
}

TestSuite(do_file, .init = setup, .fini = teardown);

/* A project "P" of one red voxel at 1,2,3. */
static void
make_project(void)
{
	caller_run(&caller, "goxel.create_project", "[\"P\"]");
	cr_assert_eq(caller_run(&caller, "goxel.add_voxel",
	    "[1,2,3,255,0,0]"), OK);
}

static void
holds_the_voxel(void)
{
	expect(&caller, "goxel.get_voxel", "[1,2,3]", "{\"x\":1,\"y\":2,"
	    "\"z\":3,\"exists\":true,\"color\":[255,0,0,255]}");
}

/* The file begins with this. */
static void
begins(const char *path, const char *bytes)
{
	char found[64] = "";
	FILE *file = fopen(path, "rb");

	cr_assert_not_null(file, "%s", path);
	cr_assert_eq(fread(found, 1, strlen(bytes), file), strlen(bytes));
	fclose(file);
	cr_assert_eq(memcmp(found, bytes, strlen(bytes)), 0, "%s", path);
}

static void
put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	fputs(text, file);
	fclose(file);
}

/*
 * save_project, load_project
 */

Test(do_file, what_was_saved_is_loaded)
{
	make_project();
	expect(&caller, "goxel.save_project", "[\"a.gox\"]",
	    "{\"success\":true,\"path\":\"a.gox\"}");
	begins("a.gox", "GOX ");
	caller_run(&caller, "goxel.remove_voxel", "[1,2,3]");
	expect(&caller, "goxel.load_project", "{\"path\":\"a.gox\"}",
	    "{\"success\":true,\"path\":\"a.gox\"}");
	holds_the_voxel();
	cr_assert_null(caller.projects[1]);
}

Test(do_file, a_save_is_gox_whatever_the_extension)
{
	make_project();
	cr_assert_eq(caller_run(&caller, "goxel.save_project", "[\"a.obj\"]"),
	    OK);
	begins("a.obj", "GOX ");
}

Test(do_file, a_job_hands_the_model_on)
{
	make_project();
	caller.job = true;
	caller_run(&caller, "goxel.save_project", "[\"a.gox\"]");
	caller_run(&caller, "goxel.remove_voxel", "[1,2,3]");
	expect(&caller, "goxel.load_project", "[\"a.gox\"]",
	    "{\"success\":true,\"path\":\"a.gox\"}");
	holds_the_voxel();
	cr_assert_eq(caller.projects[0]->revision, 4);
}

Test(do_file, a_load_is_one_step_to_undo)
{
	make_project();
	caller_run(&caller, "goxel.save_project", "[\"a.gox\"]");
	caller_run(&caller, "goxel.add_voxel", "[7,7,7]");
	caller_run(&caller, "goxel.load_project", "[\"a.gox\"]");
	caller_run(&caller, "goxel.undo", NULL);
	expect(&caller, "goxel.get_voxel", "[7,7,7]", "{\"x\":7,\"y\":7,"
	    "\"z\":7,\"exists\":true,\"color\":[0,0,0,255]}");
}

Test(do_file, a_load_may_name_its_project)
{
	make_project();
	caller_run(&caller, "goxel.save_project", "[\"a.gox\"]");
	cr_assert_eq(caller_run(&caller, "goxel.load_project",
	    "{\"path\":\"a.gox\",\"name\":\"Q\"}"), OK);
	cr_assert_str_eq(caller.names[1], "Q");
	cr_assert_eq(caller.current, 1);
	holds_the_voxel();
	cr_assert_eq(caller_run(&caller, "goxel.load_project",
	    "{\"path\":\"a.gox\",\"project\":\"R\"}"), OK);
	cr_assert_str_eq(caller.names[2], "R");
}

Test(do_file, a_load_without_a_project_makes_one_of_the_files_name)
{
	make_project();
	caller_run(&caller, "goxel.save_project", "[\"castle.v2.gox\"]");
	caller_run(&caller, "goxel.close_project", NULL);
	cr_assert_eq(caller_run(&caller, "goxel.load_project",
	    "[\"./castle.v2.gox\"]"), OK, "%s", caller.call.why);
	cr_assert_str_eq(caller.names[0], "castle.v2");
	holds_the_voxel();
}

Test(do_file, a_file_that_is_missing_or_no_model_changes_nothing)
{
	make_project();
	put("text", "this is no model");
	put("empty", "");
	put("broken.gox", "GOX \2\0\0\0rubbish");
	refuse(&caller, "goxel.load_project", "[\"missing.gox\"]",
	    ERR_NO_FILE, "cannot read 'missing.gox': No such file");
	cr_assert_str_eq(caller.call.subject, "missing.gox");
	refuse(&caller, "goxel.load_project", "[\"text\"]", ERR_FORMAT,
	    "no format that can be read");
	refuse(&caller, "goxel.load_project", "[\"empty\"]", ERR_FORMAT,
	    "no format that can be read");
	refuse(&caller, "goxel.load_project", "[\"broken.gox\"]", ERR_FORMAT,
	    "it is no good gox file: ");
	cr_assert_eq(caller.projects[0]->revision, 2);
	holds_the_voxel();
}

Test(do_file, a_save_that_writes_nothing_does_not_succeed)
{
	make_project();
	refuse(&caller, "goxel.save_project", "[\"missing/a.gox\"]",
	    ERR_NO_FILE, "cannot write 'missing/a.gox': No such file");
	cr_assert_str_eq(caller.call.subject, "missing/a.gox");
}

/*
 * export_model
 */

Test(do_file, an_export_follows_the_extension)
{
	make_project();
	expect(&caller, "goxel.export_model", "[\"a.gox\"]",
	    "{\"success\":true,\"path\":\"a.gox\"}");
	begins("a.gox", "GOX ");
	expect(&caller, "goxel.export_model", "[\"a.TXT\"]",
	    "{\"success\":true,\"path\":\"a.TXT\"}");
	begins("a.TXT", "# Goxel");
	expect(&caller, "goxel.export_model", "[\"a.obj\"]",
	    "{\"success\":true,\"path\":\"a.obj\"}");
	begins("a.obj", "#");
	expect(&caller, "goxel.export_model", "[\"a.ply\"]",
	    "{\"success\":true,\"path\":\"a.ply\"}");
	begins("a.ply", "ply");
	expect(&caller, "goxel.export_model", "[\"a.png\"]",
	    "{\"success\":true,\"path\":\"a.png\"}");
	begins("a.png", "\x89PNG");
}

Test(do_file, an_export_may_name_its_format)
{
	make_project();
	expect(&caller, "goxel.export_model", "[\"noext\",\"obj\"]",
	    "{\"success\":true,\"path\":\"noext\",\"format\":\"obj\"}");
	expect(&caller, "goxel.export_model",
	    "{\"path\":\"a.obj\",\"format\":\"ply\"}",
	    "{\"success\":true,\"path\":\"a.obj\",\"format\":\"ply\"}");
	begins("a.obj", "ply");
}

Test(do_file, an_export_may_choose_its_mesher)
{
	make_project();
	cr_assert_eq(caller_run(&caller, "goxel.export_model",
	    "{\"path\":\"flat.obj\",\"mesher\":\"marching\"}"), OK);
	begins("flat.obj", "# voxel model");
	cr_assert_eq(caller_run(&caller, "goxel.export_model",
	    "{\"path\":\"x.stl\",\"mesher\":\"marching\","
	    "\"normals\":\"smooth\"}"), OK, "%s", caller.call.why);
	refuse(&caller, "goxel.export_model",
	    "{\"path\":\"x.vox\",\"mesher\":\"marching\"}", ERR_PARAMS,
	    "obj, ply, gltf, glb, stl");
	refuse(&caller, "goxel.export_model",
	    "{\"path\":\"x.png\",\"mesher\":\"marching\"}", ERR_PARAMS,
	    "obj, ply, gltf, glb, stl");
	refuse(&caller, "goxel.export_model",
	    "{\"path\":\"x.vox\",\"mesher\":\"greedy\"}", ERR_PARAMS,
	    "obj, ply, gltf, glb, stl");
	refuse(&caller, "goxel.export_model",
	    "{\"path\":\"x.obj\",\"mesher\":\"clever\"}", ERR_PARAMS,
	    "'clever'");
	cr_assert_eq(caller_run(&caller, "goxel.export_model",
	    "{\"path\":\"y.stl\",\"mesher\":\"greedy\"}"), OK);
	refuse(&caller, "goxel.export_model",
	    "{\"path\":\"x.obj\",\"normals\":\"round\"}", ERR_PARAMS,
	    "'round'");
}

Test(do_file, an_export_may_be_turned_scaled_and_moved)
{
	make_project();
	cr_assert_eq(caller_run(&caller, "goxel.export_model",
	    "{\"path\":\"z.obj\",\"up\":\"z\",\"scale\":0.5,"
	    "\"origin\":\"center\"}"), OK, "%s", caller.call.why);
	begins("z.obj", "# voxel");
	refuse(&caller, "goxel.export_model",
	    "{\"path\":\"x.obj\",\"up\":\"x\"}", ERR_PARAMS, "y or z");
	refuse(&caller, "goxel.export_model",
	    "{\"path\":\"x.obj\",\"scale\":0}", ERR_PARAMS,
	    "1e-06 to 1e+06");
	refuse(&caller, "goxel.export_model",
	    "{\"path\":\"x.obj\",\"origin\":\"top\"}", ERR_PARAMS,
	    "bottom_center");
	refuse(&caller, "goxel.export_model",
	    "{\"path\":\"x.txt\",\"up\":\"z\"}", ERR_PARAMS,
	    "txt has no faces");
	refuse(&caller, "goxel.export_model",
	    "{\"path\":\"x.png\",\"scale\":2}", ERR_PARAMS,
	    "a picture has no faces");
}

Test(do_file, an_export_of_no_format_is_refused)
{
	make_project();
	refuse(&caller, "goxel.export_model", "[\"a.xyz\"]", ERR_FORMAT,
	    "'xyz' is no format to export to");
	refuse(&caller, "goxel.export_model", "[\"a.d/noext\"]", ERR_FORMAT,
	    "the path has no extension");
	refuse(&caller, "goxel.export_model", "[\"a.obj\",\"xyz\"]",
	    ERR_FORMAT, "'xyz' is no format to export to");
	cr_assert_neq(access("a.xyz", F_OK), 0);
}

Test(do_file, others_export_below_files_root_only)
{
	make_project();
	caller.call.trusted = false;
	refuse(&caller, "goxel.export_model", "[\"a.obj\"]", ERR_DENIED,
	    "the setting files_root");
	caller.facts.files_root = base;
	cr_assert_eq(caller_run(&caller, "goxel.export_model",
	    "[\"a.obj\"]"), OK, "%s", caller.call.why);
	refuse(&caller, "goxel.export_model", "[\"../a.obj\"]", ERR_DENIED,
	    "it leads out of files_root");
}

Test(do_file, materials_of_an_obj_are_beside_it)
{
	make_project();
	expect(&caller, "goxel.export_model", "[\"my house.obj\"]",
	    "{\"success\":true,\"path\":\"my house.obj\"}");
	begins("my_house.mtl", "# materials");
	begins("my house.obj", "# voxel model, Y up\nmtllib my_house.mtl\n");
	expect(&caller, "goxel.export_model", "[\"plain\",\"obj\"]",
	    "{\"success\":true,\"path\":\"plain\",\"format\":\"obj\"}");
	begins("plain.mtl", "# materials");
	cr_assert_eq(caller_run(&caller, "goxel.export_model",
	    "[\"a.mtl\",\"obj\"]"), ERR_PARAMS);
}

Test(do_file, colours_in_a_texture_are_for_gltf)
{
	make_project();
	cr_assert_eq(caller_run(&caller, "goxel.export_model",
	    "{\"path\":\"t.glb\",\"colors\":\"texture\"}"), OK);
	begins("t.glb", "glTF");
	cr_assert_eq(caller_run(&caller, "goxel.export_model",
	    "{\"path\":\"t.obj\",\"colors\":\"texture\"}"), ERR_PARAMS);
	cr_assert_eq(caller_run(&caller, "goxel.export_model",
	    "{\"path\":\"t.vox\",\"colors\":\"vertex\"}"), ERR_PARAMS);
	cr_assert_eq(caller_run(&caller, "goxel.export_model",
	    "{\"path\":\"t.glb\",\"colors\":\"texture\","
	    "\"mesher\":\"smooth\"}"), ERR_PARAMS);
}
