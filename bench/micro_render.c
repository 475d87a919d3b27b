/*
 * micro_render - CPU time of an 800x600 picture and of its PNG
 *
 * Three scenes: a ball of 100,000 voxels, hills of 256x256 columns, a castle.
 * Each is drawn from the default view with shadow, occlusion and two samples,
 * ROUNDS times; the median is printed, in ms.
 *
 *	micro_render [FOLDER]	also write each picture there, from all presets
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "bounds.h"
#include "buf.h"
#include "clock.h"
#include "goxel/format/png.h"
#include "goxel/render.h"

#define ROUNDS	9
#define WIDTH	800
#define HEIGHT	600
#define HILLS	256		/* columns a side */
#define BALL	29		/* radius: 102,000 voxels */

static void
put(struct volume *v, int x, int y, int z, struct rgba color)
{
	(void)volume_set(v, &(struct pos){ { x, y, z } }, color);
}

static void
fill(struct volume *v, const struct box *box, struct rgba color)
{
	(void)volume_fill(v, box, color);
}

#define BOX(x0, y0, z0, x1, y1, z1)					\
	(&(struct box){ { { x0, y0, z0 } }, { { x1, y1, z1 } } })
#define RGB(r, g, b)	((struct rgba){ { r, g, b, 255 } })

static void
make_ball(struct volume *v)
{
	double x, y, z;
	int n, side = 2 * BALL;

	for (n = 0; n < side * side * side; n++) {
		x = n % side - BALL + .5;
		y = n / side % side - BALL + .5;
		z = n / side / side - BALL + .5;
		if (x * x + y * y + z * z < BALL * BALL)
			put(v, (int)floor(x), (int)floor(y), (int)floor(z),
			    RGB(90 + (int)(2 * z), 140, 170 - (int)(2 * z)));
	}
}

static int
hill(int x, int y)
{
	double h = 24 + 12 * sin(x * 0.031 + 1) * cos(y * 0.027) +
	    7 * sin(x * 0.071 + y * 0.043) + 4 * cos(y * 0.11 - x * 0.05) +
	    1.5 * sin(x * 0.31) * sin(y * 0.29);

	return h < 2 ? 2 : (int)h;
}

static void
make_hills(struct volume *v)
{
	int x, y, h;

	for (y = 0; y < HILLS; y++)
		for (x = 0; x < HILLS; x++) {
			h = hill(x, y);
			fill(v, BOX(x, y, 0, x + 1, y + 1, h - 3),
			    RGB(120, 112, 104));
			fill(v, BOX(x, y, h < 3 ? 0 : h - 3, x + 1, y + 1, h),
			    h > 38 ? RGB(236, 240, 244) : h < 14 ?
			    RGB(212, 196, 140) :
			    RGB(84 + (x * 7 + y * 13) % 12, 140 + h, 70));
		}
	fill(v, BOX(0, 0, 12, 1, 1, 13), RGB(60, 110, 190));
}

static void
make_disc(struct volume *v, const struct pos *middle, int diameter,
    struct rgba color)
{
	int x, y, reach = diameter / 2;

	for (y = -reach; y <= reach; y++)
		for (x = -reach; x <= reach; x++)
			if (4 * (x * x + y * y) <= diameter * diameter)
				put(v, middle->at[0] + x, middle->at[1] + y,
				    middle->at[2], color);
}

static void
make_tower(struct volume *v, int x, int y, int radius, int height)
{
	struct pos at = { { x, y, 0 } };

	for (; at.at[2] < height; at.at[2]++)
		make_disc(v, &at, 2 * radius, RGB(172, 166, 158));
	for (; at.at[2] <= height + 2 * (radius + 2); at.at[2]++)
		make_disc(v, &at, 2 * (radius + 2) - (at.at[2] - height),
		    RGB(158, 64, 52));
}

static void
make_wall(struct volume *v, const struct box *box)
{
	int x, y, z = box->hi.at[2];

	fill(v, box, RGB(186, 180, 170));
	for (y = box->lo.at[1]; y < box->hi.at[1]; y++)
		for (x = box->lo.at[0]; x < box->hi.at[0]; x++)
			if (((x >> 1) + (y >> 1)) & 1)
				fill(v, BOX(x, y, z, x + 1, y + 1, z + 2),
				    RGB(186, 180, 170));
}

static void
make_castle(struct volume *v)
{
	int n;

	fill(v, BOX(-48, -48, -2, 48, 48, 0), RGB(104, 150, 78));
	fill(v, BOX(-48, -10, -1, 48, -4, 0), RGB(196, 172, 128));
	make_wall(v, BOX(-36, -36, 0, 36, -33, 16));
	make_wall(v, BOX(-36, 33, 0, 36, 36, 16));
	make_wall(v, BOX(-36, -36, 0, -33, 36, 16));
	make_wall(v, BOX(33, -36, 0, 36, 36, 16));
	fill(v, BOX(-5, -36, 0, 5, -33, 11), RGB(0, 0, 0));
	fill(v, BOX(-5, -36, 0, 5, -33, 11), (struct rgba){ { 0 } });
	for (n = 0; n < 4; n++)
		make_tower(v, n & 1 ? 34 : -35, n & 2 ? 34 : -35, 7, 26);
	fill(v, BOX(-14, -4, 0, 14, 20, 24), RGB(204, 190, 168));
	for (n = 0; n < 13; n++)
		fill(v, BOX(-15 + n, -5, 24 + n, 15 - n, 21, 25 + n),
		    RGB(92, 78, 112));
	for (n = -10; n < 12; n += 6)
		fill(v, BOX(n, -5, 8, n + 3, -4, 16),
		    (struct rgba){ { 120, 190, 230, 140 } });
	make_tower(v, 0, 8, 5, 44);
}

static const struct scene {
	const char	*name;
	void		(*make)(struct volume *v);
} scenes[] = {
	{ "ball", make_ball },
	{ "hills", make_hills },
	{ "castle", make_castle },
};

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double
median(double *ms)
{
	qsort(ms, ROUNDS, sizeof *ms, compare);
	return ms[ROUNDS / 2];
}

static void
draw(const struct volume *v, enum preset preset, struct picture *picture)
{
	struct render_wish wish = render_default();
	struct view view;

	wish.width = WIDTH;
	wish.height = HEIGHT;
	view_model(&view, preset, v, (double)WIDTH / HEIGHT);
	(void)render_volume(v, &view, &wish, picture);
}

static void
measure(const struct scene *scene, const struct volume *v)
{
	double render[ROUNDS], png[ROUNDS];
	struct picture picture = { 0 };
	struct buf out;
	uint64_t start;
	size_t size;
	int n;

	for (n = 0; n < ROUNDS; n++) {
		start = clock_cpu_ns();
		draw(v, PRESET_DEFAULT, &picture);
		render[n] = (double)(clock_cpu_ns() - start) / 1e6;
		buf_init(&out, BOUND_REPLY);
		start = clock_cpu_ns();
		(void)png_write(&picture, PNG_FAST, &out);
		png[n] = (double)(clock_cpu_ns() - start) / 1e6;
		size = out.len;
		buf_fini(&out);
		picture_fini(&picture);
	}
	printf("render %-8s %8llu voxels  %6.1f ms  png %5.1f ms %6zu bytes\n",
	    scene->name, (unsigned long long)volume_count(v), median(render),
	    median(png), size);
}

static void
save(const struct scene *scene, const struct volume *v, const char *folder)
{
	struct picture picture = { 0 };
	char path[BOUND_PATH];
	struct buf out;
	FILE *file;
	int n;

	for (n = 0; n < PRESET_COUNT; n++) {
		draw(v, (enum preset)n, &picture);
		buf_init(&out, BOUND_REPLY);
		(void)png_write(&picture, PNG_FAST, &out);
		snprintf(path, sizeof path, "%s/%s-%s.png", folder,
		    scene->name, preset_names[n]);
		if ((file = fopen(path, "wb")) != NULL) {
			fwrite(out.bytes, 1, out.len, file);
			fclose(file);
		}
		buf_fini(&out);
		picture_fini(&picture);
	}
}

int
main(int argc, char **argv)
{
	size_t n;

	for (n = 0; n < sizeof scenes / sizeof *scenes; n++) {
		struct volume v = { 0 };

		scenes[n].make(&v);
		measure(&scenes[n], &v);
		if (argc > 1)
			save(&scenes[n], &v, argv[1]);
		volume_fini(&v);
	}
	return 0;
}
