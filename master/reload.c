/*
 * reload - new settings, workers replaced one at a time
 *
 * One at a time, because all at once would move every connection several
 * times over.
 */
#include <string.h>

#include "log.h"
#include "master/config.h"
#include "master/export.h"
#include "master/logs.h"
#include "master/reload.h"
#include "master/spawn.h"
#include "master/token.h"

static uint64_t *
counter(struct master *m, enum counter which)
{
	return &m->segment.board->row[BOARD_MASTER].counter[which];
}

/* What cannot change in a running server keeps its old value. */
static void
keep_fixed(struct master *m, struct config *new)
{
	char before[CONFIG_TEXT], after[CONFIG_TEXT];
	size_t offset, size;
	int id;

	for (id = 0; id < SETTING_COUNT; id++) {
		if (settings[id].reload)
			continue;
		config_tell(&m->config, (enum setting_id)id, before,
		    sizeof before);
		config_tell(new, (enum setting_id)id, after, sizeof after);
		/* Port 0 in the file is a real port here. */
		if (strcmp(before, after) != 0 && id != SETTING_listen &&
		    id != SETTING_admin_listen)
			log_warnx("setting %s is '%s' now -- it stays '%s' "
			    "until a restart", settings[id].name, after,
			    before);
		offset = settings[id].offset;
		size = settings[id].unit == NULL &&
		    settings[id].choices == NULL ? CONFIG_TEXT :
		    sizeof(int64_t);
		memcpy((char *)new + offset, (char *)&m->config + offset, size);
		new->origin[id] = m->config.origin[id];
		new->line[id] = m->config.line[id];
	}
}

enum err
reload(struct master *m)
{
	struct config new;

	notify_reloading(m);
	if (config_load(&new, &m->flags, m->why) != OK) {
		log_warnx("reload refused: %s -- the old settings stay",
		    m->why);
		++*counter(m, COUNT_reloads_refused);
		events_add(m->segment.events, EVENT_RELOAD_REFUSED,
		    EVENT_NO_WORKER, "%s", m->why);
		notify_settled(m);
		return ERR_PARAMS;
	}
	keep_fixed(m, &new);
	++*counter(m, COUNT_reloads);
	events_add(m->segment.events, EVENT_RELOAD, EVENT_NO_WORKER,
	    "new settings hold");
	log_info("reload: new settings hold, workers are replaced one by one");
	reload_to(m, &new);
	return OK;
}

void
reload_to(struct master *m, const struct config *new)
{
	uint32_t row;

	m->config = *new;
	if (token_take(m) != OK)
		log_warnx("%s -- the old token stays", m->why);
	logs_set(new);
	logs_reopen();
	export_renew(m);
	for (row = 0; row < m->seats; row++)
		m->seat[row].stale = m->seat[row].state != SEAT_EMPTY;
	spawn_all(m);
	reload_go_on(m);
}

void
reload_go_on(struct master *m)
{
	uint32_t row;

	/* One that is on its way is waited for. */
	for (row = 0; row < m->seats; row++)
		if (m->seat[row].state == SEAT_STARTING ||
		    m->seat[row].state == SEAT_DRAINING)
			return;
	for (row = 0; row < m->seats; row++)
		if (m->seat[row].stale) {
			m->seat[row].stale = false;
			seat_happen(&m->seat[row], SEAT_DRAIN, 0);
			return;
		}
	notify_settled(m);
}
