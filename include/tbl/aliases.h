/*
 * aliases - other names of methods, declared once
 *
 * ALIAS(name, id, preset)
 *	name	what a client may call it
 *	id	the method of tbl/methods.h that answers
 *	preset	parameters, as JSON, that hold where the client gives none; or
 *		NULL
 *
 * Every method also answers to its name without "goxel." or, where that has
 * none, with it; such names need no row.  These do: what the old daemon's
 * clients and tests call and it never had, the names of its documents of
 * v14.0, v14.6 and v16, and the tools of its first MCP generation.  Names of
 * parameters that differ are in tbl/synonyms.h.
 */

/* Called by clients and tests. */
ALIAS("goxel.get_version", version, NULL)
ALIAS("goxel.get_info", status, NULL)
ALIAS("goxel.help", list_methods, NULL)
ALIAS("goxel.add_voxel_batch", add_voxels, NULL)
ALIAS("goxel.open_file", load_project, NULL)
ALIAS("goxel.save_file", save_project, NULL)
ALIAS("goxel.export_file", export_model, NULL)
ALIAS("goxel.export", export_model, NULL)
ALIAS("goxel.render", render_scene, NULL)
ALIAS("goxel.get_project_info", get_status, NULL)
ALIAS("export_mesh", export_model, NULL)
ALIAS("batch_add_voxels", add_voxels, NULL)
ALIAS("render_preview", render_scene,
    "{\"options\": {\"return_mode\": \"base64\"}}")
ALIAS("get_layers", list_layers, NULL)
ALIAS("export_project", export_model, NULL)
ALIAS("import_model", load_project, NULL)

/* docs/v14/daemon_api_reference.md */
ALIAS("goxel.get_daemon_status", status, NULL)
ALIAS("goxel.set_active_layer", select_layer, NULL)
ALIAS("goxel.render_image", render_scene,
    "{\"options\": {\"return_mode\": \"base64\"}}")

/* v14.0, dotted */
ALIAS("daemon.status", status, NULL)
ALIAS("project.create", create_project, NULL)
ALIAS("project.open", load_project, NULL)
ALIAS("project.save", save_project, NULL)
ALIAS("project.close", close_project, NULL)
ALIAS("voxel.add", add_voxel, NULL)
ALIAS("voxel.remove", remove_voxel, NULL)
ALIAS("voxel.get", get_voxel, NULL)
ALIAS("voxel.fill", fill_box, NULL)
ALIAS("layer.add", create_layer, NULL)
ALIAS("layer.select", select_layer, NULL)
ALIAS("layer.remove", delete_layer, NULL)
ALIAS("layer.list", list_layers, NULL)
ALIAS("shape.sphere", procedural_shape, "{\"shape_type\": \"sphere\"}")
ALIAS("shape.cylinder", procedural_shape, "{\"shape_type\": \"cylinder\"}")
ALIAS("shape.box", fill_box, NULL)
ALIAS("export.obj", export_model, "{\"format\": \"obj\"}")
ALIAS("export.ply", export_model, "{\"format\": \"ply\"}")
ALIAS("export.vox", export_model, "{\"format\": \"vox\"}")
ALIAS("export.png", export_model, "{\"format\": \"png\"}")
ALIAS("render.screenshot", render_scene, NULL)

/* docs/v14.6/api-reference.md */
ALIAS("open_project", load_project, NULL)
ALIAS("add_voxels_batch", add_voxels, NULL)
ALIAS("paint_voxel", paint_voxels, NULL)
ALIAS("execute_batch", batch_operations, NULL)

/* Tools of the first MCP generation; one "voxels" of theirs is one voxel. */
ALIAS("goxel_create_project", create_project, NULL)
ALIAS("goxel_open_file", load_project, NULL)
ALIAS("goxel_save_file", save_project, NULL)
ALIAS("goxel_export_file", export_model, NULL)
ALIAS("goxel_render_scene", render_scene, NULL)
ALIAS("goxel_get_voxel", get_voxel, NULL)
ALIAS("goxel_add_voxels", add_voxel, NULL)
ALIAS("goxel_remove_voxels", remove_voxel, NULL)
ALIAS("goxel_paint_voxels", paint_voxels, NULL)
ALIAS("goxel_flood_fill", flood_fill, NULL)
ALIAS("goxel_procedural_shape", procedural_shape, NULL)
ALIAS("goxel_batch_voxel_operations", batch_operations, NULL)
ALIAS("goxel_new_layer", create_layer, NULL)
ALIAS("goxel_delete_layer", delete_layer, NULL)
ALIAS("goxel_list_layers", list_layers, NULL)
ALIAS("goxel_merge_layers", merge_layers, NULL)
ALIAS("goxel_set_layer_visibility", set_layer_visibility, NULL)
#undef ALIAS
