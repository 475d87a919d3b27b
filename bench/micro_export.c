/*
 * micro_export - what writing a hilly terrain costs in each format
 *
 * The median of several rounds, in CPU time.  Beside it stands what Goxel
 * 0.15.2 needed for hills of the same size (-O3, one thread), and how many
 * times faster we are.  Those times were taken once, not in this run, of a
 * scene that has as many voxels, colours and faces as ours but is not the same;
 * that of vox was of 252^3.  vxl holds 64 voxels up: Goxel cropped its scene,
 * ours is what is below 64.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/lib/terrain.h"
#include "bounds.h"
#include "clock.h"
#include "goxel/format/format.h"

#define ROUNDS	5

static const struct {
	const char	*name;
	double		 upstream_s;	/* 0: it does not write this */
	struct mesh_options options;
} exports[] = {
	{ "obj", 2.0, { 0 } },
	{ "ply", 2.0, { 0 } },
	{ "gltf", 2.6, { 0 } },
	{ "glb", 0, { 0 } },
	{ "stl", 0, { 0 } },
	{ "vox", 4.2, { 0 } },
	{ "qb", 0.35, { 0 } },
	{ "kvx", 1.3, { 0 } },
	{ "vxl", 0.14, { 0 } },
	{ "txt", 1.3, { 0 } },
	{ "pov", 12.9, { 0 } },
	{ "obj", 0, { .mesher = MESHER_GREEDY } },
	{ "glb", 0, { .mesher = MESHER_GREEDY } },
	{ "obj", 0, { .mesher = MESHER_SMOOTH } },
	{ "obj", 0, { .scale = 0.1 } },
};

static int
by_time(const void *a, const void *b)
{
	uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;

	return (one > other) - (one < other);
}

static double
seconds(const struct format *f, const struct image *image,
    const struct mesh_options *options, size_t *bytes)
{
	uint64_t spent[ROUNDS], start;
	char why[FORMAT_WHY] = "";
	struct buf out;
	int round;

	for (round = 0; round < ROUNDS; round++) {
		buf_init(&out, BOUND_FILE);
		start = clock_cpu_ns();
		if (format_write(f, image, options, &out, why) != OK) {
			fprintf(stderr, "%s: %s\n", f->name, why);
			exit(1);
		}
		spent[round] = clock_cpu_ns() - start;
		*bytes = out.len;
		buf_fini(&out);
	}
	qsort(spent, ROUNDS, sizeof *spent, by_time);
	return (double)spent[ROUNDS / 2] / 1e9;
}

static void
tell(const char *name, const struct mesh_options *options, double ours,
    double upstream)
{
	printf("micro_export %-4s %-7s %8.1f ms", name, options->mesher ==
	    MESHER_DEFAULT ? options->scale != 0 ? "scaled" : "" :
	    mesh_options_mesher(options->mesher), ours * 1e3);
	if (upstream > 0)
		printf(", Goxel %8.0f ms: %6.1f times", upstream * 1e3,
		    upstream / ours);
}

int
main(void)
{
	struct image *image = terrain_make(TERRAIN_SIDE);
	struct image *low = terrain_make(64);
	double ours;
	size_t i, bytes;

	for (i = 0; i < sizeof exports / sizeof exports[0]; i++) {
		ours = seconds(format_named(exports[i].name),
		    strcmp(exports[i].name, "vxl") == 0 ? low : image,
		    &exports[i].options, &bytes);
		tell(exports[i].name, &exports[i].options, ours,
		    exports[i].upstream_s);
		printf(", %.1f MB\n", (double)bytes / 1e6);
	}
	image_free(image);
	image_free(low);
	return 0;
}
