#include <criterion/criterion.h>
#include <string.h>

#include "goxel/format/nodes.h"

static struct rgba
color(const char *name)
{
	return nodes_color(name, strlen(name));
}

Test(nodes, the_mod_does_not_count)
{
	cr_assert(rgba_same(color("default:stone"), color("mcl_core:stone")));
	cr_assert(rgba_same(color("stone"), color("a:b:stone")));
}

Test(nodes, air_is_nothing)
{
	cr_assert_not(rgba_exists(color("air")));
	cr_assert_not(rgba_exists(color("ignore")));
	cr_assert(rgba_exists(color("airlock")));
	cr_assert(rgba_exists(color("mod:hot_air")));
}

Test(nodes, the_longest_known_word_tells_the_colour)
{
	cr_assert(rgba_same(color("stairs:stair_cobble"), color("cobble")));
	cr_assert(rgba_same(color("stairs:slab_desert_stone"),
	    color("desert_stone")));
	cr_assert(rgba_same(color("wool:dark_green"), color("dark_green")));
	cr_assert_not(rgba_same(color("mod:stonework"), color("stone")));
}

Test(nodes, a_stranger_has_a_colour_of_its_own)
{
	struct rgba first = color("mod:gizmo"), second = color("mod:gadget");

	cr_assert(rgba_exists(first));
	cr_assert(rgba_same(first, color("mod:gizmo")));
	cr_assert_not(rgba_same(first, second));
	/* From version to version too. */
	cr_assert(rgba_same(first, (struct rgba){ { 234, 246, 231, 255 } }));
	cr_assert(rgba_exists(color("")));
}
