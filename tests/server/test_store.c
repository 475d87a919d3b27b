/*
 * test_store - what is on disk outlives the server
 *
 * A server here is killed with all its processes at once, which is as near to
 * a power cut as a process can come; tests/store goes nearer.
 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/server/pair.h"

TestSuite(store, .fini = harness_fini, .timeout = 60 * SLOW);

static void
begin(const char *settings)
{
	s = server_start("%s", settings);
	c = client_open(&s, DOOR_UNIX);
}

static pid_t
keeper(void)
{
	return (pid_t)counter(&s, "keeper");
}

/* Kill every process of the server, and start it again in its folder. */
static void
kill_everything(void)
{
	pid_t pids[WORKERS_MAX], last = keeper();
	unsigned i, count = worker_pids(&s, pids);

	/* The keeper first: it would use the time it is given. */
	kill(last, SIGKILL);
	server_signal(&s, SIGKILL);
	for (i = 0; i < count; i++)
		kill(pids[i], SIGKILL);
	server_reap(&s);
	client_close(&c);
	server_spawn(&s, NULL);
	server_await(&s);
	c = client_open(&s, DOOR_UNIX);
}

static void
add_voxels(int from, int to)
{
	for (; from < to; from++)
		callf(&c, "goxel.add_voxel", "[%d,2,3,255,0,0,255,0]", from);
}

static void
expect_voxels(int count)
{
	int i;

	call(&c, "goxel.open_project", "[\"test\"]");
	for (i = 0; i < count; i++)
		expect(callf(&c, "goxel.get_voxel", "[%d,2,3]", i),
		    "result.exists", "true");
	expect(callf(&c, "goxel.get_voxel", "[%d,2,3]", count),
	    "result.exists", "false");
}

Test(store, acknowledged_edits_outlive_the_death_of_everything)
{
	begin("durability=power workers=2");
	call(&c, "goxel.create_project", "[\"test\"]");
	add_voxels(0, 50);
	kill_everything();
	expect_voxels(50);
	end();
}

Test(store, history_outlives_the_death_of_everything)
{
	begin("durability=power workers=2");
	call(&c, "goxel.create_project", "[\"test\"]");
	add_voxels(0, 10);
	call(&c, "goxel.fill_box",
	    "{\"min\":[0,0,0],\"max\":[9,9,9],\"color\":[1,2,3,255]}");
	call(&c, "goxel.undo", NULL);
	kill_everything();
	expect_voxels(10);
	expect(call(&c, "goxel.redo", NULL), "result.success", "true");
	expect(call(&c, "goxel.get_voxel", "[9,9,9]"), "result.exists", "true");
	call(&c, "goxel.undo", NULL);
	call(&c, "goxel.undo", NULL);
	expect_voxels(9);
	end();
}

Test(store, edits_of_a_second_ago_outlive_it_with_durability_process)
{
	begin("workers=2");
	call(&c, "goxel.create_project", "[\"test\"]");
	add_voxels(0, 50);
	usleep(1000000);
	kill_everything();
	expect_voxels(50);
	end();
}

Test(store, orderly_end_stores_everything)
{
	begin("workers=2");
	call(&c, "goxel.create_project", "[\"test\"]");
	add_voxels(0, 50);
	client_close(&c);
	server_signal(&s, SIGTERM);
	cr_assert_eq(server_exit(&s, STOP_MS), 0);
	server_spawn(&s, NULL);
	server_await(&s);
	c = client_open(&s, DOOR_UNIX);
	expect_voxels(50);
	end();
}

Test(store, keeper_killed_again_and_again_loses_nothing)
{
	int i;

	begin("durability=power workers=2 restart_delay_max=0");
	call(&c, "goxel.create_project", "[\"test\"]");
	for (i = 0; i < 10; i++) {
		kill(keeper(), SIGKILL);
		add_voxels(10 * i, 10 * i + 10);
	}
	kill_everything();
	expect_voxels(100);
	end();
}

Test(store, closed_project_has_a_file_that_it_is_opened_from)
{
	char path[160];

	begin("workers=2");
	call(&c, "goxel.create_project", "[\"test\"]");
	add_voxels(0, 20);
	/* It must have its number. */
	usleep(300000);
	call(&c, "goxel.close_project", NULL);
	snprintf(path, sizeof path, "%s/data/projects/1.21.gox", s.dir);
	await_file(path);
	expect_voxels(20);
	/* It is one that anybody may load. */
	expect(callf(&c, "goxel.load_project",
	    "{\"path\":\"%s\",\"name\":\"copy\"}", path), "result.success",
	    "true");
	expect(call(&c, "goxel.get_voxel", "[19,2,3]"), "result.exists",
	    "true");
	end();
}

Test(store, damaged_file_is_noticed_and_the_journal_makes_it_good)
{
	char path[160];
	FILE *file;

	begin("workers=2");
	call(&c, "goxel.create_project", "[\"test\"]");
	add_voxels(0, 20);
	usleep(300000);
	call(&c, "goxel.close_project", NULL);
	snprintf(path, sizeof path, "%s/data/projects/1.21.gox", s.dir);
	await_file(path);
	usleep(300000);
	file = fopen(path, "r+e");
	fseek(file, 100, SEEK_SET);
	fputs("damage", file);
	fclose(file);
	kill_everything();
	expect_voxels(20);
	await_log(&s, "is damaged or gone");
	end();
}

Test(store, deleted_project_is_gone_after_the_death_of_everything)
{
	begin("durability=power workers=2");
	call(&c, "goxel.create_project", "[\"test\"]");
	add_voxels(0, 5);
	call(&c, "goxel.delete_project", NULL);
	/* A new one of the name has nothing of it. */
	call(&c, "goxel.create_project", "[\"test\"]");
	add_voxels(0, 1);
	kill_everything();
	expect(call(&c, "goxel.list_projects", NULL), "result.count", "1");
	expect_voxels(1);
	call(&c, "goxel.delete_project", NULL);
	kill_everything();
	expect(call(&c, "goxel.list_projects", NULL), "result.count", "0");
	end();
}

Test(store, a_folder_has_one_server)
{
	struct server other;
	char data[160];

	begin("workers=1");
	snprintf(data, sizeof data, "data_dir=%s/data", s.dir);
	other = server_prepare("%s", data);
	server_spawn(&other, NULL);
	cr_expect_eq(server_exit(&other, PATIENCE_MS), 1);
	cr_expect_not_null(strstr(server_file(&other, other.log),
	    "another server has it"));
	server_forget(&other);
	end();
}

Test(store, folder_that_others_may_write_to_is_refused)
{
	struct server open = server_prepare("workers=1");
	char data[160];

	snprintf(data, sizeof data, "%s/data", open.dir);
	mkdir(data, 0700);
	chmod(data, 0777);
	server_spawn(&open, NULL);
	cr_expect_eq(server_exit(&open, PATIENCE_MS), 1);
	cr_expect_not_null(strstr(server_file(&open, open.log),
	    "others may write to it"));
	server_forget(&open);
}

/* Try to fill a box of other voxels, until the disk is full. */
static bool
fill_up(const char *path)
{
	char block[4096] = { 1 };
	FILE *file = fopen(path, "we");
	bool full = false;
	int i;

	for (i = 0; i < 100000 && !full; i++)
		full = fwrite(block, sizeof block, 1, file) != 1;
	full |= fclose(file) != 0;
	return full;
}

Test(store, full_disk_refuses_edits_and_serves_on_and_recovers)
{
	char mount_at[160], big[200], setting[300];
	int i;
	bool refused = false;

	s = server_prepare("workers=1");
	snprintf(mount_at, sizeof mount_at, "%s/small", s.dir);
	mkdir(mount_at, 0700);
	if (mount("tmpfs", mount_at, "tmpfs", 0, "size=48m,mode=700") == -1)
		return;		/* only root can make a small disk */
	snprintf(setting, sizeof setting, "data_dir %s/data\n"
	    "durability power\nworkers 1\n", mount_at);
	server_settings(&s, setting);
	server_spawn(&s, NULL);
	server_await(&s);
	c = client_open(&s, DOOR_UNIX);
	call(&c, "goxel.create_project", "[\"test\"]");
	add_voxels(0, 5);
	snprintf(big, sizeof big, "%s/big", mount_at);
	cr_assert(fill_up(big));
	for (i = 0; i < 5000 && !refused; i++)
		refused = strstr(callf(&c, "goxel.add_voxel",
		    "[%d,9,9,255,0,0,255,0]", i), "storage full") != NULL;
	cr_expect(refused, "%d edits were taken", i);
	expect(call(&c, "goxel.get_voxel", "[4,2,3]"), "result.exists",
	    "true");
	unlink(big);
	await_log(&s, "has room again");
	expect(call(&c, "goxel.add_voxel", "[5,2,3,255,0,0,255,0]"),
	    "result.success", "true");
	kill_everything();
	expect_voxels(6);
	/* What was taken before the first refusal is there. */
	expect(callf(&c, "goxel.get_voxel", "[%d,9,9]", i - 2),
	    "result.exists", "true");
	client_close(&c);
	server_signal(&s, SIGTERM);
	cr_assert_eq(server_exit(&s, STOP_MS), 0);
	umount2(mount_at, MNT_DETACH);
	server_forget(&s);
}
