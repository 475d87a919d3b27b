/*
 * edits - every change a project can undergo, declared once
 *
 * EDIT(id, doc, fields)
 *	id	gives struct edit_<id>, EDIT_<id> and the engine's apply_<id>()
 *	doc	one sentence
 * FIELD(type, name)
 *	type	integer (int32_t), real (float), flag (bool), layer (uint32_t,
 *		0: the active one), mode, shape, place (struct pos), region
 *		(struct box), matrix (16 floats, row by row), rgba, join,
 *		string (bytes), list (voxels), model (bytes of format/pack),
 *		parts (encoded edits), ramp (colours), heights (of columns,
 *		2 bytes each)
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
EDIT(layer_place, "Put a layer at another place, 0 is the lowest.",
	FIELD(layer, layer)
	FIELD(integer, index))
EDIT(layer_blend, "Change how a layer combines with those below it.",
	FIELD(layer, layer)
	FIELD(mode, mode))
EDIT(layer_duplicate, "Put a copy of a layer above it and make it active.",
	FIELD(layer, layer)
	FIELD(string, name))
EDIT(layer_clone, "Put a clone above a layer, which follows it, moved.",
	FIELD(layer, layer)
	FIELD(string, name)
	FIELD(matrix, mat))
EDIT(layer_fix, "Let a clone or shape keep what it shows as its own.",
	FIELD(layer, layer))
EDIT(layer_transform, "Change the matrix of a clone, shape or image layer.",
	FIELD(layer, layer)
	FIELD(matrix, mat))
EDIT(layer_shape_add, "Add a layer that is a shape on top.",
	FIELD(string, name)
	FIELD(shape, shape)
	FIELD(region, box)
	FIELD(rgba, color))
EDIT(layers_merge_visible, "Make all visible layers one.",
)
EDIT(layer_crop, "Empty a layer outside a box.",
	FIELD(layer, layer)
	FIELD(region, box))
EDIT(layer_box, "Give a layer a box, or with an empty one none.",
	FIELD(layer, layer)
	FIELD(region, box))
EDIT(image_box, "Give the project a box; shape layers are cut to it.",
	FIELD(region, box))
EDIT(material_set, "Change a material, or with index -1 add one.",
	FIELD(integer, index)
	FIELD(string, name)
	FIELD(real, red)
	FIELD(real, green)
	FIELD(real, blue)
	FIELD(real, alpha)
	FIELD(real, metallic)
	FIELD(real, roughness)
	FIELD(real, emission_red)
	FIELD(real, emission_green)
	FIELD(real, emission_blue))
EDIT(material_delete, "Delete a material; layers of it have none then.",
	FIELD(integer, index))
EDIT(layer_material, "Give a layer a material, or with index -1 none.",
	FIELD(layer, layer)
	FIELD(integer, index))
EDIT(camera_set, "Change a camera, or with index -1 add one, active.",
	FIELD(integer, index)
	FIELD(string, name)
	FIELD(real, distance)
	FIELD(flag, ortho)
	FIELD(matrix, mat))
EDIT(camera_delete, "Delete a camera.",
	FIELD(integer, index))
EDIT(camera_select, "Make a camera the active one.",
	FIELD(integer, index))
EDIT(light_set, "Change the light.",
	FIELD(real, pitch)
	FIELD(real, yaw)
	FIELD(real, intensity)
	FIELD(flag, fixed)
	FIELD(real, ambient)
	FIELD(real, shadow))
EDIT(layer_image_add, "Add a layer on top that stands for a picture's file.",
	FIELD(string, name)
	FIELD(string, path)
	FIELD(matrix, mat))
EDIT(layer_image_draw, "Put voxels into an image layer in the picture's place.",
	FIELD(layer, layer)
	FIELD(list, voxels))
EDIT(layer_turn, "Move, turn or stretch a layer's voxels, or all layers'.",
	FIELD(layer, layer)
	FIELD(flag, all)
	FIELD(region, box)
	FIELD(matrix, mat))
EDIT(stroke_draw, "Combine a shape, hollow or mirrored, with one colour.",
	FIELD(layer, layer)
	FIELD(mode, mode)
	FIELD(shape, shape)
	FIELD(region, box)
	FIELD(real, smoothness)
	FIELD(rgba, color)
	FIELD(integer, axis)
	FIELD(integer, wall)
	FIELD(integer, symmetry)
	FIELD(place, mirror))
EDIT(path_draw, "Draw a tip along a poly-line and combine it once.",
	FIELD(layer, layer)
	FIELD(mode, mode)
	FIELD(shape, shape)
	FIELD(list, points)
	FIELD(integer, size)
	FIELD(real, smoothness)
	FIELD(rgba, color)
	FIELD(integer, axis)
	FIELD(integer, symmetry)
	FIELD(place, mirror))
EDIT(solid_draw, "Combine a shape in a turned box with one colour.",
	FIELD(layer, layer)
	FIELD(mode, mode)
	FIELD(shape, shape)
	FIELD(matrix, box)
	FIELD(real, smoothness)
	FIELD(rgba, color))
EDIT(face_extrude, "Push a flat piece of surface out or in.",
	FIELD(layer, layer)
	FIELD(place, seed)
	FIELD(integer, axis)
	FIELD(flag, back)
	FIELD(integer, delta)
	FIELD(integer, threshold))
EDIT(select_box, "Select a box, or change what is selected by it.",
	FIELD(join, join)
	FIELD(region, box))
EDIT(select_color, "Select the voxels of a layer that have about this colour.",
	FIELD(join, join)
	FIELD(layer, layer)
	FIELD(rgba, color)
	FIELD(integer, tolerance))
EDIT(select_connected, "Select the voxels connected to one, by colour.",
	FIELD(join, join)
	FIELD(layer, layer)
	FIELD(place, pos)
	FIELD(integer, tolerance)
	FIELD(flag, drift))
EDIT(select_view, "Select the voxels whose centres a matrix takes into view.",
	FIELD(join, join)
	FIELD(layer, layer)
	FIELD(matrix, project))
EDIT(select_invert, "Select the other voxels of a layer instead.",
	FIELD(layer, layer))
EDIT(select_clear, "Select nothing.",
)
EDIT(selection_draw, "Combine every selected place with one colour.",
	FIELD(layer, layer)
	FIELD(mode, mode)
	FIELD(rgba, color))
EDIT(selection_cut, "Move the selected voxels of a layer to a new one.",
	FIELD(layer, layer)
	FIELD(string, name)
	FIELD(flag, keep))
EDIT(selection_copy, "Remember the selected voxels of a layer.",
	FIELD(layer, layer)
	FIELD(flag, cut))
EDIT(selection_paste, "Put down what was remembered.",
	FIELD(layer, layer)
	FIELD(mode, mode)
	FIELD(place, offset)
	FIELD(flag, fresh)
	FIELD(string, name))
EDIT(filter_adjust, "Shift hue, saturation, lightness and contrast.",
	FIELD(layer, layer)
	FIELD(flag, all)
	FIELD(flag, selected)
	FIELD(region, box)
	FIELD(real, hue)
	FIELD(real, saturation)
	FIELD(real, lightness)
	FIELD(real, contrast))
EDIT(filter_recolor, "Give voxels of about one colour another one.",
	FIELD(layer, layer)
	FIELD(flag, all)
	FIELD(flag, selected)
	FIELD(region, box)
	FIELD(rgba, from)
	FIELD(integer, tolerance)
	FIELD(rgba, to))
EDIT(filter_snap, "Give every voxel the nearest colour of a palette.",
	FIELD(layer, layer)
	FIELD(flag, all)
	FIELD(flag, selected)
	FIELD(region, box)
	FIELD(string, palette))
EDIT(filter_mirror, "Mirror a box, or one half of it onto the other.",
	FIELD(layer, layer)
	FIELD(flag, all)
	FIELD(region, box)
	FIELD(integer, axis)
	FIELD(integer, keep))
EDIT(filter_wrap, "Shift what is in a box; what leaves it enters opposite.",
	FIELD(layer, layer)
	FIELD(flag, all)
	FIELD(region, box)
	FIELD(place, shift))
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
EDIT(formula_fill, "Combine the voxels of a box where an expression is above 0.",
	FIELD(layer, layer)
	FIELD(mode, mode)
	FIELD(region, box)
	FIELD(integer, seed)
	FIELD(string, where)
	FIELD(string, color))
EDIT(program_run, "Draw what a program of the procedural language says.",
	FIELD(layer, layer)
	FIELD(region, box)
	FIELD(rgba, color)
	FIELD(integer, seed)
	FIELD(string, shape)
	FIELD(string, text))
EDIT(region_copy, "Put copies of what is in a box down, turned, in rows.",
	FIELD(layer, layer)
	FIELD(mode, mode)
	FIELD(region, box)
	FIELD(matrix, mat)
	FIELD(place, count)
	FIELD(place, step))
EDIT(revolve_draw, "Combine a cone or a ring with one colour.",
	FIELD(layer, layer)
	FIELD(mode, mode)
	FIELD(region, box)
	FIELD(flag, ring)
	FIELD(integer, axis)
	FIELD(flag, back)
	FIELD(real, tip)
	FIELD(rgba, color))
EDIT(layer_shell, "Empty what lies deeper in a layer than a wall.",
	FIELD(layer, layer)
	FIELD(integer, wall))
EDIT(layer_smooth, "Round a layer off.",
	FIELD(layer, layer)
	FIELD(integer, steps))
EDIT(selection_turn, "Move, turn or stretch a layer's selected voxels.",
	FIELD(layer, layer)
	FIELD(matrix, mat))
EDIT(plane_cut, "Empty a layer on one side of a plane.",
	FIELD(layer, layer)
	FIELD(place, twice)
	FIELD(real, normal_x)
	FIELD(real, normal_y)
	FIELD(real, normal_z))
EDIT(stroke_press, "Combine a shape and its images, on one side of a plane.",
	FIELD(layer, layer)
	FIELD(mode, mode)
	FIELD(shape, shape)
	FIELD(region, box)
	FIELD(real, smoothness)
	FIELD(rgba, color)
	FIELD(integer, axis)
	FIELD(integer, wall)
	FIELD(integer, symmetry)
	FIELD(place, mirror)
	FIELD(matrix, image)
	FIELD(place, cut)
	FIELD(real, cut_x)
	FIELD(real, cut_y)
	FIELD(real, cut_z))
EDIT(path_press, "Combine a path and its images, on one side of a plane.",
	FIELD(layer, layer)
	FIELD(mode, mode)
	FIELD(shape, shape)
	FIELD(list, points)
	FIELD(integer, size)
	FIELD(real, smoothness)
	FIELD(rgba, color)
	FIELD(integer, axis)
	FIELD(integer, symmetry)
	FIELD(place, mirror)
	FIELD(matrix, image)
	FIELD(place, cut)
	FIELD(real, cut_x)
	FIELD(real, cut_y)
	FIELD(real, cut_z))
#undef EDIT
#undef FIELD
