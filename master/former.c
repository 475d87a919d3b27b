/*
 * former - what an installation of the old goxel-daemon brings along
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "master/former.h"

#define COUNT(table)	(sizeof table / sizeof table[0])
#define HERE	"; a setting is a line `name value` here: goxeld.conf(5)"

/* Of two for one setting the first that has a value holds. */
static const struct { const char *variable, *setting; } variables[] = {
	{ "GOXEL_SOCKET_PATH", "socket" },
	{ "GOXEL_WORKER_THREADS", "workers" },
	{ "GOXEL_MAX_WORKERS", "workers" },
	{ "GOXEL_LOG_FILE", "log" },
	{ "GOXEL_QUEUE_SIZE", "jobs_waiting" },
	{ "GOXEL_MAX_CONNECTIONS", "connections" },
	{ "GOXEL_DAEMON_MODE", "daemonize" },
};

static const struct { const char *setting, *word, *meaning; } words[] = {
	{ "log_level", "error", "error" },
	{ "log_level", "fatal", "error" },
	{ "log_level", "critical", "error" },
	{ "log_level", "warn", "warn" },
	{ "log_level", "warning", "warn" },
	{ "log_level", "info", "info" },
	{ "log_level", "debug", "debug" },
	{ "log_level", "trace", "debug" },
	{ "daemonize", "yes", "yes" },
	{ "daemonize", "true", "yes" },
	{ "daemonize", "on", "yes" },
	{ "daemonize", "1", "yes" },
	{ "daemonize", "no", "no" },
	{ "daemonize", "false", "no" },
	{ "daemonize", "off", "no" },
	{ "daemonize", "0", "no" },
};

unsigned
former_variable(const char *setting)
{
	const char *value;
	unsigned i;

	for (i = 0; i < COUNT(variables); i++) {
		if (strcmp(variables[i].setting, setting) != 0)
			continue;
		value = getenv(variables[i].variable);
		if (value != NULL && value[0] != '\0')
			return i + 1;
	}
	return 0;
}

const char *
former_name(unsigned variable)
{
	return variables[variable - 1].variable;
}

const char *
former_word(const char *setting, const char *value)
{
	size_t i;

	for (i = 0; i < COUNT(words); i++)
		if (strcmp(words[i].setting, setting) == 0 &&
		    strcasecmp(words[i].word, value) == 0)
			return words[i].meaning;
	return value;
}

const char *
former_format(const char *line)
{
	size_t len;

	line += strspn(line, " \t\r\n");
	len = strcspn(line, " \t\r\n=");
	if (line[0] == '{' || line[0] == '"')
		return "this is JSON" HERE;
	if (line[0] == '[')
		return "there are no [sections]" HERE;
	if (strncmp(line, "---", 3) == 0 ||
	    (line[0] != '#' && len > 0 && line[len - 1] == ':'))
		return "this is YAML" HERE;
	return NULL;
}
