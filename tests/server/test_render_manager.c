/*
 * Pictures in the server's folder: what is told of them, how long they stay,
 * and that no death of a process loses one or leaves one for ever.
 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/renders.h"
#include "clock.h"
#include "tests/server/framing.h"
#include "tests/server/pair.h"

#define FOLDER		"sock.renders"
#define MANAGED		"\"options\":{\"return_mode\":\"file_path\"}"
#define QUICK		"render_cleanup_interval=1"

TestSuite(render_manager, .fini = harness_fini, .timeout = 60 * SLOW);

static void
begin(const char *settings)
{
	s = server_start("%s", settings);
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"test\"]");
	call(&c, "goxel.fill_box", "{\"min\":[0,0,0],\"max\":[9,9,9],"
	    "\"color\":[255,128,0]}");
}

/* Render one, whose path lasts until the fourth next. */
static const char *
render(struct client *client)
{
	static char paths[4][256];
	static unsigned turn;
	const char *path, *reply = call(client, "goxel.render_scene",
	    "{\"project\":\"test\",\"width\":40,\"height\":30," MANAGED "}");

	if ((path = text_at(reply, "result.file.path")) == NULL)
		wrong("no picture: %s", reply);
	return strcpy(paths[turn++ % 4], path);
}

static bool
is_gone(const void *path)
{
	return access(path, F_OK) != 0;
}

static void
await_gone(const char *path)
{
	if (!soon(is_gone, path, PATIENCE_MS + 5000))
		wrong("%s is still there", path);
}

static void
expect_count(struct client *client, int count)
{
	char text[16];

	snprintf(text, sizeof text, "%d", count);
	expect(call(client, "goxel.list_renders", NULL), "result.count",
	    text);
}

/* The checksum of a file's bytes, in quotes. */
static const char *
checksum_of(const char *path)
{
	static char bytes[1 << 16], quoted[12];
	int fd = open(path, O_RDONLY);
	ssize_t len = read(fd, bytes, sizeof bytes);
	char sum[9];

	cr_assert(len > 0 && len < (ssize_t)sizeof bytes);
	close(fd);
	renders_checksum(bytes, (size_t)len, sum);
	snprintf(quoted, sizeof quoted, "\"%s\"", sum);
	return quoted;
}

static const char *
number_text(double number)
{
	static char text[4][24];
	static unsigned turn;

	snprintf(text[turn % 4], sizeof text[0], "%.0f", number);
	return text[turn++ % 4];
}

/* The fields of an object stand in this order. */
static void
expect_order(const char *reply, const char *const *fields)
{
	const char *at = strstr(reply, "\"result\"");
	char quoted[40];

	for (; *fields != NULL && at != NULL; fields++) {
		snprintf(quoted, sizeof quoted, "\"%s\":", *fields);
		at = strstr(at, quoted);
	}
	if (at == NULL)
		wrong("%s is not where it should be: %s", fields[-1], reply);
}

Test(render_manager, file_path_reply_tells_the_file_that_is_there)
{
	static const char *const order[] = { "success", "file", "path",
	    "size", "format", "dimensions", "width", "height", "checksum",
	    "created_at", "expires_at", NULL };
	char path[256], start[300];
	const char *reply;
	double created;
	struct stat st;

	begin("workers=1");
	reply = call(&c, "goxel.render_scene", "{\"width\":40,\"height\":30,"
	    MANAGED "}");
	expect(reply, "result.success", "true");
	strcpy(path, text_at(reply, "result.file.path"));
	expect_png(path, 40, 30);
	cr_assert_eq(stat(path, &st), 0);
	created = number_at(reply, "result.file.created_at");
	snprintf(start, sizeof start, "%s/" FOLDER "/render_%.0f_auto%.0f_",
	    s.dir, created, created);
	cr_assert_eq(strncmp(path, start, strlen(start)), 0, "%s", path);
	expect(reply, "result.file.size", number_text((double)st.st_size));
	expect(reply, "result.file.format", "\"png\"");
	expect(reply, "result.file.dimensions",
	    "{\"width\":40,\"height\":30}");
	expect(reply, "result.file.checksum", checksum_of(path));
	expect(reply, "result.file.expires_at", number_text(created + 3600));
	cr_assert_leq(abs((int)(created - (double)time(NULL))), 5);
	expect_order(reply, order);
	expect_none(reply, "result.width");
	end();
}

Test(render_manager, info_and_list_tell_every_field_in_order)
{
	static const char *const order[] = { "success", "render", "path",
	    "size", "format", "dimensions", "checksum", "created_at",
	    "expires_at", "session_id", "ttl_remaining", NULL };
	const char *path, *reply;
	double left;

	begin("workers=2 render_ttl=500");
	path = render(&c);
	reply = callf(&c, "goxel.get_render_info", "[\"%s\"]", path);
	expect_order(reply, order);
	expect(reply, "result.render.checksum", checksum_of(path));
	expect(reply, "result.render.dimensions",
	    "{\"width\":40,\"height\":30}");
	left = number_at(reply, "result.render.ttl_remaining");
	cr_assert(left > 480 && left <= 500);
	expect(reply, "result.render.expires_at", number_text(500 +
	    number_at(reply, "result.render.created_at")));
	cr_assert_eq(strncmp(text_at(reply, "result.render.session_id"),
	    "auto", 4), 0);
	reply = callf(&c, "goxel.get_render_info", "{\"path\":\"%s\"}", path);
	expect(reply, "result.success", "true");
	render(&c);
	reply = call(&c, "goxel.list_renders", NULL);
	expect(reply, "result.count", "2");
	expect_some(reply, "result.renders.1.session_id");
	expect_none(reply, "result.renders.2");
	end();
}

Test(render_manager, stats_tell_how_much_there_is_and_may_be)
{
	const char *reply;
	struct stat st;

	begin("workers=1 render_ttl=77 render_max_size=1000000");
	stat(render(&c), &st);
	reply = call(&c, "goxel.get_render_stats", NULL);
	expect(reply, "result.count", "1");
	expect(reply, "result.total_size", number_text((double)st.st_size));
	expect(reply, "result.max_size", "1000000");
	expect(reply, "result.ttl", "77");
	expect(reply, "result.cleanup_interval", "300");
	expect(reply, "result.freed_bytes", "0");
	end();
}

Test(render_manager, errors_have_the_old_codes_and_words)
{
	const char *path;

	begin("workers=1");
	path = render(&c);
	expect(call(&c, "goxel.get_render_info", "[\"/etc/passwd\"]"),
	    "error", "{\"code\":-1020,\"message\":\"Render not found: "
	    "File not found\",\"data\":{\"reason\":\"File not found\"}}");
	expect(call(&c, "goxel.cleanup_render", "[\"/etc/passwd\"]"),
	    "error", "{\"code\":-1021,\"message\":\"Failed to cleanup "
	    "render: File not found\",\"data\":{\"reason\":\"File not "
	    "found\"}}");
	expect(call(&c, "goxel.get_render_info", NULL), "error",
	    "{\"code\":-32602,\"message\":\"Must specify path parameter\"}");
	expect(callf(&c, "goxel.cleanup_render", "[\"%s\"]", path), "result",
	    "{\"success\":true,\"message\":\"Render cleaned up "
	    "successfully\"}");
	cr_assert(is_gone(path));
	expect(callf(&c, "goxel.cleanup_render", "[\"%s\"]", path),
	    "error.message",
	    "\"Failed to cleanup render: File not found\"");
	expect_count(&c, 0);
	end();
}

/* One request in a framing, with ids of its own. */
static const char *
ask(struct client *client, enum framing framing, const char *method,
    const char *params)
{
	static uint32_t id = 100;
	char text[600];
	int len = snprintf(text, sizeof text, "{\"jsonrpc\":\"2.0\",\"id\":"
	    "%u,\"method\":\"%s\",\"params\":%s}", ++id, method, params);

	framing_say(client, framing, id, text, (size_t)len);
	return framing_hear(client, framing, id);
}

static void
picture_lives_and_dies(struct client *client, enum framing framing)
{
	char path[300];
	const char *reply = ask(client, framing, "goxel.render_scene",
	    "{\"project\":\"test\",\"width\":8,\"height\":8," MANAGED "}");

	snprintf(path, sizeof path, "[\"%s\"]",
	    text_at(reply, "result.file.path"));
	expect(ask(client, framing, "goxel.get_render_info", path),
	    "result.success", "true");
	expect(ask(client, framing, "goxel.list_renders", "[]"),
	    "result.count", "1");
	expect(ask(client, framing, "goxel.cleanup_render", path),
	    "result.message", "\"Render cleaned up successfully\"");
	expect(ask(client, framing, "goxel.get_render_info", path),
	    "error.message", "\"Render not found: File not found\"");
	expect(ask(client, framing, "goxel.list_renders", "{}"), "result",
	    "{\"success\":true,\"count\":0,\"renders\":[]}");
}

Test(render_manager, picture_lives_and_dies_in_each_framing)
{
	enum framing framing;
	struct client framed;

	begin("workers=2");
	for (framing = 0; framing < FRAMINGS; framing++) {
		framed = client_open(&s, DOOR_TCP);
		framing_greet(&framed, framing);
		picture_lives_and_dies(&framed, framing);
		client_close(&framed);
	}
	end();
}

Test(render_manager, without_a_folder_the_old_words_are_said)
{
	begin("workers=1 render_dir=off");
	expect(call(&c, "goxel.render_scene", "{" MANAGED "}"), "error",
	    "{\"code\":-32603,\"message\":\"Render manager not available, "
	    "file transfer mode disabled\"}");
	expect(call(&c, "goxel.list_renders", NULL), "error",
	    "{\"code\":-32603,\"message\":\"Render manager not "
	    "available\"}");
	end();
}

Test(render_manager, folder_is_its_owners_alone_and_each_servers_own)
{
	struct stat st;

	begin("workers=1");
	cr_assert_eq(stat(in_dir(&s, FOLDER), &st), 0);
	cr_assert_eq(st.st_mode & 07777, 0700);
	cr_assert_eq(st.st_uid, geteuid());
	end();
}

Test(render_manager, folder_that_others_may_write_to_is_refused_at_start)
{
	char settings[200];

	s = server_prepare("workers=1");
	mkdir(in_dir(&s, "open"), 0700);
	chmod(in_dir(&s, "open"), 0777);
	snprintf(settings, sizeof settings, "workers 1\nrender_dir %s\n",
	    in_dir(&s, "open"));
	server_settings(&s, settings);
	server_spawn(&s, NULL);
	cr_assert_eq(server_exit(&s, PATIENCE_MS), 1);
	await_log(&s, "others may write to it");
	server_forget(&s);
}

Test(render_manager, default_folder_that_cannot_be_used_is_done_without)
{
	s = server_prepare("workers=1");
	cr_assert_eq(symlink("/tmp", in_dir(&s, FOLDER)), 0);
	server_spawn(&s, NULL);
	server_await(&s);
	await_log(&s, "render_scene refuses return_mode file_path");
	c = client_open(&s, DOOR_UNIX);
	expect_error(call(&c, "goxel.list_renders", NULL), -32603);
	end();
}

Test(render_manager, environment_of_the_old_daemon_is_honoured)
{
	char folder[] = "/tmp/goxeld-test-XXXXXX";
	const char *reply;

	cr_assert_not_null(mkdtemp(folder));
	setenv("GOXEL_RENDER_DIR", folder, 1);
	setenv("GOXEL_RENDER_TTL", "123", 1);
	setenv("GOXEL_RENDER_MAX_SIZE", "4567", 1);
	setenv("GOXEL_RENDER_CLEANUP_INTERVAL", "8", 1);
	begin("workers=1");
	cr_assert_eq(strncmp(render(&c), folder, strlen(folder)), 0);
	reply = call(&c, "goxel.get_render_stats", NULL);
	expect(reply, "result.ttl", "123");
	expect(reply, "result.max_size", "4567");
	expect(reply, "result.cleanup_interval", "8");
	end();
	cr_assert_neq(access(folder, F_OK), 0);
}

Test(render_manager, tcp_client_may_render_into_the_folder)
{
	struct client tcp;
	const char *path;

	begin("workers=2");
	tcp = client_open(&s, DOOR_TCP);
	path = render(&tcp);
	expect_png(path, 40, 30);
	expect_count(&c, 1);
	client_close(&tcp);
	end();
}

Test(render_manager, picture_goes_when_its_time_is_over)
{
	uint64_t began_ms, lived_ms;
	const char *path;

	begin("workers=2 render_ttl=2 " QUICK);
	began_ms = clock_ms();
	path = render(&c);
	await_gone(path);
	lived_ms = clock_ms() - began_ms;
	/* Its birth is told in whole seconds. */
	cr_assert_geq(lived_ms, 1000);
	cr_assert_leq(lived_ms, 5000 * SLOW);
	expect_count(&c, 0);
	expect(call(&c, "goxel.get_render_stats", NULL), "result.removed",
	    "1");
	end();
}

/* What the one before would find if nothing expired. */
Test(render_manager, picture_whose_time_is_not_over_stays)
{
	const char *path;

	begin("workers=2 render_ttl=60 " QUICK);
	path = render(&c);
	usleep(3500000);
	cr_assert_eq(access(path, F_OK), 0);
	end();
}

Test(render_manager, excess_goes_oldest_first)
{
	const char *first, *second, *third;
	char settings[100];
	struct stat st;

	begin("workers=1 " QUICK);
	first = render(&c);
	stat(first, &st);
	usleep(1100000);
	second = render(&c);
	usleep(1100000);
	third = render(&c);
	expect_count(&c, 3);
	snprintf(settings, sizeof settings, "workers 1\nrender_max_size %jd\n"
	    "render_cleanup_interval 1\n", (intmax_t)st.st_size * 3 - 1);
	server_settings(&s, settings);
	reload(&s);
	await_gone(first);
	cr_assert_eq(access(second, F_OK), 0);
	cr_assert_eq(access(third, F_OK), 0);
	server_settings(&s, "workers 1\nrender_max_size 1\n"
	    "render_cleanup_interval 1\n");
	reload(&s);
	await_gone(second);
	usleep(1500000);
	cr_assert_eq(access(third, F_OK), 0, "the newest stays");
	end();
}

Test(render_manager, cleanup_expired_does_it_at_once)
{
	const char *path, *reply;

	begin("workers=1 render_ttl=1");
	/* The worker sweeps once in its first seconds. */
	usleep(2100000);
	path = render(&c);
	usleep(2100000);
	cr_assert_eq(access(path, F_OK), 0);
	reply = call(&c, "goxel.cleanup_expired", NULL);
	expect(reply, "result.removed", "1");
	cr_assert_gt(number_at(reply, "result.freed_bytes"), 0);
	cr_assert(is_gone(path));
	end();
}

Test(render_manager, pictures_of_killed_workers_are_listed_and_expire)
{
	pid_t pids[WORKERS_MAX];
	const char *path;
	unsigned n;

	begin("workers=2 render_ttl=3 " QUICK);
	path = render(&c);
	kill_worker(&s, project_worker(&s, "test"));
	expect_count(&c, 1);
	for (n = worker_pids(&s, pids); n > 0; n--)
		kill_worker(&s, pids[n - 1]);
	await_workers(&s, 2, pids[0]);
	expect(callf(&c, "goxel.get_render_info", "[\"%s\"]", path),
	    "result.success", "true");
	await_gone(path);
	expect_count(&c, 0);
	end();
}

/* Workers die younger than the interval, all the time. */
Test(render_manager, pictures_expire_although_the_first_worker_keeps_dying)
{
	pid_t pids[WORKERS_MAX];
	const char *path;
	int i;

	begin("workers=1 render_ttl=1 restart_delay_max=0");
	path = render(&c);
	usleep(1100000);
	for (i = 0; i < 4 && !is_gone(path); i++) {
		await_workers(&s, 1, 0);
		worker_pids(&s, pids);
		kill_worker(&s, pids[0]);
		usleep(1500000 * SLOW);
	}
	cr_assert(is_gone(path));
	end();
}

Test(render_manager, render_whose_worker_dies_is_answered_with_a_whole_file)
{
	const char *reply;
	unsigned jobs = 0;
	pid_t pid;

	begin("workers=1");
	pid = project_worker(&s, "test");
	client_say(&c, "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":"
	    "\"goxel.render_scene\",\"params\":{\"width\":3000,\"height\":"
	    "3000,\"options\":{\"return_mode\":\"file_path\",\"samples\":4}"
	    "}}");
	while (jobs++ < 500 && counter(&s, "jobs") < 1)
		usleep(1000);
	kill_worker(&s, pid);
	reply = client_line(&c);
	expect(reply, "result.success", "true");
	expect_png(text_at(reply, "result.file.path"), 3000, 3000);
	end();
}

/* The master and every worker at once; the next server is in its folder. */
Test(render_manager, pictures_of_a_killed_server_are_its_successors)
{
	pid_t pids[WORKERS_MAX];
	const char *path;
	unsigned n;

	begin("workers=2 render_ttl=4 " QUICK);
	path = render(&c);
	n = worker_pids(&s, pids);
	server_signal(&s, SIGKILL);
	while (n > 0)
		kill(pids[--n], SIGKILL);
	server_reap(&s);
	client_close(&c);
	cr_assert_eq(access(path, F_OK), 0);
	server_spawn(&s, NULL);
	server_await(&s);
	c = client_open(&s, DOOR_UNIX);
	expect_count(&c, 1);
	await_gone(path);
	end();
}

static void
leave(const char *name)
{
	char path[100];

	snprintf(path, sizeof path, FOLDER "/%s", name);
	close(open(in_dir(&s, path), O_CREAT | O_WRONLY, 0600));
}

static bool
stays(const char *name)
{
	char path[100];
	struct stat st;

	snprintf(path, sizeof path, FOLDER "/%s", name);
	return lstat(in_dir(&s, path), &st) == 0;
}

Test(render_manager, what_is_not_the_servers_stays)
{
	static const char link[] = "render_1_auto1_00112233.png";
	const char *path;

	begin("workers=1 render_ttl=1 " QUICK);
	leave("mine.png");
	leave("render_1_auto1_0011223.png");
	cr_assert_eq(symlink("mine.png",
	    in_dir(&s, FOLDER "/render_1_auto1_00112233.png")), 0);
	path = render(&c);
	expect_error(callf(&c, "goxel.cleanup_render", "[\"%s\"]", link),
	    -1021);
	await_gone(path);
	cr_assert(stays("mine.png"));
	cr_assert(stays("render_1_auto1_0011223.png"));
	cr_assert(stays(link));
	client_close(&c);
	server_signal(&s, SIGTERM);
	cr_assert_eq(server_exit(&s, STOP_MS), 0);
	cr_assert(stays("mine.png"));
	cr_assert(stays("render_1_auto1_0011223.png"));
	cr_assert(stays(link));
	server_forget(&s);
}

Test(render_manager, orderly_end_removes_pictures_and_folder)
{
	begin("workers=2");
	render(&c);
	render(&c);
	client_close(&c);
	server_signal(&s, SIGTERM);
	cr_assert_eq(server_exit(&s, STOP_MS), 0);
	cr_assert_neq(access(in_dir(&s, FOLDER), F_OK), 0);
	server_forget(&s);
}

Test(render_manager, reload_keeps_pictures)
{
	const char *path;

	begin("workers=2");
	path = render(&c);
	reload(&s);
	expect(callf(&c, "goxel.get_render_info", "[\"%s\"]", path),
	    "result.success", "true");
	end();
}
