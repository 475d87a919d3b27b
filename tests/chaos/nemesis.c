/*
 * nemesis - kills the server's workers, again and again
 *
 * And its keeper; and has it reloaded, upgraded, and projects moved meanwhile.
 */
#include <signal.h>
#include <stdio.h>

#include "clock.h"
#include "tests/chaos/nemesis.h"

#define SEVERAL		10	/* once in so many kills, several at once */
#define STOP		12	/* once in so many, stopped first */
#define STOP_LOW_MS	5
#define STOP_HIGH_MS	80

/* Without an upper limit, never. */
static uint64_t
later(struct nemesis *n, uint64_t now_ns, unsigned low_ms, unsigned high_ms)
{
	if (high_ms == 0)
		return UINT64_MAX;
	return now_ns + (uint64_t)dice_between(&n->dice, low_ms * 1000,
	    high_ms * 1000) * 1000;
}

static void
plague_later(struct nemesis *n, enum plague which, uint64_t now_ns)
{
	n->plague_ns[which] = later(n, now_ns, n->plague_ms[which] / 2,
	    n->plague_ms[which] * 3 / 2);
}

void
nemesis_wake(struct nemesis *n, uint64_t now_ns)
{
	int which;

	n->kill_ns = later(n, now_ns, n->low_ms, n->high_ms);
	for (which = 0; which < PLAGUES; which++)
		plague_later(n, (enum plague)which, now_ns);
	if (n->points.page != NULL)
		points_begin(&n->points, n->stage->prey.pid, now_ns);
}

static void
kill_one(struct nemesis *n, pid_t pid)
{
	if (pid > 1 && kill(pid, SIGKILL) == 0)
		n->stage->toll.tally[TALLY_KILLS]++;
}

/* By now its number may be another's. */
static bool
still_works(const struct nemesis *n, pid_t pid)
{
	pid_t pids[PREY_WORKERS];
	unsigned count = prey_workers(&n->stage->prey, pids);

	while (count > 0)
		if (pids[--count] == pid)
			return true;
	return false;
}

static void
kill_stopped(struct nemesis *n)
{
	if (n->stopped != 0 && still_works(n, n->stopped))
		kill_one(n, n->stopped);
	n->stopped = 0;
}

static void
kill_several(struct nemesis *n, const pid_t *pids, unsigned count)
{
	unsigned i, most = dice_between(&n->dice, 1, count);

	for (i = 0; i < most; i++)
		kill_one(n, pids[i]);
	toll_kill(&n->stage->toll, clock_ns());
}

static void
attack(struct nemesis *n, uint64_t now_ns)
{
	pid_t pids[PREY_WORKERS], victim;
	unsigned count = prey_workers(&n->stage->prey, pids);

	n->kill_ns = later(n, now_ns, n->low_ms, n->high_ms);
	if (count == 0)
		return;
	victim = pids[dice_below(&n->dice, count)];
	if (dice_once_in(&n->dice, SEVERAL)) {
		kill_several(n, pids, count);
	} else if (dice_once_in(&n->dice, STOP) &&
	    kill(victim, SIGSTOP) == 0) {
		n->stage->toll.tally[TALLY_STOPS]++;
		n->stopped = victim;
		n->kill_ns = later(n, now_ns, STOP_LOW_MS, STOP_HIGH_MS);
	} else {
		kill_one(n, victim);
		toll_kill(&n->stage->toll, clock_ns());
	}
}

static bool
reload(struct nemesis *n)
{
	return kill(n->stage->prey.pid, SIGHUP) == 0;
}

static bool
upgrade(struct nemesis *n)
{
	return kill(n->stage->prey.pid, SIGUSR2) == 0;
}

static bool
kill_keeper(struct nemesis *n)
{
	cJSON *info = prey_ask(&n->stage->prey, "show info json");
	double pid = cJSON_GetNumberValue(
	    cJSON_GetObjectItem(info, "keeper"));
	bool done = pid > 1 && kill((pid_t)pid, SIGKILL) == 0;

	cJSON_Delete(info);
	return done;
}

/* To any worker, perhaps one that has it, or is not there. */
static bool
move_project(struct nemesis *n)
{
	const struct world *w = &n->stage->world;
	char order[96];

	snprintf(order, sizeof order, "move project %s to %u json",
	    w->project[dice_below(&n->dice, w->projects)].name,
	    dice_below(&n->dice, n->workers));
	return prey_order(&n->stage->prey, order);
}

static pid_t
find_shadow(struct nemesis *n)
{
	cJSON *workers = prey_ask(&n->stage->prey, "show workers json");
	const cJSON *one;
	double pid = 0, its;

	cJSON_ArrayForEach(one, workers) {
		its = cJSON_GetNumberValue(cJSON_GetObjectItem(one, "shadow"));
		if (its > 1 && (pid == 0 || dice_once_in(&n->dice, 2)))
			pid = its;
	}
	cJSON_Delete(workers);
	return (pid_t)pid;
}

static bool
kill_shadow(struct nemesis *n)
{
	pid_t pid = find_shadow(n);

	return pid != 0 && kill(pid, SIGKILL) == 0;
}

/* Counted when it is said. */
static bool
poison(struct nemesis *n)
{
	n->stage->poison = true;
	return false;
}

/* Those who come in its place get to steps that only they pass. */
static void
kill_any(struct nemesis *n)
{
	pid_t pids[PREY_WORKERS];
	unsigned count = prey_workers(&n->stage->prey, pids);

	if (dice_once_in(&n->dice, 3))
		n->stage->toll.tally[TALLY_SHADOWS] += kill_shadow(n);
	if (count > 0)
		kill_one(n, pids[dice_below(&n->dice, count)]);
}

static void
act_at_points(struct nemesis *n, uint64_t now_ns)
{
	if (n->points.page == NULL)
		return;
	points_act(&n->points, now_ns);
	if (points_want_upgrade(&n->points))
		n->stage->toll.tally[TALLY_UPGRADES] += upgrade(n);
	if (points_want_death(&n->points, now_ns))
		kill_any(n);
}

static const struct {
	bool		(*strike)(struct nemesis *n);
	enum tally	 tally;
} plagues[PLAGUES] = {
	[PLAGUE_RELOAD] = { reload, TALLY_RELOADS },
	[PLAGUE_UPGRADE] = { upgrade, TALLY_UPGRADES },
	[PLAGUE_KEEPER] = { kill_keeper, TALLY_KEEPERS },
	[PLAGUE_MOVE] = { move_project, TALLY_MOVES },
	[PLAGUE_POISON] = { poison, TALLY_POISONS },
	[PLAGUE_SHADOW] = { kill_shadow, TALLY_SHADOWS },
};

void
nemesis_act(struct nemesis *n, uint64_t now_ns)
{
	int which;

	for (which = 0; which < PLAGUES; which++) {
		if (now_ns < n->plague_ns[which])
			continue;
		plague_later(n, (enum plague)which, now_ns);
		n->stage->toll.tally[plagues[which].tally] +=
		    plagues[which].strike(n);
	}
	act_at_points(n, now_ns);
	if (now_ns < n->kill_ns)
		return;
	if (n->stopped == 0) {
		attack(n, now_ns);
		return;
	}
	/* That pause was the stop's, so it is not counted. */
	kill_stopped(n);
	n->kill_ns = later(n, now_ns, n->low_ms, n->high_ms);
}

uint64_t
nemesis_due(const struct nemesis *n)
{
	uint64_t due_ns = n->kill_ns;
	int which;

	for (which = 0; which < PLAGUES; which++)
		if (n->plague_ns[which] < due_ns)
			due_ns = n->plague_ns[which];
	if (n->points.page != NULL && n->points.due_ns < due_ns)
		due_ns = n->points.due_ns;
	return due_ns;
}

void
nemesis_sleep(struct nemesis *n)
{
	kill_stopped(n);
	if (n->points.page != NULL)
		points_end(&n->points);
	n->stage->poison = false;
}
