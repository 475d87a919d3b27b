/*
 * test_highlight - metallic and roughness in a quick picture
 */
#include <criterion/criterion.h>

#include "goxel/dress.h"
#include "goxel/highlight.h"
#include "goxel/render.h"

#define SIDE	96
#define RADIUS	14
#define RED	((struct rgba){ { 200, 60, 60, 255 } })

static struct image *image;
static struct volume flat;
static struct material *material;

static void
setup(void)
{
	struct layer *layer;
	struct pos p;
	int n, axis, far, side = 2 * RADIUS;

	image = image_new("P");
	material = &image->materials[0];
	layer = image_layer_write(image, 0);
	layer->material = 0;
	for (n = 0; n < side * side * side; n++) {
		p = (struct pos){ { n % side, n / side % side,
		    n / side / side } };
		for (axis = far = 0; axis < 3; axis++)
			far += (2 * p.at[axis] + 1 - side) *
			    (2 * p.at[axis] + 1 - side);
		if (far < side * side)
			cr_assert_eq(volume_set(&layer->volume, &p, RED), OK);
	}
	cr_assert_eq(dress_flatten(image, &flat), OK);
}

static void
teardown(void)
{
	volume_fini(&flat);
	image_free(image);
}

TestSuite(highlight, .init = setup, .fini = teardown);

static void
draw(const struct image *finish, struct picture *p)
{
	struct render_wish wish = render_default();
	struct view view;

	wish.width = wish.height = SIDE;
	wish.background = (struct rgba){ { 0 } };
	wish.finish = finish;
	view_model(&view, PRESET_TOP, &flat, 1);
	cr_assert_eq(render_volume(&flat, &view, &wish, p), OK);
}

/* The greatest value of a channel, and how many pixels come near it. */
static int
brightest(const struct picture *p, int channel, int *many)
{
	int n, most = 0;

	for (n = 0; n < SIDE * SIDE; n++)
		if (p->pixel[n].c[channel] > most)
			most = p->pixel[n].c[channel];
	for (n = *many = 0; n < SIDE * SIDE; n++)
		*many += p->pixel[n].c[channel] > most - 10;
	return most;
}

static int
shining(float metallic, float roughness, int channel, int *many)
{
	struct picture p = { 0 };
	int most;

	material->metallic = metallic;
	material->roughness = roughness;
	draw(image, &p);
	most = brightest(&p, channel, many);
	picture_fini(&p);
	return most;
}

static bool
shines(void)
{
	struct picture plain = { 0 }, shiny = { 0 };
	bool same;

	draw(NULL, &plain);
	draw(image, &shiny);
	same = memcmp(plain.pixel, shiny.pixel,
	    SIDE * SIDE * sizeof *plain.pixel) == 0;
	picture_fini(&plain);
	picture_fini(&shiny);
	return !same;
}

Test(highlight, goxels_own_material_and_none_change_no_pixel)
{
	cr_assert(!shines());
	image_layer_write(image, 0)->material = -1;
	cr_assert(!shines());
}

Test(highlight, a_hidden_layer_with_a_finish_changes_no_pixel)
{
	material->roughness = 0.2f;
	cr_assert(shines());
	image_layer_write(image, 0)->visible = false;
	cr_assert(!shines());
}

Test(highlight, a_rougher_ball_shines_weaker_and_wider)
{
	int smooth, rough, few, many;

	smooth = shining(0.2f, 0.25f, 1, &few);
	rough = shining(0.2f, 0.7f, 1, &many);
	cr_expect(smooth > rough + 10, "%d, %d", smooth, rough);
	cr_expect(many > 2 * few, "%d, %d", many, few);
}

Test(highlight, metal_shines_in_its_colour_and_is_darker_beside)
{
	struct picture plain = { 0 }, metal = { 0 };
	const size_t edge = (SIDE / 2) * SIDE + SIDE - 10;
	int red, green, many;

	red = shining(1, 0.25f, 0, &many);
	green = shining(1, 0.25f, 1, &many);
	cr_expect(red > 2 * green, "%d, %d", red, green);
	draw(NULL, &plain);
	draw(image, &metal);
	cr_expect(metal.pixel[edge].c[0] + 20 < plain.pixel[edge].c[0],
	    "%d, %d", metal.pixel[edge].c[0], plain.pixel[edge].c[0]);
	picture_fini(&plain);
	picture_fini(&metal);
}

Test(highlight, faces_away_from_the_sun_do_not_shine)
{
	struct highlight h;
	struct field field;
	struct view view;
	struct shine shine;

	material->roughness = 0.2f;
	view_model(&view, PRESET_TOP, &flat, 1);
	field_init(&field, &flat, FIELD_GRID);
	highlight_init(&h, &field, &view, image);
	highlight_sun(&h, (double[3]){ 0, 0, 1 }, 1);
	shine = highlight_face(&h, &(struct pos){ { RADIUS, RADIUS,
	    2 * RADIUS - 1 } }, 5, (float[3]){ 1, 1, 1 });
	cr_expect(shine.light[0] > 0.5f);
	shine = highlight_face(&h, &(struct pos){ { RADIUS, RADIUS, 0 } }, 4,
	    (float[3]){ 1, 1, 1 });
	cr_expect(shine.light[0] <= 0, "away from the sun");
	highlight_fini(&h);
	field_fini(&field);
}
