/*
 * understudy - the shadows of workers, as the master has them
 */
#include <signal.h>
#include <unistd.h>

#include "clock.h"
#include "killpoint.h"
#include "log.h"
#include "master/handoff.h"
#include "master/life.h"
#include "master/spawn.h"
#include "master/understudy.h"
#include "shm/channel.h"

#define SEAT_MS		1000	/* for a shadow to be ready */

void
understudy_drop(struct seat *s)
{
	if (s->understudy.channel != -1)
		close(s->understudy.channel);
	s->understudy = (struct understudy){ .channel = -1 };
}

void
understudy_note(struct seat *s, pid_t pid, int channel)
{
	understudy_drop(s);
	s->understudy.pid = pid;
	s->understudy.channel = channel;
}

bool
understudy_is_there(const struct seat *s)
{
	const struct worker_row *row = &s->master->segment.workers[s->row];

	return s->understudy.channel != -1 && s->master->config.standby &&
	    atomic_load(&row->fatal) == 0 && !s->stale && !s->retire;
}

bool
understudy_seat(struct seat *s)
{
	struct master *m = s->master;
	struct message take = { .kind = MESSAGE_TAKE_SEAT };
	struct understudy u = s->understudy;

	if (!understudy_is_there(s)) {
		understudy_drop(s);
		return false;
	}
	s->understudy = (struct understudy){ .channel = -1 };
	life_renew(s);
	KILLPOINT_FELL(seat_vacant, u.pid);
	if (channel_send(u.channel, &take, -1) != OK) {
		close(u.channel);
		return false;
	}
	KILLPOINT_FELL(seat_offered, u.pid);
	s->understudy.seated = true;
	spawn_seat(s, u.pid, u.channel);
	KILLPOINT_FELL(seat_given, u.pid);
	m->segment.board->row[BOARD_MASTER].counter[COUNT_takeovers]++;
	return true;
}

void
understudy_look(struct seat *s)
{
	if (s->state != SEAT_STARTING || !s->understudy.seated ||
	    clock_ms() - s->born_ms < SEAT_MS)
		return;
	log_warnx("the shadow of worker %u (pid %d) does not take its place "
	    "-- a new one is started", s->row, (int)s->pid);
	/* Its channel ends with it, which is its death to us. */
	kill(s->pid, SIGKILL);
}
