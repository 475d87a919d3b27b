/*
 * methods - every request the server answers, declared once
 *
 * METHOD(id, name, flags, number, words, doc, returns, params)
 *	id	C name: gives struct <id>_in and the handler do_<id>()
 *	name	what clients call
 *	flags	SERVER	works on no project
 *		OPENS	chooses the project itself, by its parameter `name`
 *		READS	reads the project the request is about
 *		EDITS	changes it, in one undo step
 *		JOB	runs in a forked snapshot: it may take long
 *		WHOLE	its one parameter is the params value as it stands
 *		SHOWS	a JOB if its parameter `render` wants a picture of what
 *			it has made, which is made in the job, too
 *		BARE	reads, but also answers where no project is open
 *		AGENTS	is called by agents (tbl/tools.h); its project is
 *			`model`, too
 *	number	error code of the old daemon for this method's own failures, or
 *		0: then the failure's own row of tbl/errors.h tells the code
 *	words	the old daemon's message with that number, or NULL; %s stands
 *		for the path it is about
 *	doc	one sentence, for list_methods, help and manual
 *	returns	what the result holds, in the order of its fields
 *
 * PARAM(type, name, need, doc)
 *	type	a row of tbl/types.h; the decoder checks it before the handler
 *	need	MUST, MAY, or ALSO: may be given, but by name only; an absent
 *		parameter reads as zero and its has_<name> is false
 *
 * Parameters come by name, or by position in the order of the row.  Every
 * method that READS or EDITS also takes, by name only, `project` (a project's
 * name; else the connection's current one, else the server's) and, if it
 * EDITS, `expect_revision` (refused with -1035 when the project has changed)
 * and `request_key` (1 to 128 bytes: a request that comes again with the key
 * of one that went well gets that one's result, and nothing is done again).
 * Unknown names are ignored, as the old daemon did.
 *
 * The first 34 rows are in the order in which the old daemon listed them.
 */
METHOD(echo, "echo", SERVER | WHOLE, 0, NULL,
	"Return the parameters as they came.",
	"the params value, or {}",
	PARAM(any, params, MAY, "Anything."))
METHOD(version, "version", SERVER, 0, NULL,
	"Tell the server's version.",
	"version, type, protocol",
)
METHOD(status, "status", SERVER, 0, NULL,
	"Tell how the server is.",
	"status, pid, current_time, hostname, goxel_initialized, methods_available, memory_allocated, uptime_seconds, worker_pid",
)
METHOD(ping, "ping", SERVER, 0, NULL,
	"Answer at once.",
	"pong, timestamp",
)
METHOD(list_methods, "list_methods", SERVER, 0, NULL,
	"List every method with one sentence.",
	"count, methods [{method, description}]",
)
METHOD(add_voxels, "add_voxels", EDITS, 0, NULL,
	"Write many voxels at once.",
	"success, added, failed",
	PARAM(voxels, voxels, MUST, "The voxels.")
	PARAM(layer, layer_id, MAY, "Layer to write into."))
METHOD(create_project, "goxel.create_project", OPENS | EDITS, -1001,
	"Failed to create project: error code -1",
	"Create a project and make it current; an existing name is started afresh, which undo takes back.",
	"success, name, width, height, depth",
	PARAM(name, name, MAY, "Name, unique on the server; `New Project` if absent.")
	PARAM(integer, width, MAY, "Size along x, informational; 64 if absent.")
	PARAM(integer, height, MAY, "Size along y.")
	PARAM(integer, depth, MAY, "Size along z.")
	PARAM(name, template, ALSO, "empty, cube or sphere: what stands in it, half as large, white; empty if absent."))
METHOD(load_project, "goxel.load_project", EDITS | JOB | OPENS, -1002,
	"Failed to load project '%s': error code -1",
	"Replace the project's content by a model file.",
	"success, path",
	PARAM(path, path, MUST, "File to read: gox, txt, vox, kv6, qbcl, mts, schematics of Minecraft (schematic, schem, litematic) or a PNG of slices side by side, which its content tells, or kvx, vxl, qb or csv, which its extension does.")
	PARAM(name, name, MAY, "Project to load into; the current one if absent.")
	PARAM(integer, depth, ALSO, "Of a PNG: how many slices it has; they are square if absent."))
METHOD(save_project, "goxel.save_project", READS | JOB, -1003,
	"Failed to save project '%s': error code -1",
	"Write the project as a .gox file.",
	"success, path",
	PARAM(path, path, MUST, "File to write."))
METHOD(export_model, "goxel.export_model", READS | JOB, -1007,
	"Failed to export model '%s': error code -1",
	"Write what is visible in another format: gox, txt, obj, ply, vox, gltf, glb, kvx, kv6, vxl, qb, stl, pov, csv, png (a picture) or slices (a png of horizontal slices side by side); vox and kvx keep 255 colours, kvx and kv6 256^3 voxels, vxl 512 x 512 x 64, and the materials of an obj go into an mtl of the same name beside it.",
	"success, path, format if it was given",
	PARAM(path, path, MUST, "File to write.")
	PARAM(name, format, MAY, "Format; by the path's extension if absent.")
	PARAM(name, mesher, ALSO, "For obj, ply, stl, gltf and glb: simple (the sides of voxels), greedy (the same surface in fewer and larger faces, whose edges do not all meet at their corners), marching (marching cubes: alpha is density, rounded off) or smooth (the same with a normal at every vertex); simple if absent.")
	PARAM(name, normals, ALSO, "With marching: flat, or smooth, which is the mesher of that name; flat if absent.")
	PARAM(name, up, ALSO, "For formats with a mesher, the axis that is up in the file: y or z; z for stl and y for the others if absent.")
	PARAM(real, scale, ALSO, "For the same, units a voxel: 1e-6 to 1e6; 1 if absent.")
	PARAM(name, origin, ALSO, "For the same, what is at 0 0 0 in the file: keep (as in the project), corner (the model's lowest corner along the file's axes), center or bottom_center of the model; keep if absent.")
	PARAM(name, colors, ALSO, "For gltf and glb: vertex (at every vertex, linear), or with mesher simple or greedy texture (in a picture of all colours, with NEAREST sampling); vertex if absent."))
METHOD(render_scene, "goxel.render_scene", READS | JOB, -1015,
	"Failed to render scene: error code -1",
	"Render a picture of the model as PNG.",
	"success, width, height, format, output_path or image_data; with options.return_mode file_path: success, file {path, size, format, dimensions {width, height}, checksum, created_at, expires_at}",
	PARAM(path, output_path, MAY, "File to write; needed unless options.return_mode is file_path or base64.")
	PARAM(integer, width, MAY, "Pixels; 512 if absent.")
	PARAM(integer, height, MAY, "Pixels; 512 if absent.")
	PARAM(name, camera_preset, MAY, "front, back, left, right, top, bottom, isometric or default, or the name of one of the project's cameras.")
	PARAM(options, options, MAY, "How it looks and where it goes.")
	PARAM(camera, camera, MAY, "A free camera instead of a preset."))
METHOD(add_voxel, "goxel.add_voxel", EDITS, -1004,
	"Failed to add voxel: error code -1",
	"Write one voxel.",
	"success, x, y, z, layer_id, color [r,g,b,a]",
	PARAM(place, x, MAY, "Coordinate.")
	PARAM(place, y, MAY, "Coordinate.")
	PARAM(place, z, MAY, "Coordinate; z is up.")
	PARAM(shade, r, MAY, "Red; or the whole colour as text.")
	PARAM(shade, g, MAY, "Green.")
	PARAM(shade, b, MAY, "Blue.")
	PARAM(shade, a, MAY, "Alpha; 255 if absent.")
	PARAM(layer, layer_id, MAY, "Layer to write into; an unknown one means the active layer.")
	PARAM(color, color, MAY, "Colour; wins over r, g, b, a.  White if no colour is given by name.")
	PARAM(color, rgba, ALSO, "The same as color."))
METHOD(remove_voxel, "goxel.remove_voxel", EDITS, -1005,
	"Failed to remove voxel: error code -1",
	"Empty one place.",
	"success, x, y, z, layer_id",
	PARAM(place, x, MAY, "Coordinate.")
	PARAM(place, y, MAY, "Coordinate.")
	PARAM(place, z, MAY, "Coordinate.")
	PARAM(layer, layer_id, MAY, "Layer."))
METHOD(get_voxel, "goxel.get_voxel", READS, -1006,
	"Failed to get voxel: error code -1",
	"Tell the colour at one place.",
	"x, y, z, exists, color [r,g,b,a]",
	PARAM(place, x, MAY, "Coordinate.")
	PARAM(place, y, MAY, "Coordinate.")
	PARAM(place, z, MAY, "Coordinate.")
	PARAM(layer, layer_id, MAY, "Layer."))
METHOD(paint_voxels, "goxel.paint_voxels", EDITS, -1009,
	"Failed to paint voxel: error code -1",
	"Recolour one voxel, which must be there.",
	"success, painted",
	PARAM(place, x, MAY, "Coordinate.")
	PARAM(place, y, MAY, "Coordinate.")
	PARAM(place, z, MAY, "Coordinate.")
	PARAM(shade, r, MAY, "Red; or the whole colour as text.")
	PARAM(shade, g, MAY, "Green.")
	PARAM(shade, b, MAY, "Blue.")
	PARAM(shade, a, MAY, "Alpha; 255 if absent.")
	PARAM(layer, layer_id, MAY, "Layer; 1 if absent.")
	PARAM(color, color, MAY, "Colour; wins over r, g, b, a.")
	PARAM(color, rgba, ALSO, "The same as color."))
METHOD(flood_fill, "goxel.flood_fill", EDITS, -1010,
	"Failed to perform flood fill",
	"Recolour the voxels connected to one place that have its colour.",
	"success, voxels_filled",
	PARAM(place, x, MAY, "Coordinate.")
	PARAM(place, y, MAY, "Coordinate.")
	PARAM(place, z, MAY, "Coordinate.")
	PARAM(shade, r, MAY, "Red; or the whole colour as text.")
	PARAM(shade, g, MAY, "Green.")
	PARAM(shade, b, MAY, "Blue.")
	PARAM(shade, a, MAY, "Alpha; 255 if absent.")
	PARAM(layer, layer_id, MAY, "Layer; 1 if absent.")
	PARAM(color, color, MAY, "Colour; wins over r, g, b, a.")
	PARAM(integer, tolerance, MAY, "How far each channel may differ, 0 to 255."))
METHOD(procedural_shape, "goxel.procedural_shape", EDITS, -1011,
	"Failed to create shape",
	"Draw a cube, sphere or cylinder with one colour and a mode.",
	"success, shape_type, voxels_created",
	PARAM(name, shape_type, MAY, "cube, sphere or cylinder; cube if absent.")
	PARAM(integer, size_x, MAY, "Size along x; 10 if absent.")
	PARAM(integer, size_y, MAY, "Size along y.")
	PARAM(integer, size_z, MAY, "Size along z.")
	PARAM(place, center_x, MAY, "Centre.")
	PARAM(place, center_y, MAY, "Centre.")
	PARAM(place, center_z, MAY, "Centre.")
	PARAM(shade, r, MAY, "Red; or the whole colour as text.")
	PARAM(shade, g, MAY, "Green.")
	PARAM(shade, b, MAY, "Blue.")
	PARAM(shade, a, MAY, "Alpha; 255 if absent.")
	PARAM(layer, layer_id, MAY, "Layer; 1 if absent.")
	PARAM(color, color, MAY, "Colour; wins over r, g, b, a.")
	PARAM(mode, mode, MAY, "How it combines; over if absent.")
	PARAM(real, smoothness, MAY, "Softness of the edge, in voxels.")
	PARAM(integer, radius, ALSO, "Sizes instead: from the centre to the edge, so 2 * radius + 1 across.")
	PARAM(integer, height, ALSO, "Size along z instead.")
	PARAM(triple, base, ALSO, "Where its lowest middle is, instead of the centre.")
	PARAM(name, axis, ALSO, "Of a cylinder: x, y or z; z if absent.")
	PARAM(flag, filled, ALSO, "False: hollow, closed all around; true if absent.")
	PARAM(integer, wall, ALSO, "How thick the wall of a hollow one is; 1 if absent.")
	PARAM(name, symmetry, ALSO, "Mirrored along these axes: any of x, y and z, as xy; what meets itself is drawn once.")
	PARAM(vector, origin, ALSO, "Where the mirrors are, in half voxels; [0,0,0] if absent.")
	PARAM(vector, mirror_normal, ALSO, "Also mirrored in a plane through origin at any angle: what is up on it.")
	PARAM(vector, cut_normal, ALSO, "Drawn only on one side of a plane: not where this shows to.")
	PARAM(vector, cut_point, ALSO, "A point of that plane, in half voxels; [0,0,0] if absent."))
METHOD(batch_operations, "goxel.batch_operations", EDITS, -1004,
	"Failed to add voxel: error code -1",
	"Add, remove and paint voxels in one step; what cannot be done is left out and not counted.",
	"success, total_operations, successful_operations",
	PARAM(operations, operations, MUST, "What to do, in order."))
METHOD(list_layers, "goxel.list_layers", READS | BARE, 0, NULL,
	"List the layers, bottom first.",
	"count, layers [{id, name, visible, active, mode, voxel_count}]",
)
METHOD(create_layer, "goxel.create_layer", EDITS, -1008,
	"Failed to create layer: error code -1",
	"Add a layer on top and make it active.",
	"success, name, visible, color [r,g,b], layer_id",
	PARAM(name, name, MAY, "Name; `New Layer` if absent.")
	PARAM(integer, r, MAY, "Ignored but for the reply, as the old daemon did.")
	PARAM(integer, g, MAY, "The same.")
	PARAM(integer, b, MAY, "The same.")
	PARAM(flag, visible, MAY, "True if absent."))
METHOD(delete_layer, "goxel.delete_layer", EDITS, -1012,
	"Failed to delete layer: error code -1",
	"Delete a layer by id or by name.",
	"success",
	PARAM(layer, layer_id, MAY, "Layer.")
	PARAM(name, layer_name, MAY, "Its name, instead.")
	PARAM(integer, index, ALSO, "Or its place, 0 is the lowest."))
METHOD(merge_layers, "goxel.merge_layers", EDITS, -1013,
	"Failed to merge layers: error code -1",
	"Merge one layer into another and delete it.",
	"success",
	PARAM(layer, source_layer_id, MAY, "Layer to merge; it goes away.")
	PARAM(layer, target_layer_id, MAY, "Layer to merge into."))
METHOD(set_layer_visibility, "goxel.set_layer_visibility", EDITS, -1014,
	"Failed to set layer visibility: error code -1",
	"Show or hide a layer.",
	"success, visible",
	PARAM(layer, layer_id, MAY, "Layer.")
	PARAM(flag, visible, MAY, "True if absent."))
METHOD(get_status, "goxel.get_status", READS | BARE, 0, NULL,
	"Tell what is in the project.",
	"version, layer_count, read_only, width, height, depth, name, revision, undo_steps, redo_steps",
)
METHOD(execute_script, "goxel.execute_script", EDITS | JOB, 0, NULL,
	"Run a JavaScript (ECMAScript 5) on the project; all that it does is one undo step, and nothing if it throws.",
	"success, code (0 or -1), message, error and line if it threw, output [lines]",
	PARAM(text, script, MAY, "The script's text.")
	PARAM(path, path, MAY, "File to read it from, instead.")
	PARAM(name, name, MAY, "What messages call it; the path, or `script`, if absent.")
	PARAM(integer, timeout_ms, MAY, "How long it may take, 1 to 300000; 30000 if absent or beyond that."))
METHOD(get_voxels_region, "goxel.get_voxels_region", READS, -32603,
	"Bulk operation failed",
	"List the voxels of a box.",
	"voxels [{x, y, z, color}], count, truncated, bbox if any",
	PARAM(triple, min, MUST, "Lowest corner.")
	PARAM(triple, max, MUST, "Highest corner, inclusive.")
	PARAM(layer, layer_id, MAY, "Layer; below 0 is the active one.")
	PARAM(color, color_filter, MAY, "Only this colour; alpha 255 compares r, g, b alone, alpha 0 nothing.")
	PARAM(integer, offset, MAY, "Voxels to skip.")
	PARAM(integer, limit, MAY, "Voxels to return; 10000 if absent, 0 is all."))
METHOD(get_layer_voxels, "goxel.get_layer_voxels", READS, -32603,
	"Bulk operation failed",
	"List the voxels of a layer.",
	"voxels [{x, y, z, color}], count, truncated, bbox if any",
	PARAM(layer, layer_id, MAY, "Layer; below 0 is the active one.")
	PARAM(color, color_filter, MAY, "Only this colour; alpha 255 compares r, g, b alone, alpha 0 nothing.")
	PARAM(integer, offset, MAY, "Voxels to skip.")
	PARAM(integer, limit, MAY, "Voxels to return; 10000 if absent, 0 is all."))
METHOD(get_bounding_box, "goxel.get_bounding_box", READS, -32603,
	"Failed to get bounding box",
	"Tell the smallest box around all voxels.",
	"empty; min, max (exclusive), dimensions if not",
	PARAM(layer, layer_id, MAY, "Layer; -1 is the active one, -2 all of them.")
	PARAM(flag, exact, MAY, "False rounds to 16; true if absent."))
METHOD(get_color_histogram, "goxel.get_color_histogram", READS | JOB, -32603,
	"Color analysis failed",
	"Count the voxels of each colour.",
	"histogram [{color, rgba, count, percentage}], total_voxels, unique_colors, metadata {binned, bin_size}",
	PARAM(layer, layer_id, MAY, "Layer; -1 is the active one, -2 all of them.")
	PARAM(span, region, MAY, "Only the voxels in this box.")
	PARAM(integer, bin_size, MAY, "Put colours together whose r, g, b are in one bin of this size; 0 does not.")
	PARAM(flag, sort_by_count, MAY, "Most frequent first; true if absent, else by colour.")
	PARAM(integer, top_n, MAY, "Only the first so many, of which the percentages are then; 0 is all."))
METHOD(find_voxels_by_color, "goxel.find_voxels_by_color", READS | JOB, -32603,
	"Color analysis failed",
	"Find the voxels of one colour, or nearly.",
	"target_color, match_count, truncated, locations [{x, y, z, layer, layer_id}], metadata {tolerance}",
	PARAM(color, color, MAY, "Colour to look for; it must be there.")
	PARAM(tolerance, tolerance, MAY, "How far each channel may differ; 0 if absent.")
	PARAM(layer, layer_id, MAY, "Layer; -1 is the active one, -2 all of them.")
	PARAM(span, region, MAY, "Only the voxels in this box.")
	PARAM(integer, max_results, MAY, "Locations to list; 1000 if absent.")
	PARAM(flag, include_locations, MAY, "False counts alone; true if absent."))
METHOD(get_unique_colors, "goxel.get_unique_colors", READS | JOB, -32603,
	"Color analysis failed",
	"List the colours there are.",
	"colors [{hex, rgba}], count, metadata {layer_id, sorted_by_count}",
	PARAM(layer, layer_id, MAY, "Layer; -1 is the active one, -2 all of them.")
	PARAM(span, region, MAY, "Only the voxels in this box.")
	PARAM(flag, merge_similar, MAY, "Leave out colours that are near a more frequent one.")
	PARAM(integer, merge_threshold, MAY, "How near: no channel differs by more; 10 if absent.")
	PARAM(flag, sort_by_count, MAY, "Most frequent first; else by colour."))
METHOD(get_render_info, "goxel.get_render_info", SERVER | JOB, -1020,
	"Render not found: %s",
	"Tell about a picture that render_scene has made in file_path mode.",
	"success, render {path, size, format, dimensions {width, height}, checksum, created_at, expires_at, session_id, ttl_remaining}",
	PARAM(path, path, MAY, "Its path, or the name of its file."))
METHOD(cleanup_render, "goxel.cleanup_render", SERVER | JOB, -1021,
	"Failed to cleanup render: %s",
	"Remove such a picture.",
	"success, message",
	PARAM(path, path, MAY, "Its path, or the name of its file."))
METHOD(list_renders, "goxel.list_renders", SERVER | JOB, -32603,
	"Failed to list renders: %s",
	"List these pictures, oldest first.",
	"success, count, renders [as from get_render_info]",
)
METHOD(get_render_stats, "goxel.get_render_stats", SERVER | JOB, -32603,
	"Failed to list renders: %s",
	"Tell how many of these pictures there are and what their limits are.",
	"success, count, total_size, max_size, ttl, cleanup_interval, output_dir, removed, freed_bytes",
)
METHOD(cleanup_expired, "goxel.cleanup_expired", SERVER | JOB, -32603,
	"Failed to list renders: %s",
	"Remove now those of these pictures that are too old or too many.",
	"success, removed, freed_bytes",
)
METHOD(rpc_discover, "rpc.discover", SERVER, 0, NULL,
	"Describe every method as an OpenRPC document.",
	"an OpenRPC 1.2.6 document",
)
METHOD(open_project, "goxel.open_project", OPENS, 0, NULL,
	"Make an existing project the connection's current one.",
	"success, name, revision",
	PARAM(name, name, MUST, "Its name."))
METHOD(list_projects, "goxel.list_projects", SERVER, 0, NULL,
	"List the open projects.",
	"count, projects [{name, revision, worker, current}]",
)
METHOD(close_project, "goxel.close_project", OPENS, 0, NULL,
	"Close a project: it leaves memory, and stays in the store until it is opened again (a server without a data folder forgets it).",
	"success, name",
	PARAM(name, name, MAY, "Its name; the current one if absent."))
METHOD(delete_project, "goxel.delete_project", OPENS, 0, NULL,
	"Delete a project for good, from memory and from the store.",
	"success, name",
	PARAM(name, name, MAY, "Its name; the current one if absent."))
METHOD(fill_box, "goxel.fill_box", EDITS, 0, NULL,
	"Combine every voxel of a box with one colour.",
	"success, voxels",
	PARAM(triple, min, MUST, "Lowest corner.")
	PARAM(triple, max, MUST, "Highest corner, inclusive.")
	PARAM(color, color, MUST, "Colour; alpha 0 with mode replace empties.")
	PARAM(mode, mode, MAY, "How it combines; over if absent.")
	PARAM(layer, layer_id, MAY, "Layer.")
	PARAM(flag, filled, ALSO, "False: its walls only; true if absent.")
	PARAM(integer, wall, ALSO, "How thick they are; 1 if absent.")
	PARAM(name, symmetry, ALSO, "Mirrored, as in goxel.procedural_shape.")
	PARAM(vector, origin, ALSO, "Where the mirrors are.")
	PARAM(vector, mirror_normal, ALSO, "As in goxel.procedural_shape.")
	PARAM(vector, cut_normal, ALSO, "Drawn only on one side of a plane, as in goxel.procedural_shape.")
	PARAM(vector, cut_point, ALSO, "A point of that plane."))
METHOD(select_layer, "goxel.select_layer", EDITS, 0, NULL,
	"Make a layer the active one.",
	"success, layer_id, name",
	PARAM(layer, layer_id, MAY, "Layer.")
	PARAM(integer, index, ALSO, "Its place instead, 0 is the lowest.")
	PARAM(name, name, MAY, "Or its name."))
METHOD(rename_layer, "goxel.rename_layer", EDITS, 0, NULL,
	"Give a layer another name.",
	"success, layer_id, name",
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent.")
	PARAM(name, name, MUST, "Its new name."))
METHOD(apply_edits, "goxel.apply_edits", EDITS, 0, NULL,
	"Apply edits in their binary encoding (goxel-protocol(7)) as one step.",
	"success, edits, voxels, layer_id, revision",
	PARAM(blob, edits, MUST, "The edits, one after the other."))
METHOD(read_box, "goxel.read_box", READS, 0, NULL,
	"Read every voxel of a box as bytes.",
	"min, max, data: r, g, b, a of each, x first, then y, then z, as base64",
	PARAM(triple, min, MUST, "Lowest corner.")
	PARAM(triple, max, MUST, "Highest corner, inclusive.")
	PARAM(layer, layer_id, MAY, "Layer."))
METHOD(undo, "goxel.undo", EDITS, 0, NULL,
	"Take the last step back.",
	"success, revision, undo_steps, redo_steps",
)
METHOD(redo, "goxel.redo", EDITS, 0, NULL,
	"Do the step again that was taken back last.",
	"success, revision, undo_steps, redo_steps",
)
METHOD(get_layer, "goxel.get_layer", READS, 0, NULL,
	"Tell everything about a layer but its voxels.",
	"layer_id, index, name, visible, active, mode, kind (voxels, clone, shape or image), base_id or shape and color or path, material (index, if it has one), transform (16 numbers, row by row, the last row moves), box and bounds {min, max (inclusive)} if any, voxel_count",
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent.")
	PARAM(name, name, MAY, "Its name, instead."))
METHOD(reorder_layer, "goxel.reorder_layer", EDITS, 0, NULL,
	"Put a layer at another place in the stack.",
	"success, layer_id, name, index",
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent.")
	PARAM(integer, index, MAY, "Its new place, 0 is the lowest; the top if absent or beyond it.")
	PARAM(layer, above, ALSO, "Or the layer it shall be right above.")
	PARAM(layer, below, ALSO, "Or the layer it shall be right below."))
METHOD(set_layer_mode, "goxel.set_layer_mode", EDITS, 0, NULL,
	"Change how a layer combines with those below it.",
	"success, layer_id, name, mode",
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent.")
	PARAM(mode, mode, MUST, "How it combines."))
METHOD(duplicate_layer, "goxel.duplicate_layer", EDITS, 0, NULL,
	"Put a copy of a layer right above it and make it active.",
	"success, layer_id, name, index",
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent.")
	PARAM(name, name, MAY, "Name of the copy; made of the layer's own if absent."))
METHOD(clone_layer, "goxel.clone_layer", EDITS, 0, NULL,
	"Put a clone right above a layer: it shows what that layer shows, now and later, and may be moved and turned by goxel.transform_layer.",
	"success, layer_id, name, index",
	PARAM(layer, layer_id, MAY, "Layer to follow; the active one if absent.")
	PARAM(name, name, MAY, "Name of the clone; made of the layer's own if absent.")
	PARAM(vector, move, MAY, "How far it is moved."))
METHOD(unclone_layer, "goxel.unclone_layer", EDITS, 0, NULL,
	"Let a clone or shape layer keep what it shows as voxels of its own.",
	"success, layer_id, name",
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent."))
METHOD(transform_layer, "goxel.transform_layer", EDITS, 0, NULL,
	"Move and turn what a clone, shape or image layer shows.",
	"success, layer_id, name, transform (16 numbers)",
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent.")
	PARAM(vector, move, MAY, "How far it is moved, after it was turned.")
	PARAM(name, axis, MAY, "Axis it is turned about: x, y or z; z if absent.")
	PARAM(real, angle, MAY, "Degrees it is turned by, counter-clockwise seen from the axis' end.")
	PARAM(vector, about, MAY, "Point it is turned about; the middle of what it shows if absent.")
	PARAM(flag, reset, ALSO, "Begin with a clone as its base is, instead of as it is now."))
METHOD(create_shape_layer, "goxel.create_shape_layer", EDITS, 0, NULL,
	"Add a layer that is a shape on top; it stays a shape, cut to the project's box (goxel.set_project_box), until something is drawn into it.",
	"success, layer_id, name, index, voxels (what of it is inside the project's box; 0: all of it lies outside)",
	PARAM(name, shape_type, MAY, "cube, sphere or cylinder; cube if absent.")
	PARAM(triple, min, MUST, "Lowest corner of the box it fills.")
	PARAM(triple, max, MUST, "Highest corner, inclusive.")
	PARAM(color, color, MAY, "Colour; white if absent.")
	PARAM(name, name, MAY, "Name of the layer."))
METHOD(merge_down, "goxel.merge_down", EDITS, 0, NULL,
	"Merge a layer into the one below it, by its mode.",
	"success, layer_id (of the one below), name, index",
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent."))
METHOD(merge_visible, "goxel.merge_visible", EDITS, 0, NULL,
	"Merge all visible layers into the lowest of them.",
	"success, layer_id, name, index",
)
METHOD(crop_layer, "goxel.crop_layer", EDITS, 0, NULL,
	"Empty a layer outside a box.",
	"success, layer_id, name, voxels_removed",
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent.")
	PARAM(triple, min, MAY, "Lowest corner of the box to keep.")
	PARAM(triple, max, MAY, "Highest corner, inclusive.")
	PARAM(name, to, MAY, "Or the box to crop to: layer or project; the layer's own, else the project's, if absent."))
METHOD(set_layer_box, "goxel.set_layer_box", EDITS, 0, NULL,
	"Give a layer a box to crop to.",
	"success, layer_id, name",
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent.")
	PARAM(triple, min, MAY, "Lowest corner; without corners it has no box any more.")
	PARAM(triple, max, MAY, "Highest corner, inclusive."))
METHOD(set_project_box, "goxel.set_project_box", EDITS, 0, NULL,
	"Change the project's box; shape layers are cut to it.",
	"success, min, max (inclusive)",
	PARAM(triple, min, MAY, "Lowest corner; without corners the box around all layers, their boxes and whole shapes.")
	PARAM(triple, max, MAY, "Highest corner, inclusive."))
METHOD(list_materials, "goxel.list_materials", READS, 0, NULL,
	"List the materials of the project.",
	"count, materials [{index, name, color [r,g,b,a], metallic, roughness, emission [r,g,b], layers (how many have it)}]",
)
METHOD(add_material, "goxel.add_material", EDITS, 0, NULL,
	"Add a material.",
	"success, index, name",
	PARAM(name, name, MAY, "Name, up to 127 bytes; made unique.")
	PARAM(color, color, MAY, "Colour that voxels are multiplied with; white if absent.")
	PARAM(real, metallic, MAY, "0 to 1; 0.2 if absent.")
	PARAM(real, roughness, MAY, "0 to 1; 0.5 if absent.")
	PARAM(vector, emission, MAY, "Light it gives, linear red, green and blue; none if absent."))
METHOD(set_material, "goxel.set_material", EDITS, 0, NULL,
	"Change a material; what is absent stays.",
	"success, index, name",
	PARAM(name, name, MAY, "Its name.")
	PARAM(integer, index, MAY, "Or its index, from 0.")
	PARAM(name, new_name, MAY, "Another name.")
	PARAM(color, color, MAY, "Colour that voxels are multiplied with.")
	PARAM(real, metallic, MAY, "0 to 1.")
	PARAM(real, roughness, MAY, "0 to 1.")
	PARAM(vector, emission, MAY, "Light it gives, linear red, green and blue."))
METHOD(delete_material, "goxel.delete_material", EDITS, 0, NULL,
	"Delete a material; layers of it have none then.",
	"success, index, name",
	PARAM(name, name, MAY, "Its name.")
	PARAM(integer, index, MAY, "Or its index, from 0."))
METHOD(set_layer_material, "goxel.set_layer_material", EDITS, 0, NULL,
	"Give a layer a material, or none.",
	"success, layer_id, name, material (index, or -1)",
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent.")
	PARAM(name, material, MAY, "The material's name; none if neither it nor index is given.")
	PARAM(integer, index, MAY, "Or its index, from 0."))
METHOD(list_cameras, "goxel.list_cameras", READS, 0, NULL,
	"List the cameras of the project.",
	"count, cameras [{index, name, active, ortho, distance, position [x,y,z], target [x,y,z], up [x,y,z]}]",
)
METHOD(add_camera, "goxel.add_camera", EDITS, 0, NULL,
	"Add a camera and make it active; goxel.render_scene takes its name as camera_preset.",
	"success, index, name",
	PARAM(name, name, MAY, "Name, up to 127 bytes; made unique.")
	PARAM(vector, position, MAY, "Where it is; if absent, as far as the preset needs to see everything.")
	PARAM(vector, target, MAY, "Point it looks at; the middle of everything if absent.")
	PARAM(vector, up, MAY, "What is up in its picture; +z if absent.")
	PARAM(name, preset, MAY, "front, back, left, right, top, bottom, isometric or default, instead of a position.")
	PARAM(flag, ortho, MAY, "Parallel projection; as the preset has it if absent.")
	PARAM(span, box, ALSO, "What the preset is to see, instead of everything."))
METHOD(set_camera, "goxel.set_camera", EDITS, 0, NULL,
	"Change a camera; without position and preset it stays where it is.",
	"success, index, name",
	PARAM(name, name, MAY, "Its name; the active one without name and index.")
	PARAM(integer, index, MAY, "Or its index, from 0.")
	PARAM(name, new_name, MAY, "Another name.")
	PARAM(vector, position, MAY, "Where it is.")
	PARAM(vector, target, MAY, "Point it looks at from there; the middle of everything if absent.")
	PARAM(vector, up, MAY, "What is up in its picture; +z if absent.")
	PARAM(name, preset, MAY, "front, back, left, right, top, bottom, isometric or default, instead of a position.")
	PARAM(flag, ortho, MAY, "Parallel projection.")
	PARAM(span, box, ALSO, "Come so near that this just fits: by the preset, or looking where it looks now."))
METHOD(select_camera, "goxel.select_camera", EDITS, 0, NULL,
	"Make a camera the active one.",
	"success, index, name",
	PARAM(name, name, MAY, "Its name.")
	PARAM(integer, index, MAY, "Or its index, from 0."))
METHOD(delete_camera, "goxel.delete_camera", EDITS, 0, NULL,
	"Delete a camera.",
	"success, index, name",
	PARAM(name, name, MAY, "Its name.")
	PARAM(integer, index, MAY, "Or its index, from 0."))
METHOD(get_light, "goxel.get_light", READS, 0, NULL,
	"Tell how the project is lit.",
	"pitch, yaw (degrees), intensity, fixed, ambient, shadow",
)
METHOD(set_light, "goxel.set_light", EDITS, 0, NULL,
	"Change the light; what is absent stays.",
	"success, pitch, yaw (degrees), intensity, fixed, ambient, shadow",
	PARAM(real, pitch, MAY, "Degrees it is turned about x.")
	PARAM(real, yaw, MAY, "Degrees it is turned about z.")
	PARAM(real, intensity, MAY, "Strength; 2 in a new project.")
	PARAM(flag, fixed, MAY, "It follows the camera.")
	PARAM(real, ambient, MAY, "Light in the shade, 0 to 1.")
	PARAM(real, shadow, MAY, "Strength of shadows, 0 to 1."))
METHOD(create_image_layer, "goxel.create_image_layer", EDITS | JOB, 0, NULL,
	"Add a layer on top, active, that stands for a PNG picture; it shows nothing until goxel.image_to_volume, and is moved and turned by goxel.transform_layer.",
	"success, path, width, height",
	PARAM(path, path, MUST, "PNG file, up to 255 bytes of path; a pixel becomes a voxel.")
	PARAM(name, name, MAY, "Name of the layer; `Image` if absent.")
	PARAM(vector, position, MAY, "Where the middle of the picture is; it lies flat, its top towards +y.")
	PARAM(name, axis, ALSO, "z, or the axis it stands across instead: x or y, its top towards +z."))
METHOD(image_to_volume, "goxel.image_to_volume", EDITS | JOB, 0, NULL,
	"Read the picture of an image layer and make the layer voxels: one for each pixel that is not transparent.",
	"success, voxels",
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent."))
METHOD(move, "goxel.move", EDITS, 0, NULL,
	"Move a layer's voxels by whole voxels.",
	"success, voxels",
	PARAM(triple, offset, MUST, "How far along x, y and z.")
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent.")
	PARAM(flag, all_layers, ALSO, "Every layer instead; clones and shapes become voxels of their own.")
	PARAM(span, region, ALSO, "Only the voxels in this box; they go over what is elsewhere.")
	PARAM(flag, selected, ALSO, "Only the selected voxels of one layer; the selection goes with them."))
METHOD(rotate, "goxel.rotate", EDITS, 0, NULL,
	"Turn a layer's voxels about an axis: exactly by right angles, else to the nearest voxel.",
	"success, voxels",
	PARAM(name, axis, MAY, "x, y or z; z if absent.")
	PARAM(real, angle, MAY, "Degrees, from x to y for z, y to z for x, z to x for y; 90 if absent.")
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent.")
	PARAM(flag, all_layers, ALSO, "Every layer instead, as in goxel.move.")
	PARAM(span, region, ALSO, "Only the voxels in this box.")
	PARAM(vector, pivot, ALSO, "What stays in place; the middle of the region or of the voxels if absent.")
	PARAM(flag, selected, ALSO, "Only the selected voxels, as in goxel.move; the pivot is the selection's middle if absent."))
METHOD(flip, "goxel.flip", EDITS, 0, NULL,
	"Mirror a layer's voxels.",
	"success, voxels",
	PARAM(name, axis, MAY, "Along which: x, y or z; x if absent.")
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent.")
	PARAM(flag, all_layers, ALSO, "Every layer instead, as in goxel.move.")
	PARAM(span, region, ALSO, "Only the voxels in this box.")
	PARAM(vector, pivot, ALSO, "Where the mirror is; the middle if absent, as in goxel.rotate.")
	PARAM(flag, selected, ALSO, "Only the selected voxels, as in goxel.move; the pivot is the selection's middle if absent.")
	PARAM(vector, normal, ALSO, "Of a mirror that stands at any angle, instead of an axis; of any length."))
METHOD(scale, "goxel.scale", EDITS, 0, NULL,
	"Make a layer's voxels larger or smaller, to the nearest voxel.",
	"success, voxels",
	PARAM(real, factor, MAY, "1/1024 to 1024; 2 if absent.")
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent.")
	PARAM(vector, factors, ALSO, "One for each axis, instead.")
	PARAM(flag, all_layers, ALSO, "Every layer instead, as in goxel.move.")
	PARAM(span, region, ALSO, "Only the voxels in this box.")
	PARAM(vector, pivot, ALSO, "What stays in place; the middle if absent, as in goxel.rotate.")
	PARAM(flag, selected, ALSO, "Only the selected voxels, as in goxel.move; the pivot is the selection's middle if absent."))
METHOD(brush, "goxel.brush", EDITS, 0, NULL,
	"Draw a line or a path of lines with a tip; what meets itself is drawn once.",
	"success, voxels",
	PARAM(voxels, points, MUST, "From point to point: {x,y,z} or [x,y,z]; their colours do not count.")
	PARAM(real, radius, MAY, "Of the tip, in halves; 0.5, one voxel, if absent.")
	PARAM(color, color, MAY, "Colour; white if absent.")
	PARAM(mode, mode, MAY, "How it combines; over if absent.")
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent.")
	PARAM(name, shape_type, ALSO, "Of the tip: sphere, cube or cylinder; sphere if absent.")
	PARAM(name, axis, ALSO, "Of a cylinder; z if absent.")
	PARAM(real, smoothness, ALSO, "Softness of the edge, in voxels.")
	PARAM(name, symmetry, ALSO, "Mirrored, as in goxel.procedural_shape.")
	PARAM(vector, origin, ALSO, "Where the mirrors are.")
	PARAM(vector, plane_normal, ALSO, "The points are moved straight onto a plane first, to the nearest voxels: what is up on it.")
	PARAM(vector, plane_point, ALSO, "A point of that plane; [0,0,0] if absent.")
	PARAM(vector, mirror_normal, ALSO, "As in goxel.procedural_shape.")
	PARAM(vector, cut_normal, ALSO, "Drawn only on one side of a plane, as in goxel.procedural_shape.")
	PARAM(vector, cut_point, ALSO, "A point of that plane."))
METHOD(laser, "goxel.laser", EDITS, 0, NULL,
	"Remove what a ray with a thickness meets: from a point in a direction, or through a pixel of a rendered picture.",
	"success, removed",
	PARAM(vector, origin, MAY, "Where the ray begins.")
	PARAM(vector, direction, MAY, "Where it goes; of any length.")
	PARAM(real, radius, MAY, "Half its thickness; 0.5 if absent.")
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent.")
	PARAM(real, length, ALSO, "How far it goes; 2048 if absent.")
	PARAM(real, smoothness, ALSO, "Softness of the edge, in voxels.")
	PARAM(place, x, ALSO, "Or a pixel of the picture, from the left, 0 is the first; then it goes through the whole layer.")
	PARAM(place, y, ALSO, "And from the top.")
	PARAM(integer, width, ALSO, "Of the picture, pixels; 512 if absent.")
	PARAM(integer, height, ALSO, "Of the picture, pixels; 512 if absent.")
	PARAM(name, camera_preset, ALSO, "As for goxel.render_scene.")
	PARAM(camera, camera, ALSO, "As for goxel.render_scene."))
METHOD(extrude, "goxel.extrude", EDITS, 0, NULL,
	"Push a flat piece of surface out or in: the faces around that of a voxel, connected in its plane.",
	"success, voxels",
	PARAM(place, x, MUST, "The voxel.")
	PARAM(place, y, MUST, "Coordinate.")
	PARAM(place, z, MUST, "Coordinate.")
	PARAM(name, normal, MAY, "Which of its faces: +x, -x, +y, -y, +z or -z; +z if absent.")
	PARAM(integer, delta, MAY, "Layers to add, or to take away if below 0; 1 if absent.")
	PARAM(integer, threshold, MAY, "How far each channel may differ from the voxel's; 255, any colour, if absent.")
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent."))
METHOD(select_box, "goxel.select_box", EDITS, 0, NULL,
	"Select a box, or change by it what is selected.",
	"success, selected",
	PARAM(triple, min, MUST, "Lowest corner.")
	PARAM(triple, max, MUST, "Highest corner, inclusive.")
	PARAM(join, mode, MAY, "How it changes what is selected; set if absent."))
METHOD(select_color, "goxel.select_color", EDITS, 0, NULL,
	"Select the voxels of a layer by their colour.",
	"success, selected",
	PARAM(color, color, MUST, "Colour; alpha does not matter.")
	PARAM(integer, tolerance, MAY, "How far each channel may differ, 0 to 255; 255 is the whole layer; 0 if absent.")
	PARAM(layer, layer_id, MAY, "Layer.")
	PARAM(join, mode, MAY, "How it changes what is selected; set if absent."))
METHOD(select_connected, "goxel.select_connected", EDITS, 0, NULL,
	"Select the voxels connected to one by their sides and their colour.",
	"success, selected",
	PARAM(place, x, MAY, "Where there is a voxel.")
	PARAM(place, y, MAY, "Coordinate.")
	PARAM(place, z, MAY, "Coordinate.")
	PARAM(integer, tolerance, MAY, "How far each channel may differ, 0 to 255; 0 if absent.")
	PARAM(name, against, MAY, "Differ from what: neighbour (the voxel that leads there, so colours may drift; as Goxel does) or seed; neighbour if absent.")
	PARAM(layer, layer_id, MAY, "Layer.")
	PARAM(join, mode, MAY, "How it changes what is selected; set if absent."))
METHOD(select_view, "goxel.select_view", EDITS, 0, NULL,
	"Select the voxels of a layer, hidden ones too, whose centres are in a rectangle of the picture that goxel.render_scene makes.",
	"success, selected",
	PARAM(integer, left, MUST, "Pixels from the left edge.")
	PARAM(integer, top, MUST, "Pixels from the upper edge.")
	PARAM(integer, right, MUST, "Pixels from the left edge, beyond left.")
	PARAM(integer, bottom, MUST, "Pixels from the upper edge, beyond top.")
	PARAM(integer, width, MAY, "Of the picture; 512 if absent.")
	PARAM(integer, height, MAY, "Of the picture; 512 if absent.")
	PARAM(name, camera_preset, MAY, "front, back, left, right, top, bottom, isometric or default.")
	PARAM(camera, camera, MAY, "A free camera instead of a preset.")
	PARAM(layer, layer_id, MAY, "Layer.")
	PARAM(join, mode, MAY, "How it changes what is selected; set if absent."))
METHOD(select_invert, "goxel.select_invert", EDITS, 0, NULL,
	"Select those voxels of a layer that are not selected, and nothing else.",
	"success, selected",
	PARAM(layer, layer_id, MAY, "Layer."))
METHOD(clear_selection, "goxel.clear_selection", EDITS, 0, NULL,
	"Select nothing.",
	"success, selected",
)
METHOD(get_selection, "goxel.get_selection", READS, 0, NULL,
	"Tell what is selected.",
	"selected (places, with a voxel or not), voxels (of the layer, selected), min, max (exclusive) if any, copied (voxels remembered)",
	PARAM(layer, layer_id, MAY, "Layer."))
METHOD(fill_selection, "goxel.fill_selection", EDITS, 0, NULL,
	"Combine every selected place with one colour: over fills, paint recolours voxels, sub removes, intersect keeps nothing else.",
	"success, selected, layer_id",
	PARAM(color, color, MUST, "Colour.")
	PARAM(mode, mode, MAY, "How it combines, any but max; over if absent.")
	PARAM(layer, layer_id, MAY, "Layer."))
METHOD(delete_selection, "goxel.delete_selection", EDITS, 0, NULL,
	"Remove the selected voxels of a layer.",
	"success, selected, layer_id",
	PARAM(layer, layer_id, MAY, "Layer."))
METHOD(cut_selection, "goxel.cut_selection", EDITS, 0, NULL,
	"Move the selected voxels of a layer to a new one on top, which becomes active.",
	"success, voxels, layer_id, name",
	PARAM(name, name, MAY, "Its name; `Selection` if absent.")
	PARAM(flag, keep, MAY, "True leaves them in the layer, too.")
	PARAM(layer, layer_id, MAY, "Layer."))
METHOD(copy_selection, "goxel.copy_selection", EDITS, 0, NULL,
	"Remember the selected voxels of a layer, with the project, for goxel.paste.",
	"success, voxels",
	PARAM(flag, cut, MAY, "True removes them from the layer.")
	PARAM(layer, layer_id, MAY, "Layer."))
METHOD(paste, "goxel.paste", EDITS, 0, NULL,
	"Put down what goxel.copy_selection remembered: into a layer, or as a new one on top, which becomes active.",
	"success, voxels, layer_id, name",
	PARAM(triple, offset, MAY, "How far from where it was; [0,0,0] if absent.")
	PARAM(layer, layer_id, MAY, "Layer to put it into; a new one if absent.")
	PARAM(mode, mode, MAY, "How it combines with that layer, any but max and replace; over if absent.")
	PARAM(name, name, MAY, "Name of the new layer; `Copy` if absent."))
METHOD(adjust_colors, "goxel.adjust_colors", EDITS, 0, NULL,
	"Shift hue, saturation, lightness and contrast of voxels.",
	"success, voxels",
	PARAM(real, hue, MAY, "Degrees around the circle, -360 to 360; 0 if absent.")
	PARAM(real, saturation, MAY, "Percent, -100 to 100; 0 if absent.")
	PARAM(real, lightness, MAY, "Percent, -100 to 100; 0 if absent.")
	PARAM(real, contrast, MAY, "Percent, -100 to 100; 0 if absent.")
	PARAM(layer, layer_id, MAY, "Layer.")
	PARAM(flag, all_layers, MAY, "True: every layer but clones and shapes.")
	PARAM(flag, selected, MAY, "True: only where something is selected.")
	PARAM(triple, min, MAY, "Only in a box: its lowest corner.")
	PARAM(triple, max, MAY, "Its highest corner, inclusive."))
METHOD(replace_color, "goxel.replace_color", EDITS, 0, NULL,
	"Give the voxels of one colour, or nearly, another one; their alpha stays.",
	"success, voxels",
	PARAM(color, from, MUST, "Colour to look for.")
	PARAM(color, to, MUST, "Colour to give.")
	PARAM(integer, tolerance, MAY, "How far each channel may differ, 0 to 255; 0 if absent.")
	PARAM(layer, layer_id, MAY, "Layer.")
	PARAM(flag, all_layers, MAY, "True: every layer but clones and shapes.")
	PARAM(flag, selected, MAY, "True: only where something is selected.")
	PARAM(triple, min, MAY, "Only in a box: its lowest corner.")
	PARAM(triple, max, MAY, "Its highest corner, inclusive."))
METHOD(mirror, "goxel.mirror", EDITS, 0, NULL,
	"Mirror what is in a box, or make one half of it the image of the other.",
	"success, voxels, min, max (exclusive)",
	PARAM(name, axis, MAY, "x, y or z; x if absent.")
	PARAM(name, keep, MAY, "low or high: the half that stays and is mirrored onto the other; both change places if absent.")
	PARAM(triple, min, MAY, "The box: its lowest corner; if absent, the selection's box or that of all voxels.")
	PARAM(triple, max, MAY, "Its highest corner, inclusive.")
	PARAM(flag, selected, MAY, "True: the selection's box.")
	PARAM(layer, layer_id, MAY, "Layer.")
	PARAM(flag, all_layers, MAY, "True: every layer but clones and shapes."))
METHOD(wrap, "goxel.wrap", EDITS, 0, NULL,
	"Shift what is in a box; what leaves it comes in at the opposite side.",
	"success, voxels, min, max (exclusive)",
	PARAM(triple, offset, MUST, "How far along each axis.")
	PARAM(triple, min, MAY, "The box: its lowest corner; if absent, the selection's box or that of all voxels.")
	PARAM(triple, max, MAY, "Its highest corner, inclusive.")
	PARAM(flag, selected, MAY, "True: the selection's box.")
	PARAM(layer, layer_id, MAY, "Layer.")
	PARAM(flag, all_layers, MAY, "True: every layer but clones and shapes."))
METHOD(list_palettes, "goxel.list_palettes", SERVER, 0, NULL,
	"List the palettes that are known by name.",
	"palettes [{name, colors (how many)}], count",
)
METHOD(get_palette, "goxel.get_palette", SERVER | JOB, 0, NULL,
	"Tell the colours of a palette.",
	"name, count, colors [#rrggbb]",
	PARAM(name, name, MAY, "Its name.")
	PARAM(path, path, MAY, "Or a file to read it from: GIMP's .gpl or a PNG picture."))
METHOD(save_palette, "goxel.save_palette", READS | JOB, 0, NULL,
	"Write a palette, or the colours of a layer, as a file.",
	"success, path, count",
	PARAM(path, path, MUST, "File to write: .gpl or .png.")
	PARAM(name, name, MAY, "Palette; the layer's colours, the most frequent first, if absent.")
	PARAM(layer, layer_id, MAY, "Layer."))
METHOD(snap_colors, "goxel.snap_colors", EDITS | JOB, 0, NULL,
	"Give every voxel the nearest colour of a palette.",
	"success, name, count (of the palette's colours)",
	PARAM(name, name, MAY, "Palette.")
	PARAM(path, path, MAY, "Or a file to read it from: GIMP's .gpl or a PNG picture.")
	PARAM(layer, layer_id, MAY, "Layer.")
	PARAM(flag, all_layers, MAY, "True: every layer but clones and shapes.")
	PARAM(flag, selected, MAY, "True: only where something is selected.")
	PARAM(triple, min, MAY, "Only in a box: its lowest corner.")
	PARAM(triple, max, MAY, "Its highest corner, inclusive."))
METHOD(pick_voxel, "goxel.pick_voxel", READS | JOB, 0, NULL,
	"Tell the first voxel that a ray meets: from a point in a direction, or through a pixel of a rendered picture.",
	"hit; if so: voxel [x,y,z], color [r,g,b,a], normal [x,y,z], neighbor [x,y,z] (the place before the face), point [x,y,z], distance, layer_id, layer; if it meets the plane instead: plane, neighbor, point, distance",
	PARAM(vector, origin, MAY, "Where the ray begins.")
	PARAM(vector, direction, MAY, "Where it goes; any length but 0.")
	PARAM(place, x, MAY, "Or a pixel of the picture, from the left, 0 is the first.")
	PARAM(place, y, MAY, "And from the top.")
	PARAM(integer, width, ALSO, "Of the picture, pixels; 512 if absent.")
	PARAM(integer, height, ALSO, "Of the picture, pixels; 512 if absent.")
	PARAM(name, camera_preset, ALSO, "As for goxel.render_scene.")
	PARAM(camera, camera, ALSO, "As for goxel.render_scene.")
	PARAM(layer, layer_id, ALSO, "Only this layer's voxels; all that is visible if absent.")
	PARAM(real, max_distance, ALSO, "How far to look, in voxels; without end if absent.")
	PARAM(vector, plane_normal, ALSO, "Also look for a plane, where a brush would go on if no voxel is before it: what is up on it.")
	PARAM(vector, plane_point, ALSO, "A point of that plane; [0,0,0] if absent."))
METHOD(get_statistics, "goxel.get_statistics", READS | JOB, 0, NULL,
	"Count what there is: voxels, visible faces and surface area, of all visible layers together and of each layer.",
	"voxels, faces, surface_area (square voxels), faces_by_side {left, right, front, back, bottom, top}, bbox {min, max (exclusive)} if any, layers [the same with id and name]",
)
METHOD(list_components, "goxel.list_components", READS | JOB, 0, NULL,
	"List the connected parts of a layer, largest first: voxels that share a face are of one part.",
	"count, components [{voxels, min, max (exclusive), first [x,y,z]}], truncated",
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent.")
	PARAM(integer, limit, MAY, "Parts to list; 100 if absent, 0 is all."))
METHOD(keep_components, "goxel.keep_components", EDITS, 0, NULL,
	"Delete the connected parts of a layer that are small: those with fewer voxels than min_voxels, those beyond the largest so many, or both.",
	"success, layer_id, voxels_removed",
	PARAM(integer, min_voxels, MAY, "Parts with fewer go; 2 if neither is given, so that single voxels go.")
	PARAM(integer, largest, MAY, "Only so many stay, the largest.")
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent."))
METHOD(reduce_layer, "goxel.reduce_layer", EDITS, 0, NULL,
	"Add a layer that shows another one at half, a quarter or an eighth of its size, each voxel in the colour of most that it stands for.",
	"success, layer_id, voxels",
	PARAM(integer, factor, MAY, "2, 4 or 8; 2 if absent.")
	PARAM(layer, layer_id, MAY, "Layer to show; the active one if absent.")
	PARAM(name, name, MAY, "Name of the new layer; the old one's with the scale if absent.")
	PARAM(integer, percent, MAY, "How much of what a voxel stands for must be there, 0 to 100; 50 if absent, 0 keeps whatever has a voxel."))
METHOD(draw_text, "goxel.draw_text", EDITS, 0, NULL,
	"Write words made of voxels.",
	"success, layer_id, voxels",
	PARAM(text, text, MUST, "Printable ASCII, at most 1024; a newline begins a line below.")
	PARAM(place, x, MAY, "Where the baseline begins: the lowest left corner of a capital.")
	PARAM(place, y, MAY, "Coordinate.")
	PARAM(place, z, MAY, "Coordinate.")
	PARAM(color, color, MAY, "Colour; white if absent.")
	PARAM(integer, scale, MAY, "Voxels a pixel, 1 to 256; 1 if absent.  Capitals are 7 pixels high.")
	PARAM(integer, depth, MAY, "Voxels from front to back; 1 if absent.")
	PARAM(name, axis, MAY, "y to be read from the front (standing along x), x from the right, z from the top; y if absent.")
	PARAM(mode, mode, MAY, "How it combines; over if absent, not replace.")
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent."))
METHOD(fill_noise, "goxel.fill_noise", EDITS, 0, NULL,
	"Fill a box with hills, or with a cloud, made of smooth noise; the same seed gives the same.",
	"success, layer_id, voxels",
	PARAM(triple, min, MUST, "Lowest corner.")
	PARAM(triple, max, MUST, "Highest corner, inclusive.")
	PARAM(name, kind, MAY, "terrain (hills from the bottom of the box) or density (a cloud in all of it); terrain if absent.")
	PARAM(integer, seed, MAY, "Any number; 0 if absent.")
	PARAM(integer, scale, MAY, "How wide the largest hills are, in voxels; 16 if absent.")
	PARAM(integer, octaves, MAY, "1 to 8, each of half the size and weight of the one before; 3 if absent.")
	PARAM(real, threshold, MAY, "For density: from which noise on a voxel stands, 0 to 1; 0.5 if absent.")
	PARAM(ramp, colors, MAY, "Colours from the bottom to the top of the box; white if absent.")
	PARAM(mode, mode, MAY, "How it combines; over if absent, not replace.")
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent."))
METHOD(fill_heightmap, "goxel.fill_heightmap", EDITS | JOB, 0, NULL,
	"Stand columns of voxels beside each other, of heights from a list or from a grey PNG.",
	"success, columns, rows, highest",
	PARAM(heights, heights, MAY, "Rows of heights in voxels, the first at the lowest y; or one list with `columns`.")
	PARAM(path, path, MAY, "PNG file instead; its top row is at the highest y, and its grey (the mean of red, green and blue) is the height.")
	PARAM(integer, columns, MAY, "Heights in a row, for a list.")
	PARAM(triple, base, MAY, "The lowest corner; the origin if absent.")
	PARAM(integer, max_height, MAY, "For a PNG: how high white is, up to 65535; 255 if absent.")
	PARAM(ramp, colors, MAY, "Colours from the bottom to the highest; white if absent.")
	PARAM(mode, mode, MAY, "How it combines; over if absent, not replace.")
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent."))
METHOD(render_views, "goxel.render_views", READS | JOB, 0, NULL,
	"Render several views of the model into one picture, each with its name, as PNG.",
	"success, width, height, format, views [names], columns, bytes, added, changed and removed (with since), output_path or image_data",
	PARAM(looks, views, MAY, "From where, up to 9, row by row: iso, front, back, left, right, top, bottom, default, a camera of the project, or {yaw, pitch, zoom}; iso, front, right and top if absent.")
	PARAM(integer, size, MAY, "Pixels of the whole picture, 128 to 1024; 512 if absent.")
	PARAM(span, box, MAY, "Only what is in it.")
	PARAM(names, layers, MAY, "Only these layers, by name, also if they are hidden; else all that are visible.")
	PARAM(flag, axes, MAY, "A small cross of the axes in each view.")
	PARAM(flag, grid, MAY, "A grid on the ground.")
	PARAM(name, style, MAY, "shaded (light, shadow, occlusion), edges (and lines between voxels), flat (no shadow, no occlusion), unlit (plain colours), or traced (paths of light, 64 samples a pixel or as many as the setting job_cpu leaves time for); shaded if absent.")
	PARAM(color, background, MAY, "Colour behind; light grey if absent.")
	PARAM(revision, since, MAY, "Mark what is not as it was at this revision of the project: new voxels green, those of another colour amber, those that are gone a red shadow.")
	PARAM(flag, palette, MAY, "At most 256 colours, for a file of half the size; true if absent.")
	PARAM(path, output_path, MAY, "File to write; in the reply as base64 if absent."))
METHOD(render_path, "goxel.render_path", READS | JOB, -1015,
	"Failed to render scene: error code -1",
	"Render a picture by tracing paths of light: soft shadows, light from surface to surface, materials and the light they give; as many samples as wanted or as there is time for.",
	"success, width, height, format, samples (made for each pixel), output_path or image_data; with options.return_mode file_path: success, samples, file as from render_scene",
	PARAM(path, output_path, MAY, "File to write; needed unless options.return_mode is file_path or base64.")
	PARAM(integer, width, MAY, "Pixels; 512 if absent.  No more than 16777216 pixels in all.")
	PARAM(integer, height, MAY, "Pixels; 512 if absent.")
	PARAM(name, camera_preset, MAY, "As for goxel.render_scene.")
	PARAM(options, options, MAY, "Where it goes: return_mode, output_dir; and background_color, seen instead of the sky behind everything: its alpha may be 0.")
	PARAM(camera, camera, MAY, "As for goxel.render_scene.")
	PARAM(integer, samples, ALSO, "Samples of each pixel, 1 to 65536; 64 if absent.  Noise halves with four times as many.")
	PARAM(real, seconds, ALSO, "Stop after the samples at hand when so much time is over; without, when the job's CPU time ends (setting job_cpu), which stops it in any case.")
	PARAM(color, sky, ALSO, "A sky of one colour all around; a clear day if absent.")
	PARAM(real, sky_strength, ALSO, "How bright the sky is; 1 if absent, 0 is none.")
	PARAM(flag, floor, ALSO, "A floor below the lowest voxels; there is one too if it has a colour or size.")
	PARAM(color, floor_color, ALSO, "Its colour; light grey if absent.")
	PARAM(real, floor_size, ALSO, "Voxels a side; endless if absent.")
	PARAM(real, exposure, ALSO, "Stops: 1 is twice as bright, -1 half; 0 if absent.")
	PARAM(name, tone, ALSO, "filmic (what is too bright fades into white) or clamp (it is cut); filmic if absent.")
	PARAM(integer, seed, ALSO, "Another number, another noise; 0 if absent."))
METHOD(voxel_list, "voxel_list", SERVER | AGENTS, 0, NULL,
	"List the models, page by page.",
	"models [{name, revision, open}], nextCursor",
	PARAM(name, query, MAY, "Part of a name.")
	PARAM(name, cursor, MAY, ""))
METHOD(list_jobs, "goxel.list_jobs", SERVER, 0, NULL,
	"List the jobs of all workers, those that run and those that wait for their turn: imports, exports, renders, scripts and what else takes long.",
	"jobs [{id, method, project, state (running or waiting), seconds (since it began, or began to wait), percent, worker, place (1: the next; if it waits)}], count",
)
METHOD(cancel_job, "goxel.cancel_job", SERVER, 0, NULL,
	"End a job, be it running or waiting; who waits for it is told `the job was cancelled`, and nothing has changed.",
	"success, id",
	PARAM(revision, id, MUST, "Its id, as goxel.list_jobs tells it."))
METHOD(read_models, "resource.models", SERVER | AGENTS, 0, NULL,
	"Read the resource voxel://models.",
	"contents [{mimeType, text}]",
)
METHOD(read_model, "resource.model", READS | AGENTS, 0, NULL,
	"Read the resource voxel://model/{model}: its layers and bounds.",
	"contents [{mimeType, text}]",
)
METHOD(read_render, "resource.render", READS | JOB | AGENTS, 0, NULL,
	"Read the resource voxel://model/{model}/render/{view}: a picture.",
	"contents [{mimeType, blob}]",
	PARAM(name, view, MUST, "iso, front, back, left, right, top, bottom, or the name of one of the model's cameras."))
METHOD(read_layer, "resource.layer", READS | AGENTS, 0, NULL,
	"Read the resource voxel://model/{model}/layer/{layer}.",
	"contents [{mimeType, text}]",
	PARAM(name, layer, MUST, "Its name or its id."))
METHOD(read_export, "resource.export", SERVER | JOB | AGENTS, 0, NULL,
	"Read the resource voxel://export/{id}: a file that voxel_export has made.",
	"contents [{mimeType, blob}]",
	PARAM(name, id, MUST, "From voxel_export."))
METHOD(read_docs, "resource.docs", SERVER | AGENTS, 0, NULL,
	"Read the resource voxel://docs/{topic}.",
	"contents [{mimeType, text}]",
	PARAM(name, topic, MUST, "guide, ops, formats or colors."))
METHOD(complete_layer, "resource.complete_layer", READS | AGENTS, 0, NULL,
	"Names of the model's layers that begin with a text, 100 at most.",
	"completion {values, total, hasMore}",
	PARAM(name, value, MUST, "The beginning of a name; may be empty."))
METHOD(voxel_open, "voxel_open", OPENS | EDITS | JOB | AGENTS, 0, NULL,
	"Open a model, or make it: empty, from a template or from a file.",
	"model, revision, created, bounds [x0,y0,z0,x1,y1,z1] if any, layers, voxels, palette (of that name) [#rrggbb], warnings",
	PARAM(word, name, MAY, "")
	PARAM(file, path, MAY, "Model file to begin with.")
	PARAM(word, template, MAY, "empty, cube or sphere")
	PARAM(point, size, MAY, "")
	PARAM(word, palette, MAY, "Name; its colours are told."))
METHOD(voxel_inspect, "voxel_inspect", READS | JOB | AGENTS, 0, NULL,
	"Tell of a model in words: as a whole, its layers, colours, history, or voxels of a slice or box, page by page.",
	"model, revision, and by what: summary (bounds, size, voxels, layers, colors, undo, redo), layers, palette, histogram, lines and legend, voxels [[x,y,z,color]], history; nextCursor",
	PARAM(word, what, MAY, "summary, layers, palette, histogram, slice, region or history")
	PARAM(corners, box, MAY, "")
	PARAM(word, axis, MAY, "Of a slice: x, y or z (default).")
	PARAM(integer, at, MAY, "Its place on the axis.")
	PARAM(word, format, MAY, "ascii, rle or sparse")
	PARAM(integer, limit, MAY, "")
	PARAM(word, cursor, MAY, ""))
METHOD(voxel_render, "voxel_render", READS | JOB | AGENTS, 0, NULL,
	"Show a model: several views in one picture.",
	"model, revision, width, height, views [names], columns, bytes, added, changed and removed (with since), picture",
	PARAM(views, views, MAY, "iso, front, back, left, right, top, bottom, or \"yaw,pitch,zoom\" in degrees")
	PARAM(integer, size, MAY, "128-1024 pixels (512)")
	PARAM(corners, box, MAY, "")
	PARAM(words, layers, MAY, "")
	PARAM(flag, axes, MAY, "")
	PARAM(flag, grid, MAY, "")
	PARAM(revision, since, MAY, "Mark what changed since this revision.")
	PARAM(word, style, MAY, "shaded, edges, flat, unlit or traced (slow)"))
METHOD(voxel_check, "voxel_check", READS | JOB | AGENTS, 0, NULL,
	"Look for faults of a model.",
	"model, revision, ok, total, counts {check: issues}, issues [{check, text, box, voxels}], the first 20",
	PARAM(words, checks, MAY, "floating, components, symmetry, thin, holes, bounds, palette, printable; all if absent"))
METHOD(voxel_import, "voxel_import", OPENS | EDITS | JOB | AGENTS, 0, NULL,
	"Put a file into a model, as new layers.",
	"model, revision, created, mode, layers [names], voxels, bounds",
	PARAM(word, model, MAY, "Made if absent.")
	PARAM(word, format, MAY, "")
	PARAM(blob, data, MAY, "")
	PARAM(file, path, MAY, "")
	PARAM(point, at, MAY, "Its lowest corner.")
	PARAM(integer, scale, MAY, "")
	PARAM(word, mode, MAY, "voxelize (a model), heightmap or sprite (a PNG)"))
METHOD(voxel_export, "voxel_export", READS | JOB | AGENTS, 0, NULL,
	"Write a model in another format, to be fetched by its URI.",
	"model, revision, uri, format, mime, size, sha256, expires_at (unix seconds), data (base64, if asked for and at most 64 KiB)",
	PARAM(word, format, MUST, "native, vox, glb, obj, ply, stl, png or another")
	PARAM(shaping, options, MAY, "mesher, up, scale, origin, colors; size (png); inline: data in the result, up to 64 KiB"))
METHOD(voxel_save, "voxel_save", READS | JOB | AGENTS, 0, NULL,
	"Write a model to a file of the server.",
	"model, revision, path, bytes",
	PARAM(file, path, MAY, "Its extension tells the format; MODEL.gox if absent.")
	PARAM(flag, overwrite, MAY, ""))
METHOD(voxel_close, "voxel_close", OPENS | AGENTS, 0, NULL,
	"Close a model: it stays in the store and can be opened again; or delete it.",
	"model, discarded",
	PARAM(word, model, MUST, "")
	PARAM(flag, discard, MAY, "Delete it for good."))
METHOD(get_digest, "goxel.get_digest", READS | JOB, 0, NULL,
	"Tell 64 bits that stand for all that is set in the project, and others for the voxels of each layer: equal for equal content, to compare projects, or one at two times.",
	"digest (16 hexadecimal digits), voxels (of all layers, hidden ones too), revision, layers [{id, digest, voxels}]",
)
METHOD(fill_field, "goxel.fill_field", EDITS, 0, NULL,
	"Fill the voxels of a box where an expression of their place is above 0; goxel-program(7) has the language.",
	"success, layer_id, voxels",
	PARAM(triple, min, MUST, "Lowest corner.")
	PARAM(triple, max, MUST, "Highest corner, inclusive.")
	PARAM(text, expression, MUST, "Of x, y, z, r (distance from the centre of the box) and u, v, w (0 to 1 across it), as 'r < 8 && noise(x/4,y/4,z/4) > 0.4'.")
	PARAM(text, color, MAY, "#rrggbb, rgb(r,g,b) of expressions 0 to 255, or hsv(degrees, 0 to 1, 0 to 1); white if absent.")
	PARAM(integer, seed, MAY, "Of noise, fbm and random; 0 if absent.")
	PARAM(mode, mode, MAY, "How it combines; over if absent, not replace.")
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent."))
METHOD(run_program, "goxel.run_program", EDITS, 0, NULL,
	"Draw what a program in Goxel's old procedural language says; goxel-program(7) has the language.  The same program and seed draw the same.",
	"success, layer_id, voxels (of the layer)",
	PARAM(text, program, MUST, "As 'shape main { cube[s 0.5] sphere[z 0.5 hue 40 sat 1 light -0.5] }'.")
	PARAM(integer, seed, MAY, "Of what is by chance; 0 if absent.")
	PARAM(triple, min, MAY, "The box to begin with: its lowest corner; (-16,-16,0) if absent.")
	PARAM(triple, max, MAY, "Its highest corner, inclusive; (15,15,31) if absent.")
	PARAM(name, shape, MAY, "The shape to begin with; main, or the first one, if absent.")
	PARAM(color, color, MAY, "The colour to begin with; white if absent.")
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent."))
METHOD(voxel_build, "voxel_build", EDITS | AGENTS | SHOWS, 0, NULL,
	"Do a list of operations, all or none, in one undo step.",
	"model, revision, changed (voxels), ops [{op, changed, error}] of those that changed nothing or failed, bbox (of what changed), warnings, picture",
	PARAM(ops, ops, MUST, "")
	PARAM(flag, dry_run, MAY, "")
	PARAM(name, on_error, MAY, "abort or skip")
	PARAM(shot, render, MAY, "true, or as for voxel_render"))
METHOD(voxel_field, "voxel_field", EDITS | AGENTS, 0, NULL,
	"Fill the voxels of a box where an expression of their place is above 0.",
	"model, revision, changed (voxels), bbox (of what changed), warnings",
	PARAM(bounds, box, MUST, "")
	PARAM(text, expr, MUST, "")
	PARAM(text, color, MAY, "")
	PARAM(name, mode, MAY, "set, add, subtract, paint"))
METHOD(voxel_history, "voxel_history", EDITS | AGENTS, 0, NULL,
	"Go through the history of a model, or give its present state a name.",
	"model, revision, steps, changed (voxels), bbox (of what changed)",
	PARAM(name, action, MUST, "undo, redo, goto, checkpoint")
	PARAM(integer, steps, MAY, "")
	PARAM(name, name, MAY, "of a checkpoint")
	PARAM(revision, revision, MAY, "to go to"))
METHOD(cut_plane, "goxel.cut_plane", EDITS, 0, NULL,
	"Empty a layer on one side of a plane: where its normal shows to.",
	"success, removed",
	PARAM(vector, normal, MUST, "Of any length but 0.")
	PARAM(vector, origin, MAY, "A point of the plane, in half voxels; [0,0,0] if absent.")
	PARAM(layer, layer_id, MAY, "Layer; the active one if absent."))
#undef METHOD
#undef PARAM
