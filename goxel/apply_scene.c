/*
 * apply_scene - edits of materials, cameras and light
 */
#include <string.h>

#include "goxel/scenery.h"
#include "goxel/step.h"

#define BRIGHT	1e6f	/* emission and intensity end here */
#define FAR	1e9f	/* and distances */
#define TURNS	1e4f	/* and angles */

static bool
between(float lo, float value, float hi)
{
	return value >= lo && value <= hi;
}

/* A name as materials and cameras have it.  ERR_TOO_BIG. */
static enum err
take_name(const struct bytes *bytes, char name[SCENERY_NAME + 1])
{
	if (bytes->len > SCENERY_NAME)
		return ERR_TOO_BIG;
	if (bytes->len > 0)
		memcpy(name, bytes->at, bytes->len);
	name[bytes->len] = '\0';
	return OK;
}

/* An index of an edit that changes or adds: ERR_PARAMS when there is none. */
static enum err
check_index(int32_t index, int32_t least, uint32_t count)
{
	return index < least || (index >= 0 && (uint32_t)index >= count) ?
	    ERR_PARAMS : OK;
}

/*
 * Materials
 */

static enum err
read_material(const struct edit_material_set *edit, struct material *m)
{
	int i;

	m->color[0] = edit->red;
	m->color[1] = edit->green;
	m->color[2] = edit->blue;
	m->color[3] = edit->alpha;
	m->metallic = edit->metallic;
	m->roughness = edit->roughness;
	m->emission[0] = edit->emission_red;
	m->emission[1] = edit->emission_green;
	m->emission[2] = edit->emission_blue;
	for (i = 0; i < 4; i++) {
		if (!between(0, m->color[i], 1) ||
		    (i < 3 && !between(0, m->emission[i], BRIGHT)))
			return ERR_PARAMS;
	}
	if (!between(0, m->metallic, 1) || !between(0, m->roughness, 1))
		return ERR_PARAMS;
	return take_name(&edit->name, m->name);
}

static bool
same_materials(const struct material *a, const struct material *b)
{
	return strcmp(a->name, b->name) == 0 &&
	    memcmp(a->color, b->color, sizeof a->color) == 0 &&
	    memcmp(&a->metallic, &b->metallic, sizeof a->metallic) == 0 &&
	    memcmp(&a->roughness, &b->roughness, sizeof a->roughness) == 0 &&
	    memcmp(a->emission, b->emission, sizeof a->emission) == 0;
}

static enum err
change_material(struct context *context, uint32_t index,
    const struct material *wish)
{
	struct material *m = &context->image->materials[index];
	struct extra *extra = m->extra;
	struct image *before;

	if (strcmp(m->name, wish->name) != 0 &&
	    scenery_material(context->image, wish->name) >= 0)
		return ERR_EXISTS;
	if (same_materials(m, wish))
		return OK;
	before = step_open(context);
	*m = *wish;
	m->extra = extra;
	return step_close(context, before, OK);
}

enum err
apply_material_set(struct context *context,
    const struct edit_material_set *edit, struct edit_outcome *outcome)
{
	struct material wish = { .extra = NULL };
	struct image *before;
	enum err err;

	(void)outcome;
	if ((err = check_index(edit->index, -1,
	    context->image->material_count)) != OK ||
	    (err = read_material(edit, &wish)) != OK)
		return err;
	if (edit->index >= 0)
		return change_material(context, (uint32_t)edit->index, &wish);
	before = step_open(context);
	return step_close(context, before,
	    scenery_add_material(context->image, &wish));
}

enum err
apply_material_delete(struct context *context,
    const struct edit_material_delete *edit, struct edit_outcome *outcome)
{
	struct image *before;

	(void)outcome;
	if (check_index(edit->index, 0, context->image->material_count) != OK)
		return ERR_PARAMS;
	before = step_open(context);
	scenery_delete_material(context->image, (uint32_t)edit->index);
	return step_close(context, before, OK);
}

enum err
apply_layer_material(struct context *context,
    const struct edit_layer_material *edit, struct edit_outcome *outcome)
{
	const struct layer *layer = image_layer(context->image, edit->layer);
	struct image *before;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if (check_index(edit->index, -1, context->image->material_count) != OK)
		return ERR_PARAMS;
	outcome->layer = layer->id;
	if (layer->material == edit->index)
		return OK;
	before = step_open(context);
	image_layer_write(context->image, edit->layer)->material =
	    edit->index;
	return step_close(context, before, OK);
}

/*
 * Cameras
 */

static enum err
read_camera(const struct edit_camera_set *edit, struct camera *camera)
{
	int i;

	camera->distance = edit->distance;
	camera->ortho = edit->ortho;
	camera->mat = edit->mat;
	if (!between(0, edit->distance, FAR))
		return ERR_PARAMS;
	for (i = 0; i < 16; i++) {
		if (!between(-FAR, edit->mat.m[i / 4][i % 4], FAR))
			return ERR_PARAMS;
	}
	return take_name(&edit->name, camera->name);
}

static bool
same_cameras(const struct camera *a, const struct camera *b)
{
	return strcmp(a->name, b->name) == 0 && a->ortho == b->ortho &&
	    memcmp(&a->distance, &b->distance, sizeof a->distance) == 0 &&
	    memcmp(&a->mat, &b->mat, sizeof a->mat) == 0;
}

static enum err
change_camera(struct context *context, uint32_t index,
    const struct camera *wish)
{
	struct camera *camera = &context->image->cameras[index];
	struct extra *extra = camera->extra;
	struct image *before;

	if (strcmp(camera->name, wish->name) != 0 &&
	    scenery_camera(context->image, wish->name) >= 0)
		return ERR_EXISTS;
	if (same_cameras(camera, wish))
		return OK;
	before = step_open(context);
	*camera = *wish;
	camera->extra = extra;
	return step_close(context, before, OK);
}

enum err
apply_camera_set(struct context *context, const struct edit_camera_set *edit,
    struct edit_outcome *outcome)
{
	struct camera wish = { .extra = NULL };
	struct image *before;
	enum err err;

	(void)outcome;
	if ((err = check_index(edit->index, -1,
	    context->image->camera_count)) != OK ||
	    (err = read_camera(edit, &wish)) != OK)
		return err;
	if (edit->index >= 0)
		return change_camera(context, (uint32_t)edit->index, &wish);
	before = step_open(context);
	return step_close(context, before,
	    scenery_add_camera(context->image, &wish));
}

enum err
apply_camera_delete(struct context *context,
    const struct edit_camera_delete *edit, struct edit_outcome *outcome)
{
	struct image *before;

	(void)outcome;
	if (check_index(edit->index, 0, context->image->camera_count) != OK)
		return ERR_PARAMS;
	before = step_open(context);
	scenery_delete_camera(context->image, (uint32_t)edit->index);
	return step_close(context, before, OK);
}

enum err
apply_camera_select(struct context *context,
    const struct edit_camera_select *edit, struct edit_outcome *outcome)
{
	struct image *before;

	(void)outcome;
	if (check_index(edit->index, 0, context->image->camera_count) != OK)
		return ERR_PARAMS;
	if (context->image->camera_active == edit->index)
		return OK;
	before = step_open(context);
	context->image->camera_active = edit->index;
	return step_close(context, before, OK);
}

/*
 * Light
 */

static bool
same_lights(const struct light *a, const struct light *b)
{
	return a->pitch == b->pitch && a->yaw == b->yaw &&
	    a->intensity == b->intensity && a->fixed == b->fixed &&
	    a->ambient == b->ambient && a->shadow == b->shadow;
}

enum err
apply_light_set(struct context *context, const struct edit_light_set *edit,
    struct edit_outcome *outcome)
{
	struct light *light = &context->image->light;
	struct light wish = { edit->pitch, edit->yaw, edit->intensity,
	    edit->fixed, edit->ambient, edit->shadow, light->extra };
	struct image *before;

	(void)outcome;
	if (!between(-TURNS, wish.pitch, TURNS) ||
	    !between(-TURNS, wish.yaw, TURNS) ||
	    !between(0, wish.intensity, BRIGHT) ||
	    !between(0, wish.ambient, 1) || !between(0, wish.shadow, 1))
		return ERR_PARAMS;
	if (same_lights(light, &wish))
		return OK;
	before = step_open(context);
	*light = wish;
	return step_close(context, before, OK);
}
