/*
 * do_filter · methods that recolour or rearrange what is there
 */
#include <string.h>

#include "goxel/mask.h"
#include "goxel/rearrange.h"
#include "worker/method/area.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

static enum err
check_percent(struct call *c, const char *name, double value, double most)
{
	if (value >= -most && value <= most)
		return OK;
	return fail(c, ERR_PARAMS, "parameter '%s' must be from %g to %g, not "
	    "%g", name, -most, most, value);
}

static enum err
finish(struct call *c, const struct edit *edit, const struct box *box)
{
	struct edit_outcome outcome;
	enum err err;

	if ((err = call_edit(c, edit, &outcome)) != OK)
		return err;
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "voxels", (int64_t)outcome.voxels);
	if (box != NULL) {
		reply_pos(c, "min", &box->lo);
		reply_pos(c, "max", &box->hi);
	}
	return reply_close(c);
}

enum err
do_adjust_colors(struct call *c, const struct adjust_colors_in *in)
{
	struct edit edit = { .kind = EDIT_filter_adjust };
	struct edit_filter_adjust *adjust = &edit.filter_adjust;
	struct area area = AREA(in);
	enum err err;

	if ((err = check_percent(c, "hue", in->hue, 360)) != OK ||
	    (err = check_percent(c, "saturation", in->saturation, 100)) !=
	    OK ||
	    (err = check_percent(c, "lightness", in->lightness, 100)) != OK ||
	    (err = check_percent(c, "contrast", in->contrast, 100)) != OK ||
	    (err = area_find(c, &area)) != OK)
		return err;
	*adjust = (struct edit_filter_adjust){ area.id, area.all,
	    area.selected, area.box, (float)in->hue, (float)in->saturation,
	    (float)in->lightness, (float)in->contrast };
	return finish(c, &edit, NULL);
}

enum err
do_replace_color(struct call *c, const struct replace_color_in *in)
{
	struct edit edit = { .kind = EDIT_filter_recolor };
	struct area area = AREA(in);
	enum err err;

	if (in->tolerance < 0 || in->tolerance > 255)
		return fail(c, ERR_PARAMS, "parameter 'tolerance' must be "
		    "from 0 to 255, not %d", in->tolerance);
	if ((err = area_find(c, &area)) != OK)
		return err;
	edit.filter_recolor = (struct edit_filter_recolor){ area.id, area.all,
	    area.selected, area.box, in->from, in->tolerance, in->to };
	return finish(c, &edit, NULL);
}

static enum err
find_axis(struct call *c, const struct mirror_in *in, int32_t *axis)
{
	const char *name = in->has_axis ? in->axis : "x";

	*axis = name[0] - 'x';
	if (strlen(name) == 1 && *axis >= 0 && *axis < 3)
		return OK;
	return fail(c, ERR_PARAMS, "parameter 'axis' must be x, y or z, not "
	    "'%s'", name);
}

static enum err
find_keep(struct call *c, const struct mirror_in *in, int32_t *keep)
{
	*keep = KEEP_NONE;
	if (!in->has_keep)
		return OK;
	*keep = strcmp(in->keep, "low") == 0 ? KEEP_LOW : KEEP_HIGH;
	if (*keep == KEEP_LOW || strcmp(in->keep, "high") == 0)
		return OK;
	return fail(c, ERR_PARAMS, "parameter 'keep' must be low or high, not "
	    "'%s'", in->keep);
}

enum err
do_mirror(struct call *c, const struct mirror_in *in)
{
	struct edit edit = { .kind = EDIT_filter_mirror };
	struct edit_filter_mirror *mirror = &edit.filter_mirror;
	struct area area = AREA(in);
	enum err err;

	if ((err = find_axis(c, in, &mirror->axis)) != OK ||
	    (err = find_keep(c, in, &mirror->keep)) != OK ||
	    (err = area_find_box(c, &area)) != OK)
		return err;
	mirror->layer = area.id;
	mirror->all = area.all;
	mirror->box = area.box;
	return finish(c, &edit, &area.box);
}

enum err
do_wrap(struct call *c, const struct wrap_in *in)
{
	struct edit edit = { .kind = EDIT_filter_wrap };
	struct area area = AREA(in);
	enum err err;

	if ((err = area_find_box(c, &area)) != OK)
		return err;
	edit.filter_wrap = (struct edit_filter_wrap){ area.id, area.all,
	    area.box, in->offset };
	return finish(c, &edit, &area.box);
}
