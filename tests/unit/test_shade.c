/*
 * test_shade - light falls where it should
 */
#include <criterion/criterion.h>
#include <math.h>

#include "goxel/shade.h"

#define WHITE	((struct rgba){ { 255, 255, 255, 255 } })

enum { TOP = 5, BOTTOM = 4 };

/* A floor of 8x8, with a roof of 4x8 over one half. */
struct stage {
	struct volume		 volume;
	struct field		 field;
	struct render_wish	 wish;
	struct view		 view;
	struct shade		 shade;
};

static void
open_stage(struct stage *s, float pitch)
{
	struct box floor = { { { 0, 0, 0 } }, { { 8, 8, 1 } } };
	struct box roof = { { { 0, 0, 6 } }, { { 4, 8, 7 } } };

	memset(s, 0, sizeof *s);
	cr_assert_eq(volume_fill(&s->volume, &floor, WHITE), OK);
	cr_assert_eq(volume_fill(&s->volume, &roof, WHITE), OK);
	field_init(&s->field, &s->volume, FIELD_GRID);
	s->wish = render_default();
	s->wish.light.pitch = pitch;
	s->wish.light.yaw = 0;
	view_preset(&s->view, PRESET_TOP, &s->field.box, 1);
	shade_init(&s->shade, &s->field, &s->wish, &s->view);
}

static void
close_stage(struct stage *s)
{
	shade_fini(&s->shade);
	field_fini(&s->field);
	volume_fini(&s->volume);
}

/* Light on the top of a voxel, at u of its width, for pixels so wide. */
static float
light_at(struct stage *s, const struct pos *voxel, float u, float pixel)
{
	struct spot spot = { .along = { u, 0.5f }, .pixel = pixel };

	spot.face = shade_face(&s->shade, voxel, TOP);
	return shade_light(&s->shade, &spot);
}

Test(shade, noon_shadow_has_the_outline_of_the_roof)
{
	struct stage s;
	float in, out;

	open_stage(&s, 0);
	in = light_at(&s, &(struct pos){ { 3, 4, 0 } }, 0.9f, 0.1f);
	out = light_at(&s, &(struct pos){ { 4, 4, 0 } }, 0.1f, 0.1f);
	cr_assert(out > in + 0.2f, "%f %f", (double)out, (double)in);
	close_stage(&s);
}

Test(shade, shadow_may_end_within_a_face)
{
	struct stage s;
	float in, out;

	/* Towards +x by 0.5 over the five voxels below the roof. */
	open_stage(&s, -atanf(0.1f));
	shade_fini(&s.shade);
	s.wish.light.yaw = (float)M_PI / 2;
	shade_init(&s.shade, &s.field, &s.wish, &s.view);
	in = light_at(&s, &(struct pos){ { 4, 4, 0 } }, 0.4f, 0.1f);
	out = light_at(&s, &(struct pos){ { 4, 4, 0 } }, 0.6f, 0.1f);
	cr_assert(out > in + 0.2f, "%f %f", (double)out, (double)in);
	close_stage(&s);
}

Test(shade, sun_stands_in_the_south_when_pitched_without_yaw)
{
	struct stage s;

	open_stage(&s, 0.5f);
	cr_assert(s.shade.sun[2] > 0.1f);
	cr_assert_eq(s.shade.sun[3], 0);
	cr_assert(s.shade.sun[TOP] > s.shade.sun[2]);
	cr_assert_eq(s.shade.sun[BOTTOM], 0);
	close_stage(&s);
}

Test(shade, light_that_follows_the_camera_comes_from_its_side)
{
	struct stage s;

	open_stage(&s, 0);
	shade_fini(&s.shade);
	s.wish.light.fixed = true;
	view_preset(&s.view, PRESET_FRONT, &s.field.box, 1);
	shade_init(&s.shade, &s.field, &s.wish, &s.view);
	cr_assert(s.shade.sun[2] > 0.1f);
	cr_assert(s.shade.sun[TOP] < 0.01f);
	close_stage(&s);
}

Test(shade, every_byte_comes_back_from_its_own_light)
{
	struct stage s;
	int n, off = 0;

	open_stage(&s, 0);
	for (n = 0; n < 256; n++)
		off += abs(shade_byte(&s.shade, s.shade.linear[n]) - n);
	cr_assert_eq(off, 0, "%d", off);
	cr_assert_eq(shade_byte(&s.shade, 2), 255);
	close_stage(&s);
}
