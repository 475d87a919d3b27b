/*
 * types - the kinds of parameter a method may take
 *
 * TYPE(id, C type, JSON schema)
 *	id	used in tbl/methods.h; take_<id>() of worker/method/take.c reads it
 *	schema	JSON as it stands; the preprocessor quotes it
 *
 * Texts are UTF-8 without U+0000, NUL-terminated, in the request's memory.
 */
TYPE(integer,	int32_t,	{"type": "integer"})
TYPE(place,	int32_t,	{"type": "number",
				 "description": "a coordinate; fractions are rounded down"})
TYPE(layer,	int32_t,	{"type": "integer",
				 "description": "layer id; 0 or less is the active layer"})
TYPE(flag,	bool,		{"type": "boolean"})
TYPE(real,	double,		{"type": "number"})
TYPE(revision,	uint64_t,	{"type": "integer", "minimum": 0})
TYPE(text,	const char *,	{"type": "string", "maxLength": 1048576})
TYPE(name,	const char *,	{"type": "string", "maxLength": 255})
TYPE(path,	const char *,	{"type": "string", "maxLength": 1023})
TYPE(color,	struct rgba,	{"description":
				 "#rrggbb, #rrggbbaa, [r,g,b], [r,g,b,a] or {r,g,b,a}; numbers 0 to 255, fractions 0.0 to 1.0"})
TYPE(shade,	struct shade,	{"description":
				 "one channel, 0 to 255 or 0.0 to 1.0; the first may be a whole colour as text"})
TYPE(triple,	struct pos,	{"type": "array", "items": {"type": "integer"},
				 "minItems": 3, "maxItems": 3})
TYPE(vector,	struct vector,	{"type": "array", "items": {"type": "number"},
				 "minItems": 3, "maxItems": 3})
TYPE(mode,	enum mode,	{"enum": ["over", "sub", "sub_clamp", "paint",
				 "max", "intersect", "intersect_fill",
				 "mult_alpha", "replace"]})
TYPE(voxels,	struct voxel_list, {"type": "array",
				 "description": "objects {x,y,z,r,g,b,a} or {x,y,z,color}, or arrays [x,y,z,r,g,b,a] or [x,y,z,color]"})
TYPE(operations, struct operation_list, {"type": "array",
				 "description": "objects {type, x, y, z, r, g, b, a, layer_id}, or with color or position; type is add_voxel, remove_voxel or paint_voxel"})
TYPE(span,	struct span,	{"type": "object",
				 "description": "{min: [x,y,z], max: [x,y,z]}, both inclusive"})
TYPE(tolerance,	struct rgba,	{"description":
				 "how far each channel may differ, 0 to 255: a number, [r,g,b] or [r,g,b,a]"})
TYPE(options,	struct options,	{"type": "object",
				 "description": "return_mode, output_dir, background_color, shadow, occlusion, edges, samples, palette (at most 256 colours), unlit (plain colours)"})
TYPE(camera,	struct camera_wish, {"type": "object",
				 "description": "position, target, up, fov, ortho, zoom"})
TYPE(ramp,	struct ramp,	{"type": "array", "maxItems": 64,
				 "description": "colours from bottom to top, blended between"})
TYPE(heights,	struct height_list, {"type": "array",
				 "description": "heights 0 to 65535, or rows of them"})
TYPE(blob,	struct raw,	{"type": "string", "contentEncoding": "base64"})
TYPE(any,	struct raw,	{})
TYPE(join,	enum join,	{"enum": ["set", "add", "subtract", "intersect"]})
TYPE(looks,	struct look_list, {"type": "array", "maxItems": 9,
				 "description": "names of presets or cameras, or objects {yaw, pitch, zoom}: degrees from the front to the right and above the ground"})
TYPE(names,	struct name_list, {"type": "array", "maxItems": 64,
				 "items": {"type": "string", "maxLength": 255}})
TYPE(word,	const char *,	{"type": "string"})
TYPE(file,	const char *,	{"type": "string"})
TYPE(point,	struct pos,	{"type": "array", "items": {"type": "integer"}})
TYPE(words,	struct name_list, {"type": "array", "items": {"type": "string"}})
TYPE(corners,	struct span,	{"type": "array", "items": {"type": "integer"}})
TYPE(views,	struct look_list, {"type": "array", "items": {"type": "string"}})
TYPE(shaping,	struct shaping_wish, {"type": "object"})
TYPE(ops,	struct op_list, {"type": "array", "items": {"type": "object"}})
TYPE(shot,	struct shot, {"type": "object"})
TYPE(bounds,	struct box, {"type": "array", "items": {"type": "integer"}})
#undef TYPE
