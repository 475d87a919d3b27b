/*
 * test_round_trip - a project that was saved and loaded is the one that was
 *
 * Requests chosen by dice make layers of every kind, materials, cameras, light
 * and boxes; the file of it is loaded into another project, and the digests
 * are one.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/server/harness.h"

static struct server s;
static struct client c;
static unsigned state;

TestSuite(round_trip, .fini = harness_fini, .timeout = 60 * SLOW);

static int
dice(int sides)
{
	state = state * 1664525u + 1013904223u;
	return (int)((state >> 8) % (unsigned)sides);
}

static void
change_voxels(void)
{
	static const char *const modes[] = { "over", "sub", "paint", "max" };
	int x = dice(40) - 20, y = dice(40) - 20, z = dice(40);

	callf(&c, "goxel.fill_box", "{\"min\":[%d,%d,%d],\"max\":[%d,%d,%d],"
	    "\"color\":[%d,%d,9,%d],\"mode\":\"%s\"}", x, y, z, x + dice(30),
	    y + dice(30), z + dice(9), dice(256), dice(256), dice(256),
	    modes[dice(4)]);
}

static void
add_layer(void)
{
	static const char *const shapes[] = { "sphere", "cube", "cylinder" };
	int x = dice(40) - 20;

	switch (dice(4)) {
	case 0:
		callf(&c, "goxel.create_shape_layer", "{\"shape_type\":\"%s\","
		    "\"min\":[%d,-5,0],\"max\":[%d,%d,9],\"color\":[%d,9,9,%d]"
		    "}", shapes[dice(3)], x, x + dice(20), dice(20), dice(256),
		    dice(256));
		break;
	case 1:
		callf(&c, "goxel.clone_layer", "{\"move\":[%d,3,%d]}", x,
		    dice(20));
		break;
	case 2:
		callf(&c, "goxel.duplicate_layer", "[%d]", 1 + dice(4));
		break;
	default:
		callf(&c, "goxel.create_layer", "[\"L%d\"]", dice(5));
	}
}

static void
change_layer(void)
{
	static const char *const modes[] = { "over", "sub", "paint",
	    "intersect", "mult_alpha" };
	int id = 1 + dice(6);

	switch (dice(6)) {
	case 0:
		callf(&c, "goxel.set_layer_mode", "[%d,\"%s\"]", id,
		    modes[dice(5)]);
		break;
	case 1:
		callf(&c, "goxel.set_layer_visibility", "[%d,%s]", id,
		    dice(2) ? "true" : "false");
		break;
	case 2:
		callf(&c, "goxel.set_layer_material", dice(2) ?
		    "{\"layer_id\":%d}" : "{\"layer_id\":%d,\"index\":0}", id);
		break;
	case 3:
		callf(&c, "goxel.set_layer_box", "{\"layer_id\":%d,\"min\":"
		    "[0,0,0],\"max\":[%d,4,5]}", id, dice(9));
		break;
	case 4:
		callf(&c, "goxel.transform_layer", "{\"layer_id\":%d,"
		    "\"angle\":90,\"move\":[%d,0,1]}", id, dice(9));
		break;
	default:
		callf(&c, "goxel.reorder_layer", "[%d,%d]", id, dice(4));
	}
}

static void
change_scene(void)
{
	switch (dice(5)) {
	case 0:
		callf(&c, "goxel.add_material", "{\"metallic\":0.%d,"
		    "\"emission\":[0.%d,0,1]}", dice(10), dice(10));
		break;
	case 1:
		call(&c, "goxel.delete_material", "{\"index\":0}");
		break;
	case 2:
		callf(&c, "goxel.add_camera", "{\"position\":[%d,50,60]}",
		    dice(100));
		break;
	case 3:
		callf(&c, "goxel.set_light", "{\"pitch\":%d,\"yaw\":%d}",
		    dice(90), dice(360));
		break;
	default:
		callf(&c, "goxel.set_project_box", "{\"min\":[-9,-8,0],"
		    "\"max\":[%d,7,30]}", dice(30));
	}
}

/* Then one layer has no material, and some other one has: the case that the
 * format has no word for. */
static void
make_project(void)
{
	int i;

	call(&c, "goxel.create_project", "[\"made\"]");
	for (i = 0; i < 60; i++)
		switch (dice(8)) {
		case 0:
			add_layer();
			break;
		case 1:
			change_scene();
			break;
		case 2:
		case 3:
			change_layer();
			break;
		default:
			change_voxels();
		}
	call(&c, "goxel.create_layer", "[\"bare\"]");
	call(&c, "goxel.add_material", "{}");
	call(&c, "goxel.set_layer_material", "{}");
}

/* From the digest of all to that of the last layer, without the revision. */
static void
ask(const char *project, char *text, size_t size)
{
	const char *reply = callf(&c, "goxel.get_digest",
	    "{\"project\":\"%s\"}", project);
	const char *layers = strstr(reply, "\"layers\":");
	const char *digest = text_at(reply, "result.digest");

	cr_assert(digest != NULL && layers != NULL, "%s", reply);
	cr_assert_lt(strlen(layers) + 20, size);
	snprintf(text, size, "%s %.*s", digest,
	    (int)(strrchr(layers, ']') - layers), layers);
}

Test(round_trip, saved_and_loaded_projects_have_the_digest_of_their_origin)
{
	char made[4096], loaded[4096];
	unsigned seed;

	s = server_start("workers=1");
	c = client_open(&s, DOOR_UNIX);
	for (seed = 1; seed <= 12; seed++) {
		state = seed;
		make_project();
		ask("made", made, sizeof made);
		expect(callf(&c, "goxel.save_project", "[\"%s\"]",
		    in_dir(&s, "a.gox")), "result.success", "true");
		call(&c, "goxel.create_project", "[\"loaded\"]");
		expect(callf(&c, "goxel.load_project", "[\"%s\",\"loaded\"]",
		    in_dir(&s, "a.gox")), "result.success", "true");
		ask("loaded", loaded, sizeof loaded);
		cr_assert_str_eq(loaded, made, "seed %u: %s, not %s", seed,
		    loaded, made);
		call(&c, "goxel.delete_project", "[\"made\"]");
	}
	client_close(&c);
	server_stop(&s);
}
