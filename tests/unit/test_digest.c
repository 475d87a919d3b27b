/*
 * test_digest - equal content has equal digests, and other content another
 */
#include <criterion/criterion.h>

#include "goxel/digest.h"
#include "goxel/format/pack.h"

static const struct rgba red = { { 255, 0, 0, 255 } };
static const struct rgba blue = { { 0, 0, 255, 255 } };
static const struct rgba ghost = { { 9, 9, 9, 0 } };

#define AT(x, y, z)	(&(struct pos){ { x, y, z } })

static void
fill(struct volume *v, int32_t lo, int32_t hi, struct rgba color)
{
	struct box box = { { { lo, lo, lo } }, { { hi, hi, hi } } };

	cr_assert_eq(volume_fill(v, &box, color), OK);
}

/* Written one by one, the last voxel first. */
static void
write_all(struct volume *v, int32_t lo, int32_t hi)
{
	struct pos pos;

	for (pos.at[0] = hi - 1; pos.at[0] >= lo; pos.at[0]--)
		for (pos.at[1] = hi - 1; pos.at[1] >= lo; pos.at[1]--)
			for (pos.at[2] = hi - 1; pos.at[2] >= lo; pos.at[2]--)
				volume_set(v, &pos, red);
}

Test(digest, nothing_is_zero_and_so_is_what_was_emptied)
{
	struct volume v = { .table = NULL };

	cr_assert_eq(digest_volume(&v), 0);
	volume_set(&v, AT(1, 2, 3), red);
	cr_assert_neq(digest_volume(&v), 0);
	volume_set(&v, AT(1, 2, 3), ghost);
	cr_assert_eq(digest_volume(&v), 0);
	volume_fini(&v);
}

Test(digest, how_a_tile_is_stored_does_not_count)
{
	struct volume slots = { .table = NULL }, tiles = { .table = NULL };

	fill(&slots, -16, 32, red);
	write_all(&tiles, -16, 32);
	/* A voxel written back leaves a tile where a colour was. */
	volume_set(&tiles, AT(0, 0, 0), blue);
	volume_set(&tiles, AT(0, 0, 0), red);
	cr_assert(!slot_uniform(volume_slot(&tiles, AT(0, 0, 0))));
	cr_assert_eq(digest_volume(&slots), digest_volume(&tiles));
	volume_fini(&slots);
	volume_fini(&tiles);
}

Test(digest, how_a_sector_is_stored_does_not_count)
{
	struct volume whole = { .table = NULL }, split = { .table = NULL };
	int32_t side;

	fill(&whole, 0, SECTOR_SIDE, red);
	fill(&split, 0, SECTOR_SIDE, red);
	volume_set(&split, AT(5, 5, 5), blue);
	cr_assert_neq(digest_volume(&whole), digest_volume(&split));
	volume_set(&split, AT(5, 5, 5), red);
	volume_slot_wide(&split, AT(5, 5, 5), &side);
	cr_assert_eq(side, TILE_SIDE);
	cr_assert_eq(digest_volume(&whole), digest_volume(&split));
	volume_fini(&whole);
	volume_fini(&split);
}

Test(digest, colour_of_what_is_not_there_does_not_count)
{
	struct tile *tile = tile_new((struct rgba){ { 0 } });
	struct volume a = { .table = NULL }, b = { .table = NULL };

	tile_set(tile, 7, red);
	tile->voxel[8] = ghost;
	volume_put(&a, AT(0, 0, 0), (tile_slot)tile);
	volume_set(&b, AT(7, 0, 0), red);
	cr_assert_eq(digest_volume(&a), digest_volume(&b));
	volume_fini(&a);
	volume_fini(&b);
}

/* All digests of a red voxel at each place of a sector and beside it. */
Test(digest, every_place_counts)
{
	uint64_t sum = 0, here, first = 0;
	struct volume v;
	int32_t i;

	for (i = 0; i < 2 * SECTOR_SIDE; i++) {
		v = (struct volume){ .table = NULL };
		volume_set(&v, AT(i % 2 ? i : 0, 3, i % 2 ? 5 : i), red);
		here = digest_volume(&v);
		cr_assert_neq(here, first);
		cr_assert_eq(here, digest_volume(&v));
		first = i == 0 ? here : first;
		sum ^= here;
		volume_fini(&v);
	}
	cr_assert_neq(sum, 0);
}

Test(digest, one_bit_of_one_colour_counts)
{
	struct volume v = { .table = NULL };
	struct rgba color = red;
	uint64_t was;
	int bit;

	fill(&v, 0, 16, blue);
	volume_set(&v, AT(3, 4, 5), red);
	was = digest_volume(&v);
	for (bit = 0; bit < 24; bit++) {
		color = red;
		color.c[bit / 8] ^= (uint8_t)(1u << bit % 8);
		volume_set(&v, AT(3, 4, 5), color);
		cr_assert_neq(digest_volume(&v), was);
	}
	volume_set(&v, AT(3, 4, 5), red);
	cr_assert_eq(digest_volume(&v), was);
	volume_fini(&v);
}

Test(digest, tiles_that_change_places_count)
{
	struct volume a = { .table = NULL }, b = { .table = NULL };

	volume_set(&a, AT(0, 0, 0), red);
	volume_set(&a, AT(200, 0, 0), blue);
	volume_set(&b, AT(200, 0, 0), red);
	volume_set(&b, AT(0, 0, 0), blue);
	cr_assert_neq(digest_volume(&a), digest_volume(&b));
	volume_fini(&a);
	volume_fini(&b);
}

#define CHANGED(statement) do {						\
	uint64_t was = digest_image(image, NULL);			\
	statement;							\
	cr_assert_neq(digest_image(image, NULL), was, #statement);	\
} while (0)

Test(digest, everything_set_on_a_layer_counts)
{
	struct image *image = image_new("a");
	struct layer *layer = image_layer_write(image, 0);

	CHANGED(strcpy(layer->name, "other"));
	CHANGED(layer->id = 7);
	CHANGED(layer->visible = false);
	CHANGED(layer->mode = MODE_SUB);
	CHANGED(layer->mat.m[3][1] = 2);
	CHANGED(layer->base_id = 3);
	CHANGED(layer->shape = SHAPE_CUBE);
	CHANGED(layer->color = blue);
	CHANGED(layer->material = 3);
	CHANGED(layer->boxed = true);
	CHANGED(layer->box.m[0][0] = 4);
	CHANGED(layer->image_path = strdup(""));
	CHANGED(volume_set(&layer->volume, AT(0, 0, 0), red));
	image_free(image);
}

Test(digest, everything_set_on_an_image_counts)
{
	struct image *image = image_new("a");
	struct volume v = { .table = NULL };

	volume_set(&v, AT(0, 0, 0), red);
	CHANGED(image_layer_add(image, "two", NULL));
	CHANGED(image->active = 1);
	CHANGED(image->boxed = !image->boxed);
	image->boxed = true;
	CHANGED(image->box.hi.at[2] = 4);
	CHANGED(image->materials[0].name[0] = 'x');
	CHANGED(image->materials[0].color[3] = 0.5f);
	CHANGED(image->materials[0].metallic = 0.4f);
	CHANGED(image->materials[0].roughness = 0.3f);
	CHANGED(image->materials[0].emission[2] = 0.3f);
	CHANGED(image->cameras[0].name[0] = 'x');
	CHANGED(image->cameras[0].distance = 3);
	CHANGED(image->cameras[0].ortho = !image->cameras[0].ortho);
	CHANGED(image->cameras[0].mat.m[1][1] = 3);
	CHANGED(image->camera_active = -1);
	CHANGED(image->light.pitch = 9);
	CHANGED(image->light.yaw = 9);
	CHANGED(image->light.intensity = 9);
	CHANGED(image->light.fixed = !image->light.fixed);
	CHANGED(image->light.ambient = 9);
	CHANGED(image->light.shadow = 9);
	CHANGED(image_set_aside(image, ASIDE_MASK, &v));
	image_free(image);
}

Test(digest, layers_have_their_own)
{
	struct image *image = image_new("a");
	uint64_t before[2], after[2];

	image_layer_add(image, "two", NULL);
	digest_image(image, before);
	volume_set(&image_layer_write(image, 2)->volume, AT(0, 0, 0), red);
	digest_image(image, after);
	cr_assert_eq(before[0], after[0]);
	cr_assert_neq(before[1], after[1]);
	cr_assert_eq(after[1], digest_volume(&image->layers[1]->volume));
	image_free(image);
}

Test(digest, name_of_the_project_and_a_journey_do_not_count)
{
	struct image *image = image_new("a"), *again;
	struct buf b;

	fill(&image_layer_write(image, 0)->volume, 3, 200, blue);
	buf_init(&b, 64u << 20);
	pack_write(image, &b);
	cr_assert_eq(pack_read(b.bytes, b.len, &again), OK);
	strcpy(again->name, "other");
	cr_assert_eq(digest_image(image, NULL), digest_image(again, NULL));
	buf_fini(&b);
	image_free(image);
	image_free(again);
}
