/*
 * inspect - look at the whole server before the run and after it
 *
 * A project is read back whole: a voxel outside the regions is as wrong as one
 * inside that differs.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "log.h"
#include "mem.h"
#include "tests/chaos/inspect.h"

#define BITS	7			/* of a coordinate's distance */
#define SPAN	(1 << BITS)		/* 2 * REACH */

_Static_assert(SPAN == 2 * REACH, "everything in reach has an index");

static cJSON *
call(const struct stage *s, const char *method, const char *params)
{
	char request[256];

	snprintf(request, sizeof request, "{\"jsonrpc\":\"2.0\",\"id\":1,"
	    "\"method\":\"%s\",\"params\":%s}", method, params);
	return prey_call(&s->prey, request);
}

void
inspect_make(struct stage *s)
{
	char params[64];
	cJSON *reply;
	unsigned i;

	for (i = 0; i < s->world.shared; i++) {
		snprintf(params, sizeof params, "{\"name\":\"%s\"}",
		    s->world.project[i].name);
		reply = call(s, "goxel.create_project", params);
		if (cJSON_GetObjectItem(reply, "result") == NULL)
			fatal("no project can be made");
		cJSON_Delete(reply);
		project_make(&s->world.project[i]);
	}
}

/* ---- voxels ---- */

static size_t
cell(const int at[3])
{
	size_t index = 0;
	int axis;

	for (axis = 2; axis >= 0; axis--)
		index = index << BITS | (size_t)(at[axis] + REACH);
	return index;
}

/* The colours that a project must hold, by cell. */
static void
paint_regions(const struct project *p, uint32_t *cells)
{
	const struct region *r;
	int at[3], inside[3], axis;
	unsigned place;

	for (r = p->region; r < p->region + p->regions; r++)
		for (place = 0; place < VOXELS; place++) {
			inside[0] = (int)(place % SIDE);
			inside[1] = (int)(place / SIDE % SIDE);
			inside[2] = (int)(place / SIDE / SIDE);
			for (axis = 0; axis < 3; axis++)
				at[axis] = r->lo[axis] + inside[axis];
			cells[cell(at)] = r->voxel[place].bits;
		}
}

static int
integer(const cJSON *object, const char *name)
{
	const cJSON *item = cJSON_GetObjectItem(object, name);

	return cJSON_IsNumber(item) ? item->valueint : INT32_MIN;
}

/* Take a voxel that was told away from those that must be. */
static void
strike_out(struct stage *s, const struct project *p, const cJSON *voxel,
    uint32_t *cells)
{
	const int at[3] = { integer(voxel, "x"), integer(voxel, "y"),
	    integer(voxel, "z") };
	const cJSON *color = cJSON_GetObjectItem(voxel, "color");
	union color got;
	int i;

	for (i = 0; i < 3; i++)
		if (at[i] < -REACH || at[i] >= REACH) {
			toll_fault(&s->toll, FAULT_VOXELS,
			    "%s holds a voxel at %d,%d,%d", p->name, at[0],
			    at[1], at[2]);
			return;
		}
	for (i = 0; i < 4; i++)
		got.c[i] = (uint8_t)cJSON_GetNumberValue(
		    cJSON_GetArrayItem(color, i));
	if (cells[cell(at)] != got.bits)
		toll_fault(&s->toll, FAULT_VOXELS,
		    "%s at %d,%d,%d: must be %08x, is %08x", p->name, at[0],
		    at[1], at[2], (unsigned)cells[cell(at)],
		    (unsigned)got.bits);
	cells[cell(at)] = 0;
}

/* What was not told is missing; leaves the cells empty. */
static void
count_missing(struct stage *s, const struct project *p, uint32_t *cells)
{
	unsigned left = 0, i;

	for (i = 0; i < 1u << 3 * BITS; i++)
		if (cells[i] != 0)
			left++;
	if (left == 0)
		return;
	toll_fault(&s->toll, FAULT_VOXELS, "%s: %u voxels are missing",
	    p->name, left);
	s->toll.fault[FAULT_VOXELS] += left - 1;
	memset(cells, 0, sizeof *cells << 3 * BITS);
}

static void
compare_voxels(struct stage *s, struct project *p, uint32_t *cells)
{
	const cJSON *voxels, *voxel;
	char params[128];
	cJSON *reply;

	snprintf(params, sizeof params, "{\"project\":\"%s\",\"min\":[%d,%d,%d]"
	    ",\"max\":[%d,%d,%d],\"limit\":0}", p->name, -REACH, -REACH,
	    -REACH, REACH - 1, REACH - 1, REACH - 1);
	reply = call(s, "goxel.get_voxels_region", params);
	voxels = cJSON_GetObjectItem(cJSON_GetObjectItem(reply, "result"),
	    "voxels");
	paint_regions(p, cells);
	cJSON_ArrayForEach(voxel, voxels)
		strike_out(s, p, voxel, cells);
	count_missing(s, p, cells);
	s->toll.tally[TALLY_COMPARED] += (uint64_t)p->regions * VOXELS;
	cJSON_Delete(reply);
}

/* ---- revisions ---- */

static void
compare_revision(struct stage *s, const struct project *p)
{
	const cJSON *result;
	char params[64];
	cJSON *reply;
	int revision, undos;

	snprintf(params, sizeof params, "{\"project\":\"%s\"}", p->name);
	reply = call(s, "goxel.get_status", params);
	result = cJSON_GetObjectItem(reply, "result");
	revision = integer(result, "revision");
	undos = integer(result, "undo_steps");
	if (revision != (int)p->sent)
		toll_fault(&s->toll, FAULT_REVISIONS,
		    "%s: must be at revision %ju, is at %d", p->name,
		    (uintmax_t)p->sent, revision);
	if (!p->shared && undos != (int)project_undos(p))
		toll_fault(&s->toll, FAULT_REVISIONS,
		    "%s: must have %u steps to undo, has %d", p->name,
		    project_undos(p), undos);
	cJSON_Delete(reply);
}

void
inspect_compare(struct stage *s)
{
	uint32_t *cells = xcalloc((size_t)1 << 3 * BITS, sizeof *cells);
	struct project *p;

	for (p = s->world.project; p < s->world.project + s->world.projects;
	    p++) {
		if (!p->shared && p->sent == 0)
			continue;
		compare_voxels(s, p, cells);
		compare_revision(s, p);
	}
	free(cells);
}

/* ---- what the server counted ---- */

uint64_t
inspect_counters(struct stage *s)
{
	static const struct { const char *name; bool window; } shown[] = {
		{ "worker_deaths", false }, { "worker_starts", false },
		{ "connections_moved", false }, { "connections_lost", false },
		{ "repaired_reads", true }, { "repaired_writes", true },
		{ "redone", true }, { "reexecuted", true },
		{ "cross_checks_failed", false }, { "poisoned", false },
		{ "projects_lost", false }, { "projects_moved", false },
		{ "upgrades", false }, { "reloads", false },
		{ "shadow_starts", false }, { "takeovers", false },
		{ "requests", false }
	};
	cJSON *info = prey_ask(&s->prey, "show info json");
	uint64_t value, windows = 0;
	const cJSON *item;
	char name[64];
	size_t i;

	for (i = 0; i < sizeof shown / sizeof shown[0]; i++) {
		item = cJSON_GetObjectItem(info, shown[i].name);
		value = cJSON_IsNumber(item) ? (uint64_t)item->valuedouble : 0;
		snprintf(name, sizeof name, "server: %s", shown[i].name);
		toll_line(name, value);
		windows += shown[i].window ? value : 0;
	}
	cJSON_Delete(info);
	return windows;
}
