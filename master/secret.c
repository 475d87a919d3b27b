/*
 * secret - what signs the sessions of agents
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "log.h"
#include "master/secret.h"
#include "text.h"

#define NAME	"mcp.key"

/* They are written aside, so that there is never half of them. */
static bool
store(const char *path, const uint8_t key[AGENTS_KEY])
{
	char aside[BOUND_PATH];
	bool whole;
	int fd;

	text_format(aside, sizeof aside, "%s.new", path);
	fd = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
	    0600);
	if (fd == -1)
		return false;
	whole = write(fd, key, AGENTS_KEY) == AGENTS_KEY && fsync(fd) == 0;
	return close(fd) == 0 && whole && rename(aside, path) == 0;
}

static bool
load(const char *path, uint8_t key[AGENTS_KEY])
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	bool whole;

	if (fd == -1)
		return false;
	whole = read(fd, key, AGENTS_KEY) == AGENTS_KEY;
	close(fd);
	return whole;
}

void
secret_open(struct master *m)
{
	uint8_t *key = m->segment.agents->key;
	char path[BOUND_PATH];

	text_format(path, sizeof path, "%s/" NAME, m->config.data_dir);
	if (m->segment.keeping->on && load(path, key))
		return;
	/* Of so few bytes it never gives less. */
	while (getrandom(key, AGENTS_KEY, 0) != AGENTS_KEY)
		;
	if (m->segment.keeping->on && !store(path, key))
		log_warnx("%s: %s -- agents' sessions end with the server",
		    path, strerror(errno));
}
