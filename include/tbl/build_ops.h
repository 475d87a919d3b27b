/*
 * build_ops - what voxel_build can be told to do, declared once
 *
 * OP_MEMBER(type, name, words)
 *	type	how take_ops.c reads it, and what struct op holds:
 *		corners (struct box), spot (struct pos), sizes (struct
 *		vector), number (double), whole (int32_t), ink (struct ink),
 *		inks (struct ink_list), owner (struct owner: a layer), points
 *		(struct voxels), words (text), blend, mixing, axis, face,
 *		half (one of a few words), flag (bool)
 *	words	what it means, for the reference and for refusals
 *
 * OP(id, makes, doc, example, members)
 *	makes	the edits of tbl/edits.h that it becomes
 *	doc	one sentence
 *	example	one op, whole, as JSON
 * NEEDS(name), TAKES(name): a member, which must be there or may be.  Every
 * op also takes `layer`.
 *
 * From a row come the decoder, build_<id>(), the reference that agents read
 * and the words of refusals.
 */
#ifndef OP_MEMBER
#define OP_MEMBER(type, name, words)
#endif
#ifndef OP
#define OP(id, makes, doc, example, members)
#endif
OP_MEMBER(owner, layer, "name or id of a layer; the active one if absent")
OP_MEMBER(corners, box, "[x0,y0,z0,x1,y1,z1], both corners inside")
OP_MEMBER(spot, center, "[x,y,z], the middle voxel")
OP_MEMBER(spot, base, "[x,y,z], the lowest middle voxel, instead of center")
OP_MEMBER(spot, from, "[x,y,z], the first corner or end")
OP_MEMBER(spot, to, "[x,y,z], the other corner or end, inside; of copy and move where the lowest corner goes")
OP_MEMBER(spot, by, "[x,y,z], how far")
OP_MEMBER(spot, at, "[x,y,z], a voxel")
OP_MEMBER(spot, count, "[x,y,z], how many along each axis")
OP_MEMBER(spot, step, "[x,y,z], from one to the next; the size if absent")
OP_MEMBER(number, radius, "voxels beside the middle one: 2 * radius + 1 across")
OP_MEMBER(number, tube, "radius of the tube of a torus")
OP_MEMBER(number, top, "radius at the upper end of a cone; 0 if absent")
OP_MEMBER(number, angle, "degrees; 90 if absent")
OP_MEMBER(sizes, size, "voxels across: one number, or [x,y,z]")
OP_MEMBER(sizes, factor, "one number, or [x,y,z]")
OP_MEMBER(sizes, pivot, "[x,y,z], what stays in place, 0 being the lower side of voxel 0; the middle if absent, of line and polyline 0")
OP_MEMBER(sizes, normal, "[x,y,z] of any length: what is up on a plane through pivot")
OP_MEMBER(whole, height, "voxels along the axis")
OP_MEMBER(whole, wall, "thickness of a hollow one; solid if absent, of shell 1")
OP_MEMBER(whole, depth, "voxels; 1 if absent, below 0 is inwards for extrude")
OP_MEMBER(whole, scale, "voxels a pixel of the letters; 1 if absent")
OP_MEMBER(whole, steps, "how often, 1 to 8; 1 if absent")
OP_MEMBER(whole, tolerance, "how far each channel may differ, 0 to 255")
OP_MEMBER(ink, color, "#rrggbb, #rrggbbaa or index in the palette (PICO-8 before a palette op); white if absent")
OP_MEMBER(ink, find, "colour to look for")
OP_MEMBER(inks, colors, "list of colours")
OP_MEMBER(blend, mode, "set (if absent), add, subtract, paint or intersect")
OP_MEMBER(mixing, join, "set (if absent), add, subtract or intersect")
OP_MEMBER(axis, axis, "x, y or z; z if absent, of text y, of mirror x")
OP_MEMBER(face, face, "+x, -x, +y, -y, +z or -z; +z if absent")
OP_MEMBER(half, keep, "low or high: the half that stays and becomes the other")
OP_MEMBER(points, points, "[[x,y,z], ...]")
OP_MEMBER(words, text, "letters, digits and signs; a newline begins a line")
OP_MEMBER(words, name, "of a layer, or of a usual palette")
OP_MEMBER(flag, closed, "true: back to the first point")
OP_MEMBER(flag, selected, "true: what is selected")
OP_MEMBER(flag, invert, "true: what is not selected instead")
OP_MEMBER(flag, visible, "false hides it")
OP_MEMBER(flag, delete, "true deletes it")
OP_MEMBER(flag, snap, "true: every voxel of the layer takes the nearest of them")

OP(box, "box_fill, stroke_draw", "Fill a box, or with wall its walls.",
	"{\"op\":\"box\",\"box\":[0,0,0,9,9,4],\"color\":\"#8040c0\"}",
	TAKES(box) TAKES(from) TAKES(to) TAKES(center) TAKES(base)
	TAKES(size) TAKES(radius) TAKES(height) TAKES(wall) TAKES(color)
	TAKES(mode))
OP(sphere, "stroke_draw", "Draw a ball.",
	"{\"op\":\"sphere\",\"center\":[0,0,10],\"radius\":5,\"color\":\"#e03030\"}",
	TAKES(center) TAKES(base) TAKES(radius) TAKES(size) TAKES(box)
	TAKES(from) TAKES(to) TAKES(wall) TAKES(color) TAKES(mode))
OP(ellipsoid, "stroke_draw", "Draw a ball of three sizes.",
	"{\"op\":\"ellipsoid\",\"center\":[0,0,10],\"size\":[9,7,5]}",
	TAKES(center) TAKES(base) TAKES(size) TAKES(radius) TAKES(box)
	TAKES(from) TAKES(to) TAKES(wall) TAKES(color) TAKES(mode))
OP(cylinder, "stroke_draw", "Draw a cylinder along an axis.",
	"{\"op\":\"cylinder\",\"base\":[0,0,0],\"radius\":3,\"height\":12}",
	TAKES(base) TAKES(center) TAKES(radius) TAKES(height) TAKES(axis)
	TAKES(size) TAKES(box) TAKES(from) TAKES(to) TAKES(wall) TAKES(color)
	TAKES(mode))
OP(cone, "revolve_draw", "Draw a cone, or with top a blunt one.",
	"{\"op\":\"cone\",\"base\":[0,0,5],\"radius\":4,\"height\":8,\"color\":\"#c03020\"}",
	TAKES(base) TAKES(center) TAKES(radius) TAKES(height) TAKES(top)
	TAKES(face) TAKES(box) TAKES(color) TAKES(mode))
OP(torus, "revolve_draw", "Draw a ring around an axis.",
	"{\"op\":\"torus\",\"center\":[0,0,0],\"radius\":8,\"tube\":2}",
	NEEDS(center) NEEDS(radius) NEEDS(tube) TAKES(axis) TAKES(color)
	TAKES(mode))
OP(line, "path_draw", "Draw a straight line, thick with radius; with normal its ends are moved straight onto the plane.",
	"{\"op\":\"line\",\"from\":[0,0,0],\"to\":[9,4,0],\"color\":\"#ffffff\"}",
	NEEDS(from) NEEDS(to) TAKES(radius) TAKES(normal) TAKES(pivot)
	TAKES(color) TAKES(mode))
OP(polyline, "path_draw", "Draw lines from point to point, of a plane as line does.",
	"{\"op\":\"polyline\",\"points\":[[0,0,0],[9,0,0],[9,9,0]],\"closed\":true}",
	NEEDS(points) TAKES(closed) TAKES(radius) TAKES(normal) TAKES(pivot)
	TAKES(color) TAKES(mode))
OP(points, "voxels_set", "Write single voxels; mode set, add or subtract.",
	"{\"op\":\"points\",\"points\":[[0,0,0],[2,0,0]],\"color\":\"#20c040\"}",
	NEEDS(points) TAKES(color) TAKES(mode))
OP(plane, "box_fill", "Fill a plane through a voxel, as wide as the model or box.",
	"{\"op\":\"plane\",\"at\":[0,0,-1],\"axis\":\"z\",\"box\":[-20,-20,-20,20,20,20]}",
	NEEDS(at) TAKES(axis) TAKES(depth) TAKES(box) TAKES(color) TAKES(mode))
OP(text, "text_draw", "Write words, standing along x if axis is y.",
	"{\"op\":\"text\",\"text\":\"HELLO\",\"at\":[0,0,0],\"color\":\"#ffd040\"}",
	NEEDS(text) NEEDS(at) TAKES(axis) TAKES(scale) TAKES(depth)
	TAKES(color) TAKES(mode))
OP(extrude, "face_extrude", "Push the flat surface around a voxel out, or in.",
	"{\"op\":\"extrude\",\"at\":[3,3,4],\"face\":\"+z\",\"depth\":2}",
	NEEDS(at) TAKES(face) TAKES(depth) TAKES(tolerance))
OP(copy, "region_copy", "Copy a box to another place.",
	"{\"op\":\"copy\",\"box\":[0,0,0,4,4,4],\"by\":[10,0,0]}",
	NEEDS(box) TAKES(to) TAKES(by) TAKES(mode))
OP(move, "layer_turn", "Move a box, or the whole layer.",
	"{\"op\":\"move\",\"box\":[0,0,0,4,4,4],\"by\":[0,0,3]}",
	TAKES(box) TAKES(to) TAKES(by))
OP(mirror, "filter_mirror, region_copy, layer_turn", "Mirror a box, or the layer, in itself; with keep one half becomes the image of the other; with at its image is added beyond the middle of that voxel, with pivot beyond a plane between voxels. With normal the mirror stands at that angle, not on an axis.",
	"{\"op\":\"mirror\",\"axis\":\"x\",\"at\":[0,0,0]}",
	TAKES(axis) TAKES(normal) TAKES(box) TAKES(keep) TAKES(at)
	TAKES(pivot))
OP(rotate, "layer_turn", "Turn a box, or the layer, counter-clockwise seen against the axis.",
	"{\"op\":\"rotate\",\"axis\":\"z\",\"angle\":90}",
	TAKES(axis) TAKES(angle) TAKES(box) TAKES(pivot))
OP(scale, "layer_turn", "Stretch a box, or the layer.",
	"{\"op\":\"scale\",\"factor\":2}",
	NEEDS(factor) TAKES(box) TAKES(pivot))
OP(array, "region_copy", "Repeat a box, or the layer, in rows; the first one stays.",
	"{\"op\":\"array\",\"box\":[0,0,0,1,1,5],\"count\":[5,1,1],\"step\":[4,0,0]}",
	NEEDS(count) TAKES(step) TAKES(box))
OP(replace, "filter_recolor", "Give voxels of about one colour another one.",
	"{\"op\":\"replace\",\"find\":\"#ff0000\",\"color\":\"#00ff00\"}",
	NEEDS(find) NEEDS(color) TAKES(tolerance) TAKES(box) TAKES(selected))
OP(fill, "flood_fill, selection_draw", "Recolour what is connected to a voxel and of its colour; or what is selected, empty places too.",
	"{\"op\":\"fill\",\"at\":[0,0,0],\"color\":\"#4060ff\"}",
	NEEDS(color) TAKES(at) TAKES(tolerance) TAKES(selected))
OP(erase, "box_fill, selection_draw", "Empty a box, or what is selected.",
	"{\"op\":\"erase\",\"box\":[2,2,0,4,4,9]}",
	TAKES(box) TAKES(selected))
OP(shell, "layer_shell", "Hollow the layer out: only what is near its surface stays.",
	"{\"op\":\"shell\",\"wall\":1}",
	TAKES(wall))
OP(smooth, "layer_smooth", "Round the layer off: a voxel stands where most of the 27 places around are taken.",
	"{\"op\":\"smooth\",\"steps\":1}",
	TAKES(steps))
OP(layer, "layer_add, layer_select, layer_show, layer_delete", "Go to a layer, added on top if there is none of that name.",
	"{\"op\":\"layer\",\"name\":\"roof\"}",
	NEEDS(name) TAKES(visible) TAKES(delete))
OP(palette, "filter_snap", "Say which palette the indices of later colours are of.",
	"{\"op\":\"palette\",\"colors\":[\"#202020\",\"#e0a030\"],\"snap\":true}",
	TAKES(colors) TAKES(name) TAKES(snap))
OP(select, "select_box, select_color, select_connected, select_invert, select_clear", "Select a box, a colour or what is connected; with nothing given, nothing.",
	"{\"op\":\"select\",\"find\":\"#ff0000\",\"tolerance\":10}",
	TAKES(box) TAKES(find) TAKES(at) TAKES(tolerance) TAKES(join)
	TAKES(invert))
OP(cut, "plane_cut", "Empty the layer where a plane's normal shows to.",
	"{\"op\":\"cut\",\"normal\":[1,0,1],\"pivot\":[0,0,4]}",
	NEEDS(normal) TAKES(pivot))
#undef OP
#undef OP_MEMBER
