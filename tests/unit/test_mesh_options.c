/*
 * test_mesh_options - words and numbers that ask for how a mesh is written
 */
#include <criterion/criterion.h>
#include <string.h>

#include "goxel/format/mesh_options.h"

static char why[160];

static enum err
set(struct mesh_options *o, const char *name, const char *word)
{
	return mesh_options_set(o, name, word, why, sizeof why);
}

Test(mesh_options, every_word_is_its_value)
{
	struct mesh_options o = { 0 };

	cr_assert_eq(set(&o, "mesher", "simple"), OK);
	cr_assert_eq(o.mesher, MESHER_SIMPLE);
	cr_assert_eq(set(&o, "mesher", "smooth"), OK);
	cr_assert_eq(o.mesher, MESHER_SMOOTH);
	cr_assert_eq(set(&o, "up", "z"), OK);
	cr_assert_eq(o.up, MESH_UP_Z);
	cr_assert_eq(set(&o, "origin", "keep"), OK);
	cr_assert_eq(o.origin, MESH_ORIGIN_KEEP);
	cr_assert_eq(set(&o, "origin", "bottom_center"), OK);
	cr_assert_eq(o.origin, MESH_ORIGIN_BOTTOM_CENTER);
	cr_assert_eq(set(&o, "colors", "texture"), OK);
	cr_assert_eq(o.colors, MESH_COLORS_TEXTURE);
	cr_assert_str_eq(mesh_options_mesher(MESHER_GREEDY), "greedy");
}

Test(mesh_options, other_words_are_refused_with_those_there_are)
{
	struct mesh_options o = { 0 };

	cr_assert_eq(set(&o, "up", "x"), ERR_PARAMS);
	cr_assert_str_eq(why, "'up' must be y or z, not 'x'");
	cr_assert_eq(set(&o, "down", "y"), ERR_PARAMS);
	cr_assert_str_eq(why, "there is no option 'down'");
	cr_assert(!mesh_options_given(&o));
}

Test(mesh_options, scale_has_bounds)
{
	struct mesh_options o = { 0 };

	cr_assert_eq(mesh_options_set_scale(&o, MESH_SCALE_MIN, why,
	    sizeof why), OK);
	cr_assert_eq(mesh_options_set_scale(&o, MESH_SCALE_MAX, why,
	    sizeof why), OK);
	cr_assert(mesh_options_given(&o));
	o.scale = 0;
	cr_assert_eq(mesh_options_set_scale(&o, MESH_SCALE_MIN * 0.99, why,
	    sizeof why), ERR_PARAMS);
	cr_assert_eq(mesh_options_set_scale(&o, MESH_SCALE_MAX * 1.01, why,
	    sizeof why), ERR_PARAMS);
	cr_assert_eq(mesh_options_set_scale(&o, __builtin_nan(""), why,
	    sizeof why), ERR_PARAMS);
	cr_assert(!mesh_options_given(&o));
}
