/*
 * do_server · methods about the server itself
 */
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bounds.h"
#include "mem.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

#define HOST_SIZE	256	/* bytes of a host's name */

enum err
do_echo(struct call *c, const struct echo_in *in)
{
	if (in->has_params)
		reply_raw(c, NULL, in->params.at, in->params.len);
	else
		reply_raw(c, NULL, "{}", 2);
	return OK;
}

enum err
do_version(struct call *c, const struct version_in *in)
{
	(void)in;
	reply_open(c);
	reply_text(c, "version", GOXELD_VERSION);
	reply_text(c, "type", "daemon");
	reply_text(c, "protocol", "JSON-RPC 2.0");
	return reply_close(c);
}

enum err
do_ping(struct call *c, const struct ping_in *in)
{
	struct server_facts facts;

	(void)in;
	c->services->server_facts(c, &facts);
	reply_open(c);
	reply_bool(c, "pong", true);
	reply_int(c, "timestamp", facts.now);
	return reply_close(c);
}

enum err
do_status(struct call *c, const struct status_in *in)
{
	char now[32] = "", host[HOST_SIZE] = "";
	struct server_facts facts;
	struct usage_facts usage;
	struct tm tm;
	time_t unix_now;

	(void)in;
	c->services->server_facts(c, &facts);
	c->services->usage(c, &usage);
	unix_now = (time_t)facts.now;
	if (localtime_r(&unix_now, &tm) != NULL)
		strftime(now, sizeof now, "%Y-%m-%d %H:%M:%S", &tm);
	gethostname(host, sizeof host - 1);

	reply_open(c);
	reply_text(c, "status", "running");
	reply_int(c, "pid", facts.master_pid);
	reply_text(c, "current_time", now);
	reply_text(c, "hostname", host);
	reply_bool(c, "goxel_initialized", true);
	reply_int(c, "methods_available", METHOD_COUNT);
	reply_int(c, "memory_allocated", (int64_t)usage.memory);
	reply_int(c, "uptime_seconds", (int64_t)facts.uptime_s);
	reply_int(c, "worker_pid", (int64_t)facts.worker_pid);
	return reply_close(c);
}

enum err
do_list_methods(struct call *c, const struct list_methods_in *in)
{
	const struct method *m;

	(void)in;
	reply_open(c);
	reply_int(c, "count", METHOD_COUNT);
	reply_list(c, "methods");
	for (m = methods; m->name != NULL; m++) {
		reply_item(c);
		reply_text(c, "method", m->name);
		reply_text(c, "description", m->doc);
		reply_item_end(c);
	}
	reply_list_end(c);
	return reply_close(c);
}

static void
put_project(struct call *c, const struct project_facts *facts)
{
	reply_item(c);
	reply_text(c, "name", facts->name);
	reply_int(c, "revision", (int64_t)facts->revision);
	reply_int(c, "worker", facts->worker);
	reply_bool(c, "current", facts->current);
	reply_bool(c, "open", facts->open);
	reply_item_end(c);
}

/* The directory may change between two looks: it is counted as it is read. */
enum err
do_list_projects(struct call *c, const struct list_projects_in *in)
{
	struct project_facts facts, *list;
	uint32_t cursor = 0, count = 0, i;

	(void)in;
	list = mem_take(c->mem, BOUND_PROJECTS * sizeof *list);
	if (list == NULL)
		return fail(c, ERR_TOO_BIG, "no memory for the list");
	while (count < BOUND_PROJECTS &&
	    c->services->project_next(c, &cursor, &facts)) {
		list[count] = facts;
		list[count].name = mem_text(c->mem, facts.name,
		    strlen(facts.name));
		if (list[count].name == NULL)
			return fail(c, ERR_TOO_BIG, "no memory for the list");
		count++;
	}
	reply_open(c);
	reply_int(c, "count", count);
	reply_list(c, "projects");
	for (i = 0; i < count; i++)
		put_project(c, &list[i]);
	reply_list_end(c);
	return reply_close(c);
}
