/*
 * dash_layers - where the time of requests went, as the dashboard reads it
 */
#include "worker/dash_layers.h"

static uint64_t
get_count(const struct history_layer *l)
{
	return l->count;
}

static uint64_t
get_ns(const struct history_layer *l)
{
	return l->ns;
}

static uint64_t
get_p50(const struct history_layer *l)
{
	return l->p50_ns;
}

static uint64_t
get_p99(const struct history_layer *l)
{
	return l->p99_ns;
}

static const struct {
	const char	*name;
	uint64_t	(*get)(const struct history_layer *);
} columns[] = {
	{ "passages", get_count },
	{ "ns", get_ns },
	{ "p50_ns", get_p50 },
	{ "p99_ns", get_p99 },
};

#define COLUMNS	(sizeof columns / sizeof columns[0])

/* A bridge's own layers are on the bridge's path alone. */
static bool
is_on_path(uint32_t path, uint32_t layer)
{
	return path == PATH_BRIDGE || layer < LAYER_bridge_up;
}

static bool
was_passed(const struct history_note *note, uint32_t count, uint32_t path,
    uint32_t layer)
{
	uint32_t i;

	for (i = 0; i < count; i++)
		if (note[i].layer[path][layer].count > 0)
			return true;
	return false;
}

static void
put_layer(struct json_out *out, const struct history_note *note,
    uint32_t count, uint32_t path, uint32_t layer)
{
	uint32_t shown = was_passed(note, count, path, layer) ? count : 0, i;
	size_t each;

	json_put_object(out);
	json_put_key(out, "path");
	json_put_text(out, layers_path[path]);
	json_put_key(out, "name");
	json_put_text(out, layers_name[layer]);
	for (each = 0; each < COLUMNS; each++) {
		json_put_key(out, columns[each].name);
		json_put_array(out);
		for (i = 0; i < shown; i++)
			json_put_int(out, (int64_t)columns[each].get(
			    &note[i].layer[path][layer]));
		json_put_array_end(out);
	}
	json_put_object_end(out);
}

void
dash_layers_put(struct json_out *out, const struct history_note *note,
    uint32_t count)
{
	uint32_t path, l;

	json_put_key(out, "layers");
	json_put_array(out);
	for (path = 0; path < PATH_COUNT; path++)
		for (l = 0; l < LAYER_COUNT; l++)
			if (is_on_path(path, l))
				put_layer(out, note, count, path, l);
	json_put_array_end(out);
}

static void
put_values(struct json_out *out, const struct history_layer *l)
{
	size_t each;

	json_put_object(out);
	for (each = 0; each < COLUMNS; each++) {
		json_put_key(out, columns[each].name);
		json_put_int(out, (int64_t)columns[each].get(l));
	}
	json_put_object_end(out);
}

void
dash_layers_put_note(struct json_out *out, const struct history_note *note)
{
	uint32_t path, l;

	json_put_key(out, "layers");
	json_put_array(out);
	for (path = 0; path < PATH_COUNT; path++)
		for (l = 0; l < LAYER_COUNT; l++)
			if (is_on_path(path, l))
				put_values(out, &note->layer[path][l]);
	json_put_array_end(out);
}
