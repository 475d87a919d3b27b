/*
 * do_material · methods on the materials of a project
 *
 * Colours are sRGB bytes outside and linear floats inside, as in .gox files.
 */
#include <math.h>
#include <string.h>

#include "goxel/scenery.h"
#include "goxel/srgb.h"
#include "worker/method/method.h"
#include "worker/method/pick.h"
#include "worker/method/reply.h"

static float
linear_of(uint8_t byte)
{
	return (float)srgb_to_linear(byte / 255.0);
}

static uint8_t
byte_of(float value)
{
	double channel = srgb_of_linear((double)value);

	return (uint8_t)lrint(fmin(fmax(channel, 0), 1) * 255);
}

static uint32_t
layers_of(const struct image *image, int32_t index)
{
	uint32_t i, count = 0;

	for (i = 0; i < image->layer_count; i++)
		count += image->layers[i]->material == index;
	return count;
}

static void
put_material(struct call *c, int32_t index)
{
	const struct image *image = c->context->image;
	const struct material *m = &image->materials[index];
	struct rgba color;
	int i;

	for (i = 0; i < 3; i++)
		color.c[i] = byte_of(m->color[i]);
	color.c[ALPHA] = (uint8_t)lrintf(fminf(fmaxf(m->color[3], 0), 1) *
	    255);
	reply_item(c);
	reply_int(c, "index", index);
	reply_text(c, "name", m->name);
	reply_color(c, "color", color);
	pick_put_float(c, "metallic", m->metallic);
	pick_put_float(c, "roughness", m->roughness);
	reply_list(c, "emission");
	for (i = 0; i < 3; i++)
		pick_put_float(c, NULL, m->emission[i]);
	reply_list_end(c);
	reply_int(c, "layers", layers_of(image, index));
	reply_item_end(c);
}

enum err
do_list_materials(struct call *c, const struct list_materials_in *in)
{
	uint32_t count = c->context->image->material_count, i;

	(void)in;
	reply_open(c);
	reply_int(c, "count", count);
	reply_list(c, "materials");
	for (i = 0; i < count; i++)
		put_material(c, (int32_t)i);
	reply_list_end(c);
	return reply_close(c);
}

/* ERR_PARAMS with words: there is none. */
static enum err
pick_material(struct call *c, const char *name, int32_t wish, int32_t *index)
{
	const struct image *image = c->context->image;

	*index = name != NULL ? scenery_material(image, name) : wish;
	if (*index >= 0 && (uint32_t)*index < image->material_count)
		return OK;
	if (name != NULL)
		return fail(c, ERR_PARAMS, "the project has no material named "
		    "'%s'; goxel.list_materials tells their names", name);
	return fail(c, ERR_PARAMS, "the project has %u materials; index "
	    "counts them from 0", image->material_count);
}

/* A material as an edit holds it. */
static void
hold_material(const struct material *m, int32_t index,
    struct edit_material_set *set)
{
	*set = (struct edit_material_set){ index, pick_bytes(m->name),
	    m->color[0], m->color[1], m->color[2], m->color[3], m->metallic,
	    m->roughness, m->emission[0], m->emission[1], m->emission[2] };
}

static void
color_material(struct edit_material_set *set, struct rgba color)
{
	set->red = linear_of(color.c[0]);
	set->green = linear_of(color.c[1]);
	set->blue = linear_of(color.c[2]);
	set->alpha = color.c[ALPHA] / 255.0f;
}

/* The parameters that are more than a colour. */
static enum err
finish_material(struct call *c, const struct set_material_in *in,
    struct edit_material_set *set)
{
	int i;

	if (in->has_color)
		color_material(set, in->color);
	if (in->has_metallic)
		set->metallic = (float)in->metallic;
	if (in->has_roughness)
		set->roughness = (float)in->roughness;
	if (in->has_emission) {
		set->emission_red = (float)in->emission.at[0];
		set->emission_green = (float)in->emission.at[1];
		set->emission_blue = (float)in->emission.at[2];
	}
	for (i = 0; i < 3; i++)
		if (in->has_emission && !(in->emission.at[i] >= 0 &&
		    in->emission.at[i] <= 1e6))
			return fail(c, ERR_PARAMS, "parameter 'emission' must "
			    "have numbers from 0 to 1000000");
	if (!(set->metallic >= 0 && set->metallic <= 1))
		return fail(c, ERR_PARAMS, "parameter 'metallic' must be from "
		    "0 to 1");
	if (!(set->roughness >= 0 && set->roughness <= 1))
		return fail(c, ERR_PARAMS, "parameter 'roughness' must be "
		    "from 0 to 1");
	return OK;
}

static enum err
answer(struct call *c, int32_t index, const char *name)
{
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "index", index);
	reply_text(c, "name", name);
	return reply_close(c);
}

enum err
do_add_material(struct call *c, const struct add_material_in *in)
{
	const struct material usual = { .color = { 1, 1, 1, 1 },
	    .metallic = 0.2f, .roughness = 0.5f };
	const struct set_material_in rest = { .has_color = in->has_color,
	    .color = in->color, .has_metallic = in->has_metallic,
	    .metallic = in->metallic, .has_roughness = in->has_roughness,
	    .roughness = in->roughness, .has_emission = in->has_emission,
	    .emission = in->emission };
	struct edit edit = { .kind = EDIT_material_set };
	const struct image *image;
	struct edit_outcome outcome;
	enum err err;

	hold_material(&usual, -1, &edit.material_set);
	edit.material_set.name = pick_bytes(in->name);
	if ((err = finish_material(c, &rest, &edit.material_set)) != OK ||
	    (err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	image = c->context->image;
	return answer(c, (int32_t)image->material_count - 1,
	    image->materials[image->material_count - 1].name);
}

enum err
do_set_material(struct call *c, const struct set_material_in *in)
{
	struct edit edit = { .kind = EDIT_material_set };
	struct edit_outcome outcome;
	struct material old;
	int32_t index;
	enum err err;

	if ((err = pick_material(c, in->name, in->has_index ? in->index : -1,
	    &index)) != OK)
		return err;
	/* The edit's name must outlive the change of what it came from. */
	old = c->context->image->materials[index];
	hold_material(&old, index, &edit.material_set);
	if (in->has_new_name)
		edit.material_set.name = pick_bytes(in->new_name);
	if ((err = finish_material(c, in, &edit.material_set)) != OK ||
	    (err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	return answer(c, index, c->context->image->materials[index].name);
}

enum err
do_delete_material(struct call *c, const struct delete_material_in *in)
{
	struct edit edit = { .kind = EDIT_material_delete };
	struct edit_outcome outcome;
	struct material old;
	int32_t index;
	enum err err;

	if ((err = pick_material(c, in->name, in->has_index ? in->index : -1,
	    &index)) != OK)
		return err;
	old = c->context->image->materials[index];
	edit.material_delete.index = index;
	err = call_edit(c, &edit, &outcome);
	return err == OK ? answer(c, index, old.name) : err;
}

enum err
do_set_layer_material(struct call *c, const struct set_layer_material_in *in)
{
	const struct layer *layer = call_layer(c, in->layer_id);
	struct edit edit = { .kind = EDIT_layer_material };
	struct edit_outcome outcome;
	int32_t index = -1;
	enum err err = OK;

	if (layer == NULL)
		return ERR_NO_LAYER;
	if (in->has_material || (in->has_index && in->index != -1))
		err = pick_material(c, in->material, in->index, &index);
	if (err != OK)
		return err;
	edit.layer_material.layer = layer->id;
	edit.layer_material.index = index;
	if ((err = call_edit(c, &edit, &outcome)) != OK)
		return err;
	pick_open(c, outcome.layer);
	reply_int(c, "material", index);
	return reply_close(c);
}
