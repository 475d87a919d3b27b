/*
 * top - goxelctl top: the running server on a terminal, once a second
 *
 * Rates are differences to the gauge of some seconds ago, because workers
 * tell their CPU time once a second.  A server that goes away is waited for.
 */
#include <curses.h>
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/gauge.h"
#include "client/overview.h"
#include "client/quit.h"
#include "client/screen.h"
#include "client/top.h"
#include "clock.h"
#include "text.h"

#define GAUGES		4	/* kept; the oldest is three seconds old */
#define PERIOD_MS	1000
#define MESSAGE_MS	5000	/* it stays that long */
#define ONCE_MS		2000	/* between the two gauges of --once */

enum mode { MODE_WATCH, MODE_FILTER, MODE_KILL };

struct top {
	const struct target *target;
	struct gauge	 gauge[GAUGES];	/* the newest first */
	int		 gauges;
	struct view	 view;
	enum mode	 mode;
	bool		 ended;
	uint64_t	 next_ms;	/* clock_ms of the next gauge */
	uint64_t	 said_ms;	/* clock_ms of the message */
	struct screen	 screen;
};

static struct readings
readings(const struct top *t)
{
	return (struct readings){ &t->gauge[0], &t->gauge[t->gauges - 1] };
}

/* Read the server again; false: it does not answer. */
static bool
look(struct top *t)
{
	struct gauge gauge;

	if (!gauge_take(t->target, &gauge))
		return false;
	if (t->gauges == GAUGES)
		gauge_fini(&t->gauge[--t->gauges]);
	memmove(&t->gauge[1], &t->gauge[0],
	    (size_t)t->gauges * sizeof gauge);
	t->gauge[0] = gauge;
	t->gauges++;
	return true;
}

/* What the person is to see for a while. */
static void __attribute__((format(printf, 2, 3)))
say(struct top *t, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(t->view.message, sizeof t->view.message, format, args);
	va_end(args);
	t->said_ms = clock_ms();
}

static int
style_of(enum screen_style style)
{
	return style == SCREEN_BOLD ? A_BOLD : style == SCREEN_REVERSE ?
	    A_REVERSE : A_NORMAL;
}

static void
show(struct top *t)
{
	const struct readings r = readings(t);
	int i;

	screen_reset(&t->screen, COLS, LINES);
	overview_draw(&t->screen, &r, &t->view);
	erase();
	for (i = 0; i < t->screen.lines && i < t->screen.height; i++) {
		attrset(style_of(t->screen.line[i].style));
		mvaddstr(i, 0, t->screen.line[i].text);
	}
	refresh();
}

/* Tell the server, and the person what it answered. */
static void
order(struct top *t, const char *verb, int worker)
{
	const char *said;
	char command[64];
	cJSON *answer;

	text_format(command, sizeof command, "%s worker %d json", verb,
	    worker);
	answer = gauge_ask(t->target, command);
	said = gauge_text(answer, "done");
	if (strcmp(said, "-") == 0)
		said = gauge_text(answer, "error");
	say(t, "%s worker %d: %s", verb, worker, answer == NULL ?
	    "the server does not answer" : said);
	cJSON_Delete(answer);
}

/* By the process id, since the death of a worker is nothing special. */
static void
kill_selected(struct top *t)
{
	const struct readings r = readings(t);
	const cJSON *row = overview_worker(&t->view, &r);
	double pid = gauge_number(row, "pid");

	if (pid < 2)
		say(t, "worker %d has no process", t->view.selected);
	else if (kill((pid_t)pid, SIGKILL) == -1)
		say(t, "process %.0f: %s", pid, strerror(errno));
	else
		say(t, "killed worker %d, process %.0f", t->view.selected,
		    pid);
}

static void
ask_to_kill(struct top *t)
{
	t->mode = MODE_KILL;
	say(t, "kill worker %d? y kills it, any other key does not",
	    t->view.selected);
}

static void
on_kill_key(struct top *t, int key)
{
	t->mode = MODE_WATCH;
	if (key == 'y' || key == 'Y')
		kill_selected(t);
	else
		say(t, "worker %d was not killed", t->view.selected);
}

static void
on_filter_key(struct top *t, int key)
{
	char *filter = t->view.filter;
	size_t len = strlen(filter);

	if (key == '\n' || key == '\r' || key == KEY_ENTER || key == 27) {
		t->mode = MODE_WATCH;
		if (key == 27)
			filter[0] = '\0';
		say(t, "%s", "");
		return;
	}
	if ((key == KEY_BACKSPACE || key == 127 || key == 8) && len > 0)
		filter[len - 1] = '\0';
	else if (key >= ' ' && key < 256 && key != 127 &&
	    len + 1 < sizeof t->view.filter) {
		filter[len] = (char)key;
		filter[len + 1] = '\0';
	}
	say(t, "filter: %s_  (return keeps it, escape clears it)", filter);
}

static void
sort_workers(struct top *t)
{
	static const char *const names[] = { "number", "load",
	    "requests a second", "connections", "p99" };

	t->view.sort = (t->view.sort + 1) % OVERVIEW_SORTS;
	say(t, "workers by %s", names[t->view.sort]);
}

static void
sort_methods(struct top *t)
{
	static const char *const names[] = { "calls a second", "p99",
	    "errors" };

	t->view.rank = (t->view.rank + 1) % OVERVIEW_RANKS;
	say(t, "methods by %s", names[t->view.rank]);
}

static void
select_worker(struct top *t, int step)
{
	const struct readings r = readings(t);

	overview_move(&t->view, &r, step);
	say(t, "%s", "");
}

/* Keys that need a worker. */
static void
on_worker_key(struct top *t, int key)
{
	if (t->view.selected < 0)
		say(t, "select a worker first, by the arrow keys");
	else if (key == 'd')
		order(t, "drain", t->view.selected);
	else if (key == 'u')
		order(t, "undrain", t->view.selected);
	else
		ask_to_kill(t);
}

static void
pause_or_go_on(struct top *t)
{
	t->view.paused = !t->view.paused;
	t->next_ms = 0;
}

static void
on_watch_key(struct top *t, int key)
{
	switch (key) {
	case 'q':
		t->ended = true;
		break;
	case 'h':
	case '?':
		t->view.help = true;
		break;
	case ' ':
	case 'p':
		pause_or_go_on(t);
		break;
	case 's':
		sort_workers(t);
		break;
	case 'm':
		sort_methods(t);
		break;
	case '/':
		t->mode = MODE_FILTER;
		on_filter_key(t, ERR);
		break;
	case KEY_UP:
	case 'k':
		select_worker(t, -1);
		break;
	case KEY_DOWN:
	case 'j':
		select_worker(t, 1);
		break;
	case 'd':
	case 'u':
	case 'K':
		on_worker_key(t, key);
		break;
	default:
		break;
	}
}

static void
on_key(struct top *t, int key)
{
	/* The next turn of the loop draws in the new size. */
	if (key == KEY_RESIZE)
		return;
	if (t->mode == MODE_KILL)
		on_kill_key(t, key);
	else if (t->mode == MODE_FILTER)
		on_filter_key(t, key);
	else if (t->view.help)
		t->view.help = false;
	else
		on_watch_key(t, key);
}

static void
look_when_due(struct top *t)
{
	if (t->mode == MODE_WATCH && clock_ms() - t->said_ms > MESSAGE_MS)
		say(t, "%s", "");
	if (clock_ms() < t->next_ms || t->view.paused)
		return;
	t->next_ms = clock_ms() + PERIOD_MS;
	if (!look(t))
		say(t, "the server does not answer");
}

static void
end_screen(void)
{
	if (!isendwin())
		endwin();
}

static void
begin_screen(void)
{
	if (initscr() == NULL)
		quit("the terminal cannot be used");
	atexit(end_screen);
	cbreak();
	noecho();
	curs_set(0);
	set_escdelay(100);
	keypad(stdscr, TRUE);
}

static void
watch(struct top *t)
{
	uint64_t now;
	int key;

	begin_screen();
	while (!t->ended) {
		look_when_due(t);
		show(t);
		now = clock_ms();
		timeout(t->view.paused || now >= t->next_ms ? PERIOD_MS :
		    (int)(t->next_ms - now));
		if ((key = getch()) != ERR)
			on_key(t, key);
	}
	end_screen();
}

static void
print_once(struct top *t)
{
	const char *columns = getenv("COLUMNS");
	const struct readings r = { &t->gauge[0], &t->gauge[1] };
	int64_t width = 80;
	int i;

	if (columns != NULL)
		text_integer(columns, 40, SCREEN_WIDTH, &width);
	napms(ONCE_MS);
	if (!look(t))
		quit("the server of %s has gone", t->target->socket);
	screen_reset(&t->screen, (int)width, SCREEN_HEIGHT);
	t->view.selected = -1;
	overview_draw(&t->screen, &r, &t->view);
	for (i = 0; i < t->screen.height - 1; i++)
		if (t->screen.line[i].len > 0)
			puts(t->screen.line[i].text);
}

int
top_command(const struct target *target, int argc, char **argv)
{
	static struct top top;
	bool once = argc == 2 && strcmp(argv[1], "--once") == 0;

	if (argc > 1 && !once)
		quit("usage: goxelctl top [--once]");
	setlocale(LC_ALL, "");
	top.target = target;
	top.view.selected = -1;
	if (!look(&top))
		quit("no server listens on %s.stats; name its socket with -s",
		    target->socket);
	if (once)
		print_once(&top);
	else if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		quit("top needs a terminal; goxelctl top --once does not");
	else
		watch(&top);
	return 0;
}
