/*
 * edits - every change a project can undergo, declared once
 *
 * EDIT(id, doc, fields)
 *	id	gives struct edit_<id>, EDIT_<id> and the engine's apply_<id>()
 *	doc	one sentence
 * FIELD(type, name)
 *	type	integer (int32_t), real (float), flag (bool), layer (uint32_t,
 *		0: the active one), mode, shape, place (struct pos), region
 *		(struct box), rgba, string (bytes), list (voxels),
 *		model (bytes of format/pack), parts (encoded edits),
 *		ramp (colours), heights (of columns, 2 bytes each)
 *
 * From a row come the struct, its binary encoding (in the order of the
 * fields, little-endian) and its application.  The encoding is what a job
 * child hands to its worker.  Append rows; never reorder them or change one:
 * the number of a row is its kind in the encoding.
 *
 * A request_note is no step and no revision: the project's content stays.
 */
EDIT(project_reset, "Start the project afresh, with one empty layer.",
	FIELD(string, name)
	FIELD(region, box))
EDIT(model_replace, "Replace the whole content by that of a file.",
	FIELD(model, model))
EDIT(voxel_set, "Write one voxel; alpha 0 removes it.",
	FIELD(layer, layer)
	FIELD(place, pos)
	FIELD(rgba, color))
EDIT(voxels_set, "Write many voxels; alpha 0 removes one.",
	FIELD(layer, layer)
	FIELD(list, voxels))
EDIT(box_fill, "Combine every voxel of a box with one colour.",
	FIELD(layer, layer)
	FIELD(mode, mode)
	FIELD(region, box)
	FIELD(rgba, color))
EDIT(shape_draw, "Combine a shape with one colour.",
	FIELD(layer, layer)
	FIELD(mode, mode)
	FIELD(shape, shape)
	FIELD(region, box)
	FIELD(real, smoothness)
	FIELD(rgba, color))
EDIT(flood_fill, "Recolour the connected voxels of one colour.",
	FIELD(layer, layer)
	FIELD(place, pos)
	FIELD(integer, tolerance)
	FIELD(rgba, color))
EDIT(layer_add, "Add a layer on top and make it active.",
	FIELD(string, name)
	FIELD(flag, visible))
EDIT(layer_delete, "Delete a layer.",
	FIELD(layer, layer))
EDIT(layer_merge, "Merge one layer into another and delete it.",
	FIELD(layer, source)
	FIELD(layer, target))
EDIT(layer_show, "Show or hide a layer.",
	FIELD(layer, layer)
	FIELD(flag, visible))
EDIT(layer_select, "Make a layer the active one.",
	FIELD(layer, layer))
EDIT(undo, "Take the last step back.",
)
EDIT(redo, "Do the step again that was taken back last.",
)
EDIT(request_note, "Note what a request with this key was answered.",
	FIELD(string, key)
	FIELD(string, method)
	FIELD(string, result))
EDIT(series, "Do several edits as one step.",
	FIELD(parts, edits))
EDIT(layer_rename, "Give a layer another name.",
	FIELD(layer, layer)
	FIELD(string, name))
EDIT(components_keep, "Delete the connected parts that are smaller or fewer.",
	FIELD(layer, layer)
	FIELD(integer, at_least)
	FIELD(integer, largest))
EDIT(layer_reduce, "Add a layer that shows another one at a smaller scale.",
	FIELD(layer, source)
	FIELD(integer, factor)
	FIELD(integer, percent)
	FIELD(string, name))
EDIT(text_draw, "Combine words made of voxels.",
	FIELD(layer, layer)
	FIELD(mode, mode)
	FIELD(place, at)
	FIELD(integer, axis)
	FIELD(integer, scale)
	FIELD(integer, depth)
	FIELD(rgba, color)
	FIELD(string, text))
EDIT(noise_fill, "Combine hills or a cloud made of noise.",
	FIELD(layer, layer)
	FIELD(mode, mode)
	FIELD(region, box)
	FIELD(flag, cloud)
	FIELD(integer, seed)
	FIELD(integer, scale)
	FIELD(integer, octaves)
	FIELD(integer, threshold)
	FIELD(ramp, ramp))
EDIT(heights_fill, "Combine columns of voxels, each of its own height.",
	FIELD(layer, layer)
	FIELD(mode, mode)
	FIELD(place, base)
	FIELD(integer, columns)
	FIELD(heights, heights)
	FIELD(ramp, ramp))
#undef EDIT
#undef FIELD
