/*
 * steer - what operators do to workers and connections
 *
 * Nothing here is a way of its own: a worker is drained as by a reload, killed
 * as by anybody, and a connection is closed as if its client had gone.
 */
#include <signal.h>
#include <sys/socket.h>

#include "master/spawn.h"
#include "master/steer.h"
#include "text.h"

static enum err
refuse(struct master *m, enum err err, const char *words)
{
	text_format(m->why, sizeof m->why, "%s", words);
	return err;
}

/* The seat of "N", or NULL and why. */
static struct seat *
find_seat(struct master *m, const char *rest)
{
	int64_t row;

	if (text_integer(rest, 0, (int64_t)m->seats - 1, &row))
		return &m->seat[row];
	if (*rest == '\0')
		text_format(m->why, sizeof m->why, "which worker? they are 0 "
		    "to %u, show workers lists them", m->seats - 1);
	else
		text_format(m->why, sizeof m->why, "there is no worker "
		    "'%.40s'; they are 0 to %u, show workers lists them",
		    rest, m->seats - 1);
	return NULL;
}

/* Another one serves. */
static bool
has_other(const struct master *m, const struct seat *s)
{
	uint32_t row;

	for (row = 0; row < m->seats; row++)
		if (&m->seat[row] != s && m->seat[row].state == SEAT_READY &&
		    !m->seat[row].retire)
			return true;
	return false;
}

static enum err
done(struct master *m, const struct seat *s, const char *words)
{
	text_format(m->why, sizeof m->why, "worker %u (pid %d) %s", s->row,
	    (int)s->pid, words);
	return OK;
}

enum err
steer_drain(struct master *m, const char *rest)
{
	struct seat *s = find_seat(m, rest);

	if (s == NULL)
		return ERR_PARAMS;
	if (s->drained || s->retire)
		return refuse(m, ERR_BUSY, "it is drained already; undrain "
		    "worker N brings it back");
	if (!has_other(m, s))
		return refuse(m, ERR_BUSY, "no other worker serves; restart "
		    "worker N replaces this one");
	done(m, s, "gives its connections and projects to others; undrain "
	    "worker N brings it back");
	s->drained = s->retire = true;
	seat_happen(s, SEAT_DRAIN, 0);
	return OK;
}

enum err
steer_undrain(struct master *m, const char *rest)
{
	struct seat *s = find_seat(m, rest);

	if (s == NULL)
		return ERR_PARAMS;
	if (!s->drained)
		return refuse(m, ERR_BUSY, "it is not drained; drain worker N "
		    "does that");
	s->drained = false;
	spawn_all(m);
	text_format(m->why, sizeof m->why, "worker %u serves again", s->row);
	return OK;
}

enum err
steer_kill(struct master *m, const char *rest)
{
	struct seat *s = find_seat(m, rest);

	if (s == NULL)
		return ERR_PARAMS;
	if (s->pid == 0 || kill(s->pid, SIGKILL) == -1)
		return refuse(m, ERR_BUSY, "it does not run; show workers "
		    "tells which do");
	return done(m, s, "is killed; another one takes its place");
}

enum err
steer_restart(struct master *m, const char *rest)
{
	struct seat *s = find_seat(m, rest);

	if (s == NULL)
		return ERR_PARAMS;
	if (s->state != SEAT_READY)
		return refuse(m, ERR_BUSY, "it does not serve; show workers "
		    "tells which do");
	done(m, s, "ends at its next request's border; another one takes its "
	    "place");
	seat_happen(s, SEAT_DRAIN, 0);
	return OK;
}

enum err
steer_close(struct master *m, const char *rest)
{
	int64_t conn;

	if (!text_integer(rest, 0, (int64_t)m->high - 1, &conn) ||
	    m->fd[conn] == -1 ||
	    atomic_load(&m->segment.conns.row[conn].state) == CONN_FREE) {
		text_format(m->why, sizeof m->why, "there is no connection "
		    "'%.40s'; show conns lists them", rest);
		return ERR_PARAMS;
	}
	shutdown(m->fd[conn], SHUT_RDWR);
	text_format(m->why, sizeof m->why, "connection %lld is closed",
	    (long long)conn);
	return OK;
}
