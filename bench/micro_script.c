/*
 * micro_script - what JavaScript costs
 *
 * An engine made, given its objects, and ended; then voxels written, read and
 * walked, one call of the engine each.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "script/script.h"

#define ROUNDS	5	/* the best counts: others use the machine too */
#define VOLUME	"var v = goxel.image.activeLayer.volume, i, n = 0;"

static uint64_t
run(const struct image *image, const char *code)
{
	struct script script;
	uint64_t start;

	script_init(&script);
	script.image = image;
	script.code = code;
	script.len = strlen(code);
	script.memory = 64u << 20;
	start = clock_cpu_ns();
	if (script_run(&script) != OK || script.failed)
		exit(1);
	start = clock_cpu_ns() - start;
	script_fini(&script);
	return start;
}

static void
measure(const struct image *image, const char *what, const char *code)
{
	uint64_t least = UINT64_MAX, ns;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		ns = run(image, code);
		least = ns < least ? ns : least;
	}
	printf("micro_script %-16s %10.3f ms\n", what, (double)least / 1e6);
}

int
main(void)
{
	struct image *image = image_new("bench");

	measure(image, "nothing", "");
	measure(image, "million setAt", VOLUME "for (i = 0; i < 1000000; i++)"
	    " v.setAt([i & 127, i >> 7 & 127, i >> 14], [i & 255, 2, 3]);");
	measure(image, "million getAt", VOLUME "for (i = 0; i < 1000000; i++)"
	    " n += v.getAt([i & 127, i >> 7 & 127, i >> 14]).a;");
	measure(image, "million places", "var n = 0; new Box([0, 0, 0],"
	    " [99, 99, 99]).iterVoxels(function (p) { n += p.x; });");
	image_free(image);
	return 0;
}
