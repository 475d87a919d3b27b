/*
 * logs - the log and the access log, by the settings
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "log.h"
#include "text.h"
#include "master/logs.h"

bool
logs_access_is_file(const struct config *config)
{
	return strcmp(config->access_log, "off") != 0 &&
	    strcmp(config->access_log, "log") != 0;
}

void
logs_set(const struct config *config)
{
	log_set_level((enum log_level)config->log_level);
	log_set_format((enum log_format)config->log_format);
	log_set_limit((unsigned)config->log_limit);
}

static enum err
cannot(struct master *m, const char *path)
{
	text_format(m->why, sizeof m->why, "cannot log to %s: %s", path,
	    strerror(errno));
	return ERR_IO;
}

enum err
logs_open(struct master *m)
{
	const char *access = m->config.access_log;
	int fd;

	if (!log_open(m->config.log, (enum log_level)m->config.log_level))
		return cannot(m, m->config.log);
	logs_set(&m->config);
	if (!logs_access_is_file(&m->config))
		return OK;
	fd = open(access, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC |
	    O_NOCTTY | O_NONBLOCK, 0640);
	if (fd == -1)
		return cannot(m, access);
	close(fd);
	return OK;
}

void
logs_reopen(void)
{
	if (!log_reopen())
		log_warn("the log cannot be opened again -- writing to the "
		    "old one");
}
