/*
 * order - what operators can have done, by the stats socket
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "log.h"
#include "master/move.h"
#include "master/order.h"
#include "master/reload.h"
#include "master/steer.h"
#include "master/tune.h"
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
no_project(struct master *m, const char *name)
{
	text_format(m->why, sizeof m->why, "no project is named '%.100s'; "
	    "show projects lists them", name);
	return ERR_NO_PROJECT;
}

static enum err
move_project(struct master *m, const char *rest)
{
	char name[BOUND_NAME + 1];
	int64_t worker;
	int row;

	if (!read_move(rest, name, &worker))
		return misused(m, "move project NAME to WORKER");
	if ((row = projects_find(m->segment.projects, name)) < 0)
		return no_project(m, name);
	return move_begin(m, (uint32_t)row, (uint32_t)worker);
}

static enum err
retry_project(struct master *m, const char *rest)
{
	int row = projects_find(m->segment.projects, rest);

	if (row < 0)
		return no_project(m, rest);
	atomic_store(&m->segment.projects->row[row].load_deaths, 0);
	text_format(m->why, sizeof m->why, "project '%.100s' is loaded again "
	    "when it is next asked for", rest);
	return OK;
}

static enum err
read_again(struct master *m, const char *rest)
{
	char why[MASTER_WHY];
	enum err err;

	if (*rest != '\0')
		return misused(m, "reload");
	if ((err = reload(m)) == OK) {
		text_format(m->why, sizeof m->why, "new settings hold, "
		    "workers are replaced one by one");
		return OK;
	}
	text_copy(why, sizeof why, m->why);
	text_format(m->why, sizeof m->why, "the old settings stay: %.200s",
	    why);
	return err;
}

static enum err
stop(struct master *m, const char *rest)
{
	if (*rest != '\0')
		return misused(m, "stop");
	log_info("ending because an operator said so");
	m->running = false;
	text_format(m->why, sizeof m->why, "process %d ends", (int)getpid());
	return OK;
}

static enum err
clear_slowlog(struct master *m, const char *rest)
{
	if (*rest != '\0')
		return misused(m, "clear slowlog");
	slowlog_clear(m->segment.slowlog);
	text_format(m->why, sizeof m->why, "the slow log is empty");
	return OK;
}

/* Its owner sees it within a second. */
static bool
want_file(struct project_row *p)
{
	if (!p->used || atomic_load(&p->stored) ||
	    atomic_load(&p->filed) == atomic_load(&p->revision))
		return false;
	atomic_store(&p->file_wanted, 1);
	return true;
}

static enum err
checkpoint(struct master *m, const char *rest)
{
	struct projects *p = m->segment.projects;
	uint32_t row, files = 0;
	int only = -1;

	if (!m->segment.keeping->on) {
		text_format(m->why, sizeof m->why, "setting data_dir is off: "
		    "there is nowhere to write files to");
		return ERR_EMPTY;
	}
	if (*rest != '\0' && (only = projects_find(p, rest)) < 0)
		return no_project(m, rest);
	for (row = 0; row < atomic_load(&p->count); row++)
		if (only < 0 || row == (uint32_t)only)
			files += want_file(&p->row[row]);
	text_format(m->why, sizeof m->why, "%u %s asked for, of what is in "
	    "memory within a second; show projects tells the newest revision "
	    "in a file", files, files == 1 ? "file is" : "files are");
	return OK;
}

const struct order orders[] = {
	{ "drain worker", "N", "let it give its work to others, and not come "
	    "back", steer_drain },
	{ "undrain worker", "N", "let a drained one come back",
	    steer_undrain },
	{ "kill worker", "N", "kill -9; another one takes its place",
	    steer_kill },
	{ "restart worker", "N", "replace it at a request's border",
	    steer_restart },
	{ "close conn", "ID", "close a client's connection", steer_close },
	{ "set", "NAME VALUE", "change a setting until the next reload, "
	    "upgrade or restart", tune_set },
	{ "checkpoint", "[NAME]", "write a file of one project, or of each "
	    "that has changed since its last", checkpoint },
	{ "reload", "", "read the settings again, as SIGHUP does",
	    read_again },
	{ "stop", "", "end the server, as SIGTERM does", stop },
	{ "clear slowlog", "", "forget the slow requests that were",
	    clear_slowlog },
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
