/*
 * tune - settings changed while the server runs
 */
#include <string.h>

#include "master/config.h"
#include "master/query.h"
#include "master/reload.h"
#include "master/tune.h"
#include "text.h"

/* Its id, or -1. */
static int
find_setting(const char *name)
{
	int id;

	for (id = 0; id < SETTING_COUNT; id++)
		if (strcmp(settings[id].name, name) == 0)
			return id;
	return -1;
}

static enum err
check_name(struct master *m, const char *name, int id)
{
	if (id == -1)
		text_format(m->why, sizeof m->why, "there is no setting "
		    "'%.40s'; show config lists them", name);
	else if (!settings[id].reload)
		text_format(m->why, sizeof m->why, "%s is taken over by a "
		    "restart only; what can be set: complete set", name);
	return id == -1 || !settings[id].reload ? ERR_PARAMS : OK;
}

static enum err
change(struct master *m, int id, const char *value)
{
	char before[CONFIG_TEXT], after[CONFIG_TEXT];
	struct config new = m->config;
	enum err err;

	if ((err = config_set(&new, &m->flags, settings[id].name, value,
	    m->why)) != OK)
		return err;
	config_tell(&m->config, (enum setting_id)id, before, sizeof before);
	config_tell(&new, (enum setting_id)id, after, sizeof after);
	events_add(m->segment.events, EVENT_CONFIG, EVENT_NO_WORKER,
	    "%s: %.50s, it was %.50s", settings[id].name, after, before);
	reload_to(m, &new);
	text_format(m->why, sizeof m->why, "%s is %.80s now, it was %.80s; "
	    "workers are replaced one by one", settings[id].name, after,
	    before);
	return OK;
}

enum err
tune_set(struct master *m, const char *rest)
{
	char line[QUERY_LINE], *at = line, *name, *value;
	enum err err;
	int id;

	text_copy(line, sizeof line, rest);
	name = query_word(&at);
	value = query_word(&at);
	if (name == NULL || value == NULL || query_word(&at) != NULL) {
		text_format(m->why, sizeof m->why, "usage: set NAME VALUE; a "
		    "value with spaces, or none, stands in double quotes");
		return ERR_PARAMS;
	}
	id = find_setting(name);
	err = check_name(m, name, id);
	return err == OK ? change(m, id, value) : err;
}
