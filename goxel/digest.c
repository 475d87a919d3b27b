/*
 * digest - 64 bits that stand for a project's content
 *
 * Words are taken in one by one: rotate, exclusive or, multiply.  A tile's
 * words go to four sums in turn, because each step waits for the one before;
 * a row of 64 voxels gives its mask first, then its colours, those of empty
 * voxels as zero.
 *
 * A sector is the digests of its 512 slots in order, unless they are all the
 * same: then it is that one, as is a sector that is stored as one colour.  A
 * volume is the sum over its sectors, each taken in with its key, so that the
 * order of the table does not count.
 */
#include "goxel/digest.h"
#include "goxel/sector.h"

#define FACTOR		0x9fb21c651e98df25ull	/* odd, half its bits set */
#define START		0x2545f4914f6cdd1dull
#define LANES		4
#define ROW		64			/* voxels of a mask's word */

static inline uint64_t
take_in(uint64_t sum, uint64_t word)
{
	return ((sum << 29 | sum >> 35) ^ word) * FACTOR;
}

/* Let every bit of a sum depend on every other. */
static uint64_t
finish(uint64_t sum)
{
	sum = (sum ^ sum >> 32) * FACTOR;
	sum = (sum ^ sum >> 29) * FACTOR;
	return sum ^ sum >> 32;
}

static inline uint32_t
color_word(struct rgba color)
{
	return (uint32_t)color.c[0] | (uint32_t)color.c[1] << 8 |
	    (uint32_t)color.c[2] << 16 | (uint32_t)color.c[3] << 24;
}

static void
take_row(uint64_t lane[LANES], const struct rgba voxel[ROW])
{
	int i;

	for (i = 0; i < ROW / 2; i++)
		lane[i % LANES] = take_in(lane[i % LANES],
		    (uint64_t)color_word(voxel[2 * i + 1]) << 32 |
		    color_word(voxel[2 * i]));
}

/* Some of them are not there. */
static void
take_sparse_row(uint64_t lane[LANES], const struct rgba voxel[ROW],
    uint64_t mask)
{
	struct rgba row[ROW] = { 0 };
	int i;

	for (; mask != 0; mask &= mask - 1) {
		i = __builtin_ctzll(mask);
		row[i] = voxel[i];
	}
	take_row(lane, row);
}

static uint64_t
digest_tile(const struct tile *tile)
{
	uint64_t lane[LANES] = { START, START + 1, START + 2, START + 3 };
	uint64_t sum = START;
	int i;

	for (i = 0; i < TILE_WORDS; i++) {
		lane[i % LANES] = take_in(lane[i % LANES], tile->mask[i]);
		if (tile->mask[i] == UINT64_MAX)
			take_row(lane, &tile->voxel[i * ROW]);
		else if (tile->mask[i] != 0)
			take_sparse_row(lane, &tile->voxel[i * ROW],
			    tile->mask[i]);
	}
	for (i = 0; i < LANES; i++)
		sum = take_in(sum, lane[i]);
	return finish(sum);
}

static uint64_t
digest_slot(tile_slot slot)
{
	if (slot_count(slot) == 0)
		return 0;
	if (slot_uniform(slot) || tile_uniform(slot_tile(slot)))
		return finish(take_in(START, color_word(slot_get(slot, 0))));
	return digest_tile(slot_tile(slot));
}

static uint64_t
digest_block(tile_slot block)
{
	uint64_t sum = START, first, here;
	bool same = true;
	uint32_t i;

	first = digest_slot(block_slot(block, 0));
	for (i = 1; block_split(block) && i < SECTOR_SLOTS; i++) {
		here = digest_slot(block_slot(block, i));
		same = same && here == first;
		sum = take_in(sum, here);
	}
	return same ? first : finish(take_in(sum, first));
}

uint64_t
digest_volume(const struct volume *v)
{
	const struct volume_table *table = v->table;
	uint64_t sum = 0, here;
	uint32_t i;

	for (i = 0; table != NULL && i < table->size; i++) {
		here = digest_block(table->entry[i].block);
		if (here != 0)
			sum += finish(take_in(take_in(START,
			    table->entry[i].key), here));
	}
	return sum;
}

static uint64_t
take_text(uint64_t sum, const char *text)
{
	for (; text != NULL && *text != '\0'; text++)
		sum = take_in(sum, (unsigned char)*text);
	return take_in(sum, text == NULL ? 256 : 257);
}

static uint64_t
take_reals(uint64_t sum, const float *real, int count)
{
	uint32_t word;
	int i;

	for (i = 0; i < count; i++) {
		memcpy(&word, &real[i], sizeof word);
		sum = take_in(sum, word);
	}
	return sum;
}

static uint64_t
take_matrix(uint64_t sum, const struct matrix *matrix)
{
	return take_reals(sum, &matrix->m[0][0], 16);
}

static uint64_t
take_box(uint64_t sum, const struct box *box)
{
	int axis;

	for (axis = 0; axis < 3; axis++) {
		sum = take_in(sum, (uint32_t)box->lo.at[axis]);
		sum = take_in(sum, (uint32_t)box->hi.at[axis]);
	}
	return sum;
}

static uint64_t
take_layer(uint64_t sum, const struct layer *layer)
{
	sum = take_text(sum, layer->name);
	sum = take_in(sum, layer->id);
	sum = take_in(sum, layer->visible);
	sum = take_in(sum, layer->mode);
	sum = take_matrix(sum, &layer->mat);
	sum = take_in(sum, layer->base_id);
	sum = take_in(sum, (uint32_t)layer->shape);
	if (layer->shape >= 0)
		sum = take_in(sum, color_word(layer->color));
	sum = take_in(sum, (uint32_t)layer->material);
	sum = take_in(sum, layer->boxed);
	if (layer->boxed)
		sum = take_matrix(sum, &layer->box);
	return take_text(sum, layer->image_path);
}

static uint64_t
take_material(uint64_t sum, const struct material *material)
{
	sum = take_text(sum, material->name);
	sum = take_reals(sum, material->color, 4);
	sum = take_reals(sum, &material->metallic, 1);
	sum = take_reals(sum, &material->roughness, 1);
	return take_reals(sum, material->emission, 3);
}

static uint64_t
take_camera(uint64_t sum, const struct camera *camera)
{
	sum = take_text(sum, camera->name);
	sum = take_reals(sum, &camera->distance, 1);
	sum = take_in(sum, camera->ortho);
	return take_matrix(sum, &camera->mat);
}

static uint64_t
take_light(uint64_t sum, const struct light *light)
{
	sum = take_reals(sum, &light->pitch, 1);
	sum = take_reals(sum, &light->yaw, 1);
	sum = take_reals(sum, &light->intensity, 1);
	sum = take_in(sum, light->fixed);
	sum = take_reals(sum, &light->ambient, 1);
	return take_reals(sum, &light->shadow, 1);
}

static uint64_t
take_scenery(uint64_t sum, const struct image *image)
{
	uint32_t i;

	sum = take_in(sum, image->material_count);
	for (i = 0; i < image->material_count; i++)
		sum = take_material(sum, &image->materials[i]);
	sum = take_in(sum, image->camera_count);
	for (i = 0; i < image->camera_count; i++)
		sum = take_camera(sum, &image->cameras[i]);
	sum = take_in(sum, (uint32_t)image->camera_active);
	sum = take_light(sum, &image->light);
	sum = take_in(sum, image->boxed);
	return image->boxed ? take_box(sum, &image->box) : sum;
}

uint64_t
digest_image(const struct image *image, uint64_t *volumes)
{
	uint64_t sum = take_in(START, image->layer_count), here;
	uint32_t i;

	for (i = 0; i < image->layer_count; i++) {
		here = digest_volume(&image->layers[i]->volume);
		sum = take_in(take_layer(sum, image->layers[i]), here);
		if (volumes != NULL)
			volumes[i] = here;
	}
	sum = take_in(sum, image->active);
	for (i = 0; i < ASIDE_COUNT; i++)
		sum = take_in(sum, image->aside[i] == NULL ? 0 :
		    digest_volume(&image->aside[i]->volume));
	return finish(take_scenery(sum, image));
}
