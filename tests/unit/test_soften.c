/*
 * test_soften - stairs as fine as pixels become slopes, and nothing else does
 */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "goxel/soften.h"

#define COLUMNS	9
#define MIDDLE	(COLUMNS / 2)
#define GRAY	((struct rgba){ { 128, 128, 128, 255 } })
#define RED	((struct rgba){ { 200, 30, 30, 255 } })
#define BALL	70		/* radius */
#define SIDE	96		/* pixels */

/* Rows of samples, dark and bright by turns, one colour as it is. */
struct stage {
	struct scene		 scene;
	struct view		 view;
	struct sample		 row[SOFTEN_ROWS][COLUMNS];
	const struct sample	*rows[SOFTEN_ROWS];
	struct sample		 out[COLUMNS];
};

static void
open_stage(struct stage *t, double pixel)
{
	int n, x;

	memset(t, 0, sizeof *t);
	t->view.ortho = true;
	t->scene.view = &t->view;
	t->scene.pixel = pixel;
	t->scene.lattice.columns = COLUMNS;
	for (n = 0; n < 256; n++)
		t->scene.shade.linear[n] = (float)n / 255;
	for (n = 0; n < SHADE_LEVELS; n++)
		t->scene.shade.byte[n] = (uint8_t)(n * 255 /
		    (SHADE_LEVELS - 1));
	for (n = 0; n < SOFTEN_ROWS; n++) {
		t->rows[n] = t->row[n];
		for (x = 0; x < COLUMNS; x++)
			t->row[n][x] = (struct sample){ .color = GRAY,
			    .light = (n + x) & 1 ? 1 : 0.5f, .distance = 9 };
	}
}

static struct rgba
softened(struct stage *t, int x)
{
	return soften_row(&t->scene, t->rows, t->out)[x].color;
}

Test(soften, dark_and_bright_steps_meet_half_way)
{
	struct stage t;
	int x, gray, own;

	open_stage(&t, SOFTEN_FULL);
	for (x = MIDDLE; x < MIDDLE + 2; x++) {
		gray = softened(&t, x).c[0];
		own = t.row[SOFTEN_REACH][x].light < 0.75f ? 128 * 3 / 2 :
		    128 * 3 / 4;
		cr_expect(abs(gray - own) < 6, "%d, not %d", gray, own);
		cr_expect(t.out[x].soft);
	}
}

Test(soften, voxels_of_two_pixels_keep_their_faces)
{
	struct stage t;
	int x;

	open_stage(&t, SOFTEN_FROM);
	for (x = 0; x < COLUMNS; x++) {
		cr_expect(rgba_same(softened(&t, x), GRAY));
		cr_expect(!t.out[x].soft);
	}
}

Test(soften, light_alone_is_shared_not_colours)
{
	struct stage t;
	int n, x;

	open_stage(&t, 1);
	for (n = 0; n < SOFTEN_ROWS; n++)
		for (x = 0; x < COLUMNS; x++) {
			t.row[n][x].light = 1;
			t.row[n][x].color = x & 1 ? RED : GRAY;
		}
	for (x = 0; x < COLUMNS; x++)
		cr_expect(abs(softened(&t, x).c[1] - (x & 1 ? 30 : 128)) < 2);
}

Test(soften, another_surface_and_emptiness_do_not_count)
{
	struct stage t;
	int n, x;

	open_stage(&t, 1);
	for (n = 0; n < SOFTEN_ROWS; n++)
		for (x = 0; x < COLUMNS; x++) {
			t.row[n][x].light = x == MIDDLE ? 0.5f : 1;
			t.row[n][x].distance = x > MIDDLE ? 99 : 9;
			t.row[n][x].side = x < MIDDLE ? SAMPLE_EMPTY : 0;
		}
	cr_expect(abs(softened(&t, MIDDLE).c[0] - 128) < 2);
}

Test(soften, the_first_and_the_last_row_have_no_neighbours_outside)
{
	struct stage t;
	int n;

	open_stage(&t, 1);
	for (n = 0; n < SOFTEN_ROWS; n++)
		if (n != SOFTEN_REACH)
			t.rows[n] = NULL;
	cr_expect(softened(&t, 0).c[0] != 128);
	cr_expect(t.out[0].soft && t.out[COLUMNS - 1].soft);
}

/* In perspective, SOFTEN_FULL of a voxel at distance 9 is a pixel. */
Test(soften, a_row_of_near_voxels_is_not_copied)
{
	struct stage t;
	int n;

	open_stage(&t, SOFTEN_FULL / 9);
	t.view.ortho = false;
	for (n = 0; n < COLUMNS; n++)
		t.row[SOFTEN_REACH][n].distance = n == MIDDLE ? 9 : 4;
	cr_expect_eq(soften_row(&t.scene, t.rows, t.out), t.out);
	cr_expect(t.out[MIDDLE].soft && !t.out[MIDDLE + 1].soft);
	t.row[SOFTEN_REACH][MIDDLE].distance = 4;
	cr_expect_eq(soften_row(&t.scene, t.rows, t.out),
	    t.row[SOFTEN_REACH]);
}

static void
make_ball(struct volume *v)
{
	struct box box;
	int y, z, x;

	for (z = -BALL; z <= BALL; z++)
		for (y = -BALL; y <= BALL; y++) {
			for (x = 0; x * x + y * y + z * z <= BALL * BALL; x++)
				;
			box = (struct box){ { { 1 - x, y, z } },
			    { { x, y + 1, z + 1 } } };
			if (x > 0)
				cr_assert_eq(volume_fill(v, &box, RED), OK);
		}
}

/* Differences of neighbours in the middle of the picture. */
static int
noise(const struct volume *v, uint32_t samples)
{
	struct render_wish wish = render_default();
	struct picture p = { 0 };
	struct view view;
	int x, y, sum = 0;

	wish.width = wish.height = SIDE;
	wish.samples = samples;
	view_model(&view, PRESET_ISOMETRIC, v, 1);
	cr_assert_eq(render_volume(v, &view, &wish, &p), OK);
	for (y = SIDE / 4; y < SIDE * 3 / 4; y++)
		for (x = SIDE / 4; x < SIDE * 3 / 4; x++)
			sum += abs(p.pixel[y * SIDE + x].c[0] -
			    p.pixel[y * SIDE + x + 1].c[0]);
	picture_fini(&p);
	return sum;
}

Test(soften, a_ball_of_voxels_smaller_than_pixels_is_smooth)
{
	struct volume v = { 0 };
	int plain, smooth;

	make_ball(&v);
	plain = noise(&v, 1);
	smooth = noise(&v, 2);
	cr_expect(smooth * 8 < plain, "%d, %d", smooth, plain);
	volume_fini(&v);
}
