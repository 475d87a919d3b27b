/*
 * order - what operators can have done, by the stats socket
 */
#include <stdio.h>
#include <string.h>

#include "master/move.h"
#include "master/order.h"
#include "master/upgrade.h"
#include "shm/projects.h"
#include "text.h"

static enum err
misused(struct master *m, const char *usage)
{
	text_format(m->why, sizeof m->why, "usage: %s", usage);
	return ERR_PARAMS;
}

static enum err
upgrade(struct master *m, const char *rest)
{
	char version[32];
	enum err err;

	if (*rest != '\0')
		return misused(m, "upgrade");
	if ((err = upgrade_begin(m)) != OK)
		return err;
	text_copy(version, sizeof version, m->why);
	text_format(m->why, sizeof m->why, "goxeld %s takes over from "
	    GOXELD_VERSION, version);
	return OK;
}

/* "NAME to N": a name may have spaces, and even " to ". */
static bool
read_move(const char *rest, char name[BOUND_NAME + 1], int64_t *worker)
{
	const char *to = NULL, *at;

	for (at = rest; (at = strstr(at, " to ")) != NULL; at++)
		to = at;
	if (to == NULL || to == rest || (size_t)(to - rest) > BOUND_NAME ||
	    !text_integer(to + 4, 0, BOUND_WORKERS - 1, worker))
		return false;
	memcpy(name, rest, (size_t)(to - rest));
	name[to - rest] = '\0';
	return true;
}

static enum err
move_project(struct master *m, const char *rest)
{
	char name[BOUND_NAME + 1];
	int64_t worker;
	int row;

	if (!read_move(rest, name, &worker))
		return misused(m, "move project NAME to WORKER");
	if ((row = projects_find(m->segment.projects, name)) < 0) {
		text_format(m->why, sizeof m->why, "no project is named "
		    "'%.100s'; show projects lists them", name);
		return ERR_NO_PROJECT;
	}
	return move_begin(m, (uint32_t)row, (uint32_t)worker);
}

static enum err
retry_project(struct master *m, const char *rest)
{
	int row = projects_find(m->segment.projects, rest);

	if (row < 0) {
		text_format(m->why, sizeof m->why, "no project is named "
		    "'%.100s'; show projects lists them", rest);
		return ERR_NO_PROJECT;
	}
	atomic_store(&m->segment.projects->row[row].load_deaths, 0);
	text_format(m->why, sizeof m->why, "project '%.100s' is loaded again "
	    "when it is next asked for", rest);
	return OK;
}

const struct order orders[] = {
	{ "move project", "NAME to WORKER", "give a project, and the "
	    "connections that work on it, to another worker", move_project },
	{ "retry project", "NAME", "load a project again that workers died "
	    "of loading", retry_project },
	{ "upgrade", "", "run the binary anew in place of this one, as it is "
	    "on disk now", upgrade },
	{ NULL, NULL, NULL, NULL },
};

/* What follows the order's name in the line, or NULL. */
static const char *
rest_of(const char *line, const char *name)
{
	size_t len = strlen(name);

	if (strncmp(line, name, len) != 0 ||
	    (line[len] != '\0' && line[len] != ' '))
		return NULL;
	return line + len + strspn(line + len, " ");
}

const struct order *
order_find(const char *line, const char **rest)
{
	const struct order *o;

	for (o = orders; o->name != NULL; o++)
		if ((*rest = rest_of(line, o->name)) != NULL)
			return o;
	return NULL;
}
