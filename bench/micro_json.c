/*
 * micro_json - what reading and writing JSON costs, beside cJSON
 *
 * Both read the same bytes and must find the same sum over all numbers, keys
 * and strings; both write the same document, which cJSON must build first.
 * The two take turns in short rounds of CPU time; what is printed is the
 * median round, with the fastest and the slowest.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/json.h"
#include "bounds.h"
#include "clock.h"
#include "log.h"

#define ROUNDS		15
#define ROUND_NS	10000000	/* CPU time of one round */

struct job {
	const char	*name;
	size_t		 voxels;	/* in the document; 0: the small one */
	struct buf	 text;		/* the document, or what was written */
	uint64_t	 (*ours)(struct job *);
	uint64_t	 (*theirs)(struct job *);
	double		 ns[2][ROUNDS];	/* a turn, ours and theirs */
};

/*
 * The documents
 */

static int
coordinate(size_t i, int axis)
{
	return (int)((i * 2654435761u >> (7 * axis)) % 500) - 250;
}

static void
put_voxel(struct json_out *o, size_t i)
{
	static const char *const keys[] = { "x", "y", "z" };
	int axis;

	for (axis = 0; axis < 3; axis++) {
		json_put_key(o, keys[axis]);
		json_put_int(o, coordinate(i, axis));
	}
	json_put_key(o, "rgba");
	json_put_array(o);
	for (axis = 0; axis < 4; axis++)
		json_put_int(o, coordinate(i + 1, axis) & 255);
	json_put_array_end(o);
}

static void
put_voxels(struct json_out *o, size_t count)
{
	size_t i;

	json_put_key(o, "voxels");
	json_put_array(o);
	for (i = 0; i < count; i++) {
		json_put_object(o);
		put_voxel(o, i);
		json_put_object_end(o);
	}
	json_put_array_end(o);
}

static void
make_request(struct job *job)
{
	struct json_out o;

	buf_init(&job->text, BOUND_REQUEST);
	if (job->voxels == 0) {
		buf_add_text(&job->text, "{\"jsonrpc\":\"2.0\",\"method\":"
		    "\"add_voxel\",\"params\":{\"x\":12,\"y\":34,\"z\":-7,"
		    "\"rgba\":[255,128,0,255],\"layer_id\":1},"
		    "\"id\":123456}");
		return;
	}
	json_out_open(&o, &job->text);
	json_put_object(&o);
	json_put_key(&o, "jsonrpc");
	json_put_text(&o, "2.0");
	json_put_key(&o, "method");
	json_put_text(&o, "add_voxels");
	json_put_key(&o, "params");
	json_put_object(&o);
	put_voxels(&o, job->voxels);
	json_put_object_end(&o);
	json_put_key(&o, "id");
	json_put_int(&o, 123456);
	json_put_object_end(&o);
}

/*
 * Reading
 */

static uint64_t
read_ours(struct job *job)
{
	enum json_token token;
	uint64_t sum = 0;
	struct json j;

	json_open(&j, job->text.bytes, job->text.len);
	while ((token = json_next(&j)) > JSON_END)
		if (token == JSON_NUMBER)
			sum += (uint64_t)j.whole;
		else if (token == JSON_KEY || token == JSON_STRING)
			sum += j.len;
	if (token != JSON_END)
		fatal("not read: %s", j.why);
	return sum;
}

static uint64_t
add_tree(const cJSON *item)
{
	const cJSON *child;
	uint64_t sum = 0;

	if (item->string != NULL)
		sum += strlen(item->string);
	if (cJSON_IsNumber(item))
		sum += (uint64_t)item->valueint;
	else if (cJSON_IsString(item))
		sum += strlen(item->valuestring);
	cJSON_ArrayForEach(child, item)
		sum += add_tree(child);
	return sum;
}

static uint64_t
read_theirs(struct job *job)
{
	cJSON *tree = cJSON_ParseWithLength(job->text.bytes, job->text.len);
	uint64_t sum;

	if (tree == NULL)
		fatal("not read by cJSON");
	sum = add_tree(tree);
	cJSON_Delete(tree);
	return sum;
}

static uint64_t
frame_ours(struct job *job)
{
	struct json_frame f = { 0 };

	if (!json_frame_find(&f, job->text.bytes, job->text.len))
		fatal("no end found");
	return f.seen;
}

/*
 * Writing
 */

static uint64_t
write_ours(struct job *job)
{
	struct json_out o;

	buf_reset(&job->text);
	json_out_open(&o, &job->text);
	json_put_object(&o);
	json_put_key(&o, "jsonrpc");
	json_put_text(&o, "2.0");
	json_put_key(&o, "result");
	if (job->voxels == 0) {
		json_put_bool(&o, true);
	} else {
		json_put_object(&o);
		put_voxels(&o, job->voxels);
		json_put_object_end(&o);
	}
	json_put_key(&o, "id");
	json_put_int(&o, 123456);
	json_put_object_end(&o);
	return job->text.len;
}

static cJSON *
make_voxel(size_t i)
{
	static const char *const keys[] = { "x", "y", "z" };
	cJSON *voxel = cJSON_CreateObject(), *rgba;
	int axis;

	for (axis = 0; axis < 3; axis++)
		cJSON_AddNumberToObject(voxel, keys[axis],
		    coordinate(i, axis));
	rgba = cJSON_AddArrayToObject(voxel, "rgba");
	for (axis = 0; axis < 4; axis++)
		cJSON_AddItemToArray(rgba, cJSON_CreateNumber(
		    coordinate(i + 1, axis) & 255));
	return voxel;
}

static uint64_t
write_theirs(struct job *job)
{
	cJSON *tree = cJSON_CreateObject(), *array;
	uint64_t len;
	char *text;
	size_t i;

	cJSON_AddStringToObject(tree, "jsonrpc", "2.0");
	if (job->voxels == 0) {
		cJSON_AddTrueToObject(tree, "result");
	} else {
		array = cJSON_AddArrayToObject(
		    cJSON_AddObjectToObject(tree, "result"), "voxels");
		for (i = 0; i < job->voxels; i++)
			cJSON_AddItemToArray(array, make_voxel(i));
	}
	cJSON_AddNumberToObject(tree, "id", 123456);
	text = cJSON_PrintUnformatted(tree);
	len = strlen(text);
	free(text);
	cJSON_Delete(tree);
	return len;
}

/*
 * Rounds
 */

static double
time_round(struct job *job, uint64_t (*run)(struct job *))
{
	uint64_t start = clock_cpu_ns(), now = start, turns = 0;
	unsigned batch = job->voxels > 100 ? 1 : 100, i;

	for (; now - start < ROUND_NS; now = clock_cpu_ns())
		for (i = 0; i < batch; i++, turns++)
			run(job);
	return (double)(now - start) / (double)turns;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
report(struct job *job, size_t bytes)
{
	const double *ours = job->ns[0], *theirs = job->ns[1];

	printf("%-14s %8zu B  %10.0f ns (%.0f-%.0f)  %5.0f MB/s", job->name,
	    bytes, ours[ROUNDS / 2], ours[0], ours[ROUNDS - 1],
	    (double)bytes * 1e3 / ours[ROUNDS / 2]);
	if (job->theirs != NULL)
		printf("  cJSON %10.0f ns  %5.1fx", theirs[ROUNDS / 2],
		    theirs[ROUNDS / 2] / ours[ROUNDS / 2]);
	printf("\n");
}

static void
hold(struct job *job)
{
	uint64_t sum = job->ours(job);
	size_t bytes = job->text.len;
	int round, side;

	if (job->theirs != NULL && job->theirs(job) != sum)
		fatal("%s: the two do not agree", job->name);
	for (round = 0; round < ROUNDS; round++) {
		job->ns[0][round] = time_round(job, job->ours);
		if (job->theirs != NULL)
			job->ns[1][round] = time_round(job, job->theirs);
	}
	for (side = 0; side < 2; side++)
		qsort(job->ns[side], ROUNDS, sizeof(double), compare);
	report(job, bytes);
}

int
main(void)
{
	static struct job jobs[] = {
		{ .name = "read small", .ours = read_ours,
		  .theirs = read_theirs },
		{ .name = "read 18", .voxels = 18, .ours = read_ours,
		  .theirs = read_theirs },
		{ .name = "read 20000", .voxels = 20000, .ours = read_ours,
		  .theirs = read_theirs },
		{ .name = "frame small", .ours = frame_ours },
		{ .name = "frame 20000", .voxels = 20000,
		  .ours = frame_ours },
		{ .name = "write small", .ours = write_ours,
		  .theirs = write_theirs },
		{ .name = "write 18", .voxels = 18, .ours = write_ours,
		  .theirs = write_theirs },
		{ .name = "write 20000", .voxels = 20000, .ours = write_ours,
		  .theirs = write_theirs },
	};
	size_t i;

	for (i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
		make_request(&jobs[i]);
		hold(&jobs[i]);
		buf_fini(&jobs[i].text);
	}
	return 0;
}
