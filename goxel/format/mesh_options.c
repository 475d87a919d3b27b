/*
 * mesh_options - how formats of faces write a model
 */
#include <stdio.h>
#include <string.h>

#include "goxel/format/mesh_options.h"

#define WORDS	4

/* In the order of their enums, whose 0 no word says. */
static const struct option {
	const char	*name;
	const char	*words[WORDS + 1];
	const char	*list;
} options[] = {
	{ "mesher", { "simple", "greedy", "marching", "smooth" },
	    "simple, greedy, marching or smooth" },
	{ "up", { "y", "z" }, "y or z" },
	{ "origin", { "keep", "corner", "center", "bottom_center" },
	    "keep, corner, center or bottom_center" },
	{ "colors", { "vertex", "texture" }, "vertex or texture" },
};

bool
mesh_options_given(const struct mesh_options *o)
{
	return o->mesher != MESHER_DEFAULT || o->up != MESH_UP_DEFAULT ||
	    o->origin != MESH_ORIGIN_DEFAULT || o->scale != 0 ||
	    o->colors != MESH_COLORS_DEFAULT;
}

/* From 1; 0 when it is none of them. */
static int
find_word(const struct option *option, const char *word)
{
	int i;

	for (i = 0; option->words[i] != NULL; i++)
		if (strcmp(option->words[i], word) == 0)
			return i + 1;
	return 0;
}

static void
store(struct mesh_options *o, const struct option *option, int value)
{
	switch (option - options) {
	case 0:
		o->mesher = (enum mesher)value;
		break;
	case 1:
		o->up = (enum mesh_up)value;
		break;
	case 2:
		o->origin = (enum mesh_origin)value;
		break;
	default:
		o->colors = (enum mesh_colors)value;
	}
}

enum err
mesh_options_set(struct mesh_options *o, const char *name, const char *word,
    char *why, size_t size)
{
	size_t i;
	int value;

	for (i = 0; i < sizeof options / sizeof options[0]; i++) {
		if (strcmp(options[i].name, name) != 0)
			continue;
		value = find_word(&options[i], word);
		if (value == 0) {
			snprintf(why, size, "'%s' must be %s, not '%.40s'",
			    name, options[i].list, word);
			return ERR_PARAMS;
		}
		store(o, &options[i], value);
		return OK;
	}
	snprintf(why, size, "there is no option '%.40s'", name);
	return ERR_PARAMS;
}

enum err
mesh_options_set_scale(struct mesh_options *o, double scale, char *why,
    size_t size)
{
	if (scale >= MESH_SCALE_MIN && scale <= MESH_SCALE_MAX) {
		o->scale = scale;
		return OK;
	}
	snprintf(why, size, "'scale' must be %g to %g", MESH_SCALE_MIN,
	    MESH_SCALE_MAX);
	return ERR_PARAMS;
}

const char *
mesh_options_mesher(enum mesher mesher)
{
	return options[0].words[mesher - MESHER_SIMPLE];
}
