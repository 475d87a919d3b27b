/*
 * console - the stats socket for people: goxelctl stats on a terminal
 */
#include <cjson/cJSON.h>
#include <errno.h>
#include <histedit.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/ask.h"
#include "client/gauge.h"
#include "client/console.h"
#include "client/quit.h"
#include "text.h"

#define LINE_SIZE	1024		/* bytes of a command */
#define ANSWER_MAX	(1u << 20)	/* of a completion */
#define REMEMBERED	500		/* lines */

struct console {
	const struct target *target;
	EditLine	*edit;
	History		*history;
	char		 file[512];	/* of the history; "": none */
};

/* Bytes that two texts begin with alike. */
static size_t
count_alike(const char *a, const char *b)
{
	size_t n = 0;

	while (a[n] != '\0' && a[n] == b[n])
		n++;
	return n;
}

size_t
console_match(const char *answer, const char *typed, char *more, size_t size,
    struct buf *list)
{
	cJSON *rows = cJSON_Parse(answer);
	size_t count = 0, len = strlen(typed);
	const char *name;
	const cJSON *row;

	more[0] = '\0';
	cJSON_ArrayForEach(row, rows) {
		name = gauge_text(row, "command");
		if (strncmp(name, typed, len) != 0)
			continue;
		if (count++ == 0)
			text_copy(more, size, name + len);
		more[count_alike(more, name + len)] = '\0';
		buf_add_format(list, "%s\n", name);
	}
	cJSON_Delete(rows);
	return count;
}

/* The command that the cursor stands in, up to there. */
static void
find_typed(EditLine *edit, char *out, size_t size)
{
	const LineInfo *line = el_line(edit);
	const char *from = line->cursor;

	while (from > line->buffer && from[-1] != ';')
		from--;
	while (from < line->cursor && *from == ' ')
		from++;
	text_format(out, size, "%.*s", (int)(line->cursor - from), from);
}

/* What Tab does: go on as far as all agree, or else list them. */
static unsigned char
on_tab(EditLine *edit, int key)
{
	char typed[LINE_SIZE], more[LINE_SIZE], command[LINE_SIZE + 32];
	unsigned char result = CC_ERROR;
	struct buf answer, list;
	struct console *p;
	size_t count;

	(void)key;
	el_get(edit, EL_CLIENTDATA, &p);
	find_typed(edit, typed, sizeof typed);
	text_format(command, sizeof command, "complete %s json", typed);
	buf_init(&answer, ANSWER_MAX);
	buf_init(&list, ANSWER_MAX);
	count = !ask_stats(p->target, command, &answer) ? 0 :
	    console_match(answer.bytes, typed, more, sizeof more, &list);
	if (count > 0 && more[0] != '\0' && el_insertstr(edit, more) == 0) {
		result = CC_REFRESH;
	} else if (count > 1) {
		printf("\n%.*s", (int)list.len, list.bytes);
		result = CC_REDISPLAY;
	}
	buf_fini(&list);
	buf_fini(&answer);
	return result;
}

static char *
say_prompt(EditLine *edit)
{
	static char text[] = "goxeld> ";

	(void)edit;
	return text;
}

static void
on_interrupt(int number)
{
	(void)number;		/* poll ends, and with it the answer */
}

/* The answer as it comes, until it ends or the user ends it. */
static void
show_answer(struct link *link)
{
	struct pollfd fd = { .fd = link->fd, .events = POLLIN };

	while (poll(&fd, 1, -1) == 1 && link_receive(link) == 1) {
		fwrite(link->in.bytes, 1, link->in.len, stdout);
		fflush(stdout);
		buf_reset(&link->in);
	}
}

static void
ask(const struct console *p, const char *line)
{
	struct link link;

	if (!ask_send(p->target, line, &link)) {
		complain("no server listens on %s.stats: %s",
		    p->target->socket, strerror(errno));
		return;
	}
	show_answer(&link);
	link_close(&link);
}

static void
open_history(struct console *p)
{
	const char *home = getenv("HOME");
	HistEvent event;

	p->history = history_init();
	history(p->history, &event, H_SETSIZE, REMEMBERED);
	history(p->history, &event, H_SETUNIQUE, 1);
	if (home == NULL || home[0] == '\0')
		return;
	text_format(p->file, sizeof p->file, "%s/.goxelctl_history", home);
	history(p->history, &event, H_LOAD, p->file);
}

static void
close_history(struct console *p)
{
	mode_t before = umask(077);
	HistEvent event;

	if (p->file[0] != '\0')
		history(p->history, &event, H_SAVE, p->file);
	umask(before);
	history_end(p->history);
}

static void
open_editor(struct console *p)
{
	open_history(p);
	p->edit = el_init("goxelctl", stdin, stdout, stderr);
	if (p->edit == NULL || p->history == NULL)
		quit("stats: the terminal cannot be used");
	el_set(p->edit, EL_CLIENTDATA, p);
	el_set(p->edit, EL_PROMPT, say_prompt);
	el_set(p->edit, EL_EDITOR, "emacs");
	el_set(p->edit, EL_HIST, history, p->history);
	el_set(p->edit, EL_SIGNAL, 1);
	el_set(p->edit, EL_ADDFN, "complete", "complete a command", on_tab);
	el_set(p->edit, EL_BIND, "^I", "complete", NULL);
	el_source(p->edit, NULL);
}

/* One line; false: the user leaves. */
static bool
serve_line(struct console *p, char *line)
{
	HistEvent event;

	line[strcspn(line, "\r\n")] = '\0';
	if (line[strspn(line, " ;")] == '\0')
		return true;
	if (strcmp(line, "quit") == 0 || strcmp(line, "exit") == 0)
		return false;
	history(p->history, &event, H_ENTER, line);
	ask(p, line);
	return true;
}

int
console_command(const struct target *target)
{
	struct sigaction interrupt = { .sa_handler = on_interrupt };
	struct console p = { .target = target };
	char line[LINE_SIZE];
	const char *typed;
	bool stays = true;
	int len;

	sigaction(SIGINT, &interrupt, NULL);
	open_editor(&p);
	puts("`help` tells what there is; Tab completes, Ctrl-D ends.");
	while (stays) {
		typed = el_gets(p.edit, &len);
		if (typed == NULL && len == -1 && errno == EINTR)
			continue;
		if (typed == NULL || len <= 0)
			break;
		if (!text_copy(line, sizeof line, typed))
			complain("this command is too long");
		else
			stays = serve_line(&p, line);
	}
	if (stays)
		putchar('\n');
	close_history(&p);
	el_end(p.edit);
	return 0;
}
