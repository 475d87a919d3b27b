/*
 * micro_mesh - the meshers on a hilly terrain
 *
 * The median of several rounds, in CPU time.
 */
#include <stdio.h>
#include <stdlib.h>

#include "bench/lib/terrain.h"
#include "clock.h"
#include "goxel/greedy.h"
#include "goxel/mesh.h"

#define ROUNDS	15

static enum err
tally(void *arg, const struct quad *quad)
{
	(void)quad;
	++*(uint64_t *)arg;
	return OK;
}

static int
by_time(const void *a, const void *b)
{
	uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;

	return (one > other) - (one < other);
}

typedef enum err mesher(const struct volume *v,
    enum err (*each)(void *arg, const struct quad *quad), void *arg,
    const struct progress *progress);

static uint64_t
measure(const char *what, const struct volume *v, mesher *mesh)
{
	uint64_t spent[ROUNDS], start, quads = 0;
	int round;

	for (round = 0; round < ROUNDS; round++) {
		quads = 0;
		start = clock_cpu_ns();
		if (mesh(v, tally, &quads, NULL) != OK)
			exit(1);
		spent[round] = clock_cpu_ns() - start;
	}
	qsort(spent, ROUNDS, sizeof *spent, by_time);
	printf("micro_mesh %-8s %7.2f ms %8llu faces\n", what,
	    (double)spent[ROUNDS / 2] / 1e6, (unsigned long long)quads);
	return quads;
}

int
main(void)
{
	struct image *image = terrain_make(TERRAIN_SIDE);
	const struct volume *v = &image->layers[0]->volume;
	uint64_t simple, greedy;

	simple = measure("simple", v, mesh_faces);
	greedy = measure("greedy", v, greedy_faces);
	printf("micro_mesh greedy has %.1f %% of the faces of simple, of %llu "
	    "voxels\n", 100.0 * (double)greedy / (double)simple,
	    (unsigned long long)volume_count(v));
	image_free(image);
	return 0;
}
