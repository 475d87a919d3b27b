/*
 * prey - the server that is hunted
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "buf.h"
#include "clock.h"
#include "log.h"
#include "text.h"
#include "tests/chaos/prey.h"

#define START_MS	(5000 * SLOW)
#define STOP_MS		(5000 * SLOW)
#define ANSWER_S	(10 * SLOW)
#define PREY_ARGUMENTS	40
#define LOG_SHOWN	4000		/* bytes of the log of a failed run */

static void __attribute__((noreturn))
become_server(const struct prey *p, unsigned workers)
{
	const char *build = getenv("BUILD");
	char program[256], count[16], log[128], data[128];
	/* A request that is run ten times in vain was not just unlucky. */
	const char *argv[PREY_ARGUMENTS] = { program, "-f", "-s", p->socket,
	    "-j", count, "-o", log, "-o", data, "-o", "listen=127.0.0.1:0",
	    "-o", "attempts=10", "-o", "restart_limit=1024",
	    "-o", "restart_delay_max=0" };
	const char **end = argv;
	unsigned i;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* It tells people what to try. */
	dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDOUT_FILENO);
	snprintf(program, sizeof program, "%s/goxeld",
	    build == NULL ? "build" : build);
	snprintf(count, sizeof count, "%u", workers);
	snprintf(log, sizeof log, "log=%s", p->log);
	snprintf(data, sizeof data, "data_dir=%s/data", p->dir);
	while (*end != NULL)
		end++;
	for (i = 0; i < p->settings; i++) {
		*end++ = "-o";
		*end++ = p->setting[i];
	}
	execv(program, (char *const *)argv);
	perror(program);
	_exit(127);
}

static void
show_log(const struct prey *p)
{
	FILE *file = fopen(p->log, "re");
	char text[LOG_SHOWN];
	size_t len;

	if (file == NULL)
		return;
	if (fseek(file, -LOG_SHOWN, SEEK_END) == -1)
		rewind(file);
	len = fread(text, 1, sizeof text, file);
	fprintf(stderr, "---- the end of the server's log:\n%.*s",
	    (int)len, text);
	fclose(file);
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st, (void)kind, (void)ftw;
	return remove(path);
}

static void
remove_folder(const struct prey *p)
{
	nftw(p->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void __attribute__((noreturn))
give_up(const struct prey *p)
{
	kill(p->pid, SIGKILL);
	show_log(p);
	remove_folder(p);
	fatal("the server does not start");
}

/* The port that it found, once it serves. */
static bool
find_port(struct prey *p)
{
	cJSON *info = prey_ask(p, "show info json");
	const char *listen = cJSON_GetStringValue(
	    cJSON_GetObjectItem(info, "listen"));
	double ready = cJSON_GetNumberValue(
	    cJSON_GetObjectItem(info, "workers_ready"));

	if (listen != NULL && strrchr(listen, ':') != NULL && ready > 0)
		p->port = atoi(strrchr(listen, ':') + 1);
	cJSON_Delete(info);
	return p->port != 0;
}

void
prey_start(struct prey *p, unsigned workers)
{
	uint64_t until_ms = clock_ms() + START_MS;

	text_copy(p->dir, sizeof p->dir, "/tmp/goxeld-chaos.XXXXXX");
	if (mkdtemp(p->dir) == NULL)
		fatal("no temporary folder");
	snprintf(p->socket, sizeof p->socket, "%s/sock", p->dir);
	snprintf(p->stats, sizeof p->stats, "%s.stats", p->socket);
	snprintf(p->log, sizeof p->log, "%s/log", p->dir);
	p->pid = fork();
	if (p->pid == -1)
		fatal("no process for the server");
	if (p->pid == 0)
		become_server(p, workers);
	while (!find_port(p)) {
		if (clock_ms() > until_ms ||
		    waitpid(p->pid, NULL, WNOHANG) == p->pid)
			give_up(p);
		poll(NULL, 0, 10);
	}
}

bool
prey_stop(struct prey *p)
{
	uint64_t until_ms = clock_ms() + STOP_MS;
	int status = -1;

	kill(p->pid, SIGTERM);
	while (waitpid(p->pid, &status, WNOHANG) == 0) {
		if (clock_ms() > until_ms) {
			fprintf(stderr, "the server does not stop\n");
			kill(p->pid, SIGKILL);
			waitpid(p->pid, &status, 0);
			break;
		}
		poll(NULL, 0, 10);
	}
	if (status != 0)
		show_log(p);
	remove_folder(p);
	return status == 0;
}

/* The children of one thread of the master. */
static unsigned
add_children(const struct prey *p, const char *thread, pid_t *pids,
    unsigned count)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/task/%.20s/children",
	    (int)p->pid, thread);
	if ((file = fopen(path, "re")) == NULL)
		return count;
	while (count < PREY_WORKERS && fscanf(file, "%d", &pids[count]) == 1)
		count++;
	fclose(file);
	return count;
}

unsigned
prey_workers(const struct prey *p, pid_t pids[PREY_WORKERS])
{
	const struct dirent *entry;
	unsigned count = 0;
	char path[64];
	DIR *dir;

	snprintf(path, sizeof path, "/proc/%d/task", (int)p->pid);
	if ((dir = opendir(path)) == NULL)
		return 0;
	while ((entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.')
			count = add_children(p, entry->d_name, pids, count);
	closedir(dir);
	return count;
}

static int
dial_unix(const char *path)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	text_copy(addr.sun_path, sizeof addr.sun_path, path);
	if (connect(fd, (struct sockaddr *)&addr, sizeof addr) == 0)
		return fd;
	close(fd);
	return -1;
}

static int
dial_tcp(int port)
{
	struct sockaddr_in addr = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;

	if (connect(fd, (struct sockaddr *)&addr, sizeof addr) == 0) {
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
		return fd;
	}
	close(fd);
	return -1;
}

int
prey_dial(const struct prey *p, bool tcp)
{
	int fd = tcp ? dial_tcp(p->port) : dial_unix(p->socket);

	if (fd != -1)
		fcntl(fd, F_SETFL, O_NONBLOCK);
	return fd;
}

/* Say one line and read one line, or all there is. */
static cJSON *
converse(const char *path, const char *line, bool whole)
{
	struct timeval limit = { .tv_sec = ANSWER_S };
	int fd = dial_unix(path);
	struct buf text = { .limit = 1u << 30 };
	cJSON *answer = NULL;
	ssize_t n = 0;
	char *room;

	if (fd == -1)
		return NULL;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
	send(fd, line, strlen(line), MSG_NOSIGNAL);
	send(fd, "\n", 1, MSG_NOSIGNAL);
	while ((room = buf_room(&text, 65536)) != NULL &&
	    (n = recv(fd, room, 65536, 0)) > 0) {
		text.len += (size_t)n;
		if (!whole && text.bytes[text.len - 1] == '\n')
			break;
	}
	if (n >= 0 && text.len > 0)
		answer = cJSON_ParseWithLength(text.bytes, text.len);
	buf_fini(&text);
	close(fd);
	return answer;
}

cJSON *
prey_ask(const struct prey *p, const char *command)
{
	return converse(p->stats, command, true);
}

bool
prey_order(const struct prey *p, const char *command)
{
	cJSON *answer = prey_ask(p, command);
	bool done = cJSON_GetObjectItem(answer, "done") != NULL;

	cJSON_Delete(answer);
	return done;
}

cJSON *
prey_call(const struct prey *p, const char *request)
{
	return converse(p->socket, request, false);
}
