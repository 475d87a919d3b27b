/*
 * area - the part of a project that a filter is about, as clients name it
 */
#include "goxel/mask.h"
#include "worker/method/area.h"
#include "worker/method/method.h"
#include "worker/method/pick.h"

static enum err
take_box(struct call *c, struct area *area)
{
	if (!area->has_min && !area->has_max)
		return OK;
	if (!area->has_min || !area->has_max)
		return fail(c, ERR_PARAMS, "a box needs both 'min' and 'max'");
	return pick_box(c, &area->min, &area->max, &area->box);
}

enum err
area_find(struct call *c, struct area *area)
{
	const struct layer *layer = call_layer(c, area->layer);

	if (layer == NULL)
		return ERR_NO_LAYER;
	area->id = layer->id;
	if (area->selected && mask_of(c->context->image) == NULL)
		return fail(c, ERR_EMPTY, "nothing is selected; "
		    "goxel.select_box, goxel.select_color and others do it");
	return take_box(c, area);
}

static bool
find_bounds(const struct call *c, const struct area *area, struct box *box)
{
	const struct image *image = c->context->image;

	if (area->selected)
		return volume_bounds(mask_of(image), true, box);
	if (area->all)
		return call_bounds(c, true, box);
	return volume_bounds(&image_layer(image, area->id)->volume, true, box);
}

enum err
area_find_box(struct call *c, struct area *area)
{
	enum err err = area_find(c, area);

	if (err != OK || !box_empty(&area->box))
		return err;
	if (find_bounds(c, area, &area->box))
		return OK;
	return fail(c, ERR_EMPTY, "there is no voxel whose box could be "
	    "taken; give one by 'min' and 'max'");
}
