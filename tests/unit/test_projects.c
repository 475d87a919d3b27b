/*
 * test_projects - the directory of projects, in memory shared with children
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shm/projects.h"

static struct projects *projects;

static void
start(void)
{
	projects = mmap(NULL, sizeof *projects, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	cr_assert_neq(projects, MAP_FAILED);
	projects_init(projects);
}

static void
finish(void)
{
	munmap(projects, sizeof *projects);
}

TestSuite(projects, .init = start, .fini = finish, .timeout = 20);

static int
add(const char *name, uint32_t worker)
{
	bool made;
	int row = projects_add(projects, name, worker, &made);

	cr_assert(made, "%s was there", name);
	return row;
}

static void
delete(int row)
{
	projects_remove(projects, (uint32_t)row,
	    projects->row[row].generation);
}

/* The current one's row, or -1. */
static int
current(void)
{
	return (int)atomic_load(&projects->current) - 1;
}

Test(projects, unknown_name_has_no_row)
{
	cr_assert_eq(projects_find(projects, ""), -1);
	cr_assert_eq(projects_find(projects, "castle"), -1);
	add("castle", 1);
	cr_assert_eq(projects_find(projects, "castl"), -1);
	cr_assert_eq(projects_find(projects, "castle2"), -1);
	cr_assert_eq(projects_find(projects, "Castle"), -1);
}

Test(projects, added_name_is_found_with_its_worker)
{
	int castle = add("castle", 3), tower = add("tower", 0);

	cr_assert_neq(castle, tower);
	cr_assert_eq(projects_find(projects, "castle"), castle);
	cr_assert_eq(projects_find(projects, "tower"), tower);
	cr_assert_eq(projects->row[castle].worker, 3);
	cr_assert_eq(projects->row[tower].worker, 0);
	cr_assert_str_eq(projects->row[castle].name, "castle");
	cr_assert_eq(projects->row[castle].revision, 0);
}

Test(projects, name_stays_with_who_added_it_first)
{
	bool made = true;
	int row = add("castle", 3);

	cr_assert_eq(projects_add(projects, "castle", 5, &made), row);
	cr_assert_not(made);
	cr_assert_eq(projects->row[row].worker, 3);
}

Test(projects, name_of_its_bound_is_kept_whole)
{
	char name[BOUND_NAME + 1];
	int row;

	memset(name, 'x', BOUND_NAME);
	name[BOUND_NAME] = '\0';
	row = add(name, 0);
	cr_assert_eq(projects_find(projects, name), row);
	name[BOUND_NAME - 1] = '\0';
	cr_assert_eq(projects_find(projects, name), -1);
}

Test(projects, removed_name_is_gone_and_its_row_used_again)
{
	int castle = add("castle", 1);
	uint32_t generation = projects->row[castle].generation;

	add("tower", 1);
	atomic_store(&projects->row[castle].revision, 99);
	delete(castle);
	cr_assert_eq(projects_find(projects, "castle"), -1);
	cr_assert_eq(add("moat", 2), castle, "the lowest unused row");
	cr_assert_neq(projects->row[castle].generation, generation);
	cr_assert_eq(projects->row[castle].revision, 0);
}

Test(projects, row_of_another_generation_is_not_removed)
{
	int row = add("castle", 1);
	uint32_t old = projects->row[row].generation, epoch;

	delete(row);
	add("tower", 1);
	epoch = atomic_load(&projects->epoch);
	projects_remove(projects, (uint32_t)row, old);
	cr_assert_eq(projects_find(projects, "tower"), row);
	cr_assert_eq(atomic_load(&projects->epoch), epoch);
}

Test(projects, selected_one_is_current_until_it_is_removed)
{
	int castle = add("castle", 1), tower = add("tower", 2);

	cr_assert_eq(current(), -1);
	projects_select(projects, (uint32_t)tower);
	cr_assert_eq(current(), tower);
	delete(castle);
	cr_assert_eq(current(), tower);
	delete(tower);
	cr_assert_eq(current(), -1);
}

Test(projects, dead_workers_projects_are_anothers_and_no_others)
{
	int castle = add("castle", 1), tower = add("tower", 2);
	int moat = add("moat", 1);

	projects_select(projects, (uint32_t)tower);
	cr_assert_eq(projects_reassign(projects, 1, 3), 2);
	cr_assert_eq(projects->row[castle].worker, 3);
	cr_assert_eq(projects->row[moat].worker, 3);
	cr_assert_eq(projects->row[tower].worker, 2);
	cr_assert_eq(projects_find(projects, "castle"), castle);
	cr_assert_eq(current(), tower);
	cr_assert_eq(projects_reassign(projects, 1, 3), 0);
}

/* What a worker remembers holds while the epoch stands. */
Test(projects, epoch_changes_with_every_change)
{
	uint32_t epoch[6];
	int i, k, row;

	epoch[0] = atomic_load(&projects->epoch);
	row = add("castle", 1);
	epoch[1] = atomic_load(&projects->epoch);
	projects_select(projects, (uint32_t)row);
	epoch[2] = atomic_load(&projects->epoch);
	delete(row);
	epoch[3] = atomic_load(&projects->epoch);
	add("tower", 1);
	epoch[4] = atomic_load(&projects->epoch);
	projects_reassign(projects, 1, 2);
	epoch[5] = atomic_load(&projects->epoch);
	for (i = 0; i < 6; i++)
		for (k = 0; k < i; k++)
			cr_assert_neq(epoch[i], epoch[k], "%d and %d", i, k);
}

Test(projects, epoch_stands_while_nothing_changes)
{
	uint32_t epoch;
	bool made;

	add("castle", 1);
	epoch = atomic_load(&projects->epoch);
	cr_assert_neq(epoch, 0, "a zeroed memory is never right");
	projects_find(projects, "castle");
	projects_add(projects, "castle", 2, &made);
	projects_reassign(projects, 7, 8);
	cr_assert_eq(atomic_load(&projects->epoch), epoch);
}

Test(projects, directory_holds_its_bound_and_not_more)
{
	char name[32];
	bool made;
	int i;

	for (i = 0; i < BOUND_PROJECTS; i++) {
		snprintf(name, sizeof name, "%d", i);
		cr_assert_eq(add(name, 0), i);
	}
	cr_assert_eq(projects_add(projects, "more", 0, &made), -1);
	cr_assert_not(made);
	cr_assert_eq(projects_find(projects, "more"), -1);
	cr_assert_eq(projects_add(projects, "4095", 0, &made), 4095);
	delete(1234);
	cr_assert_eq(add("more", 0), 1234);
	cr_assert_eq(projects_find(projects, "more"), 1234);
}

Test(projects, other_processes_see_it)
{
	bool made;
	int row;

	if (fork() == 0) {
		projects_add(projects, "castle", 4, &made);
		_exit(0);
	}
	wait(NULL);
	row = projects_find(projects, "castle");
	cr_assert_geq(row, 0);
	cr_assert_eq(projects->row[row].worker, 4);
}

Test(projects, lock_of_a_dead_process_is_recovered)
{
	int row = add("castle", 1), times;

	for (times = 0; times < 2; times++) {
		if (fork() == 0) {
			pthread_mutex_lock(&projects->lock);
			_exit(0);
		}
		wait(NULL);
		cr_assert_eq(projects_find(projects, "castle"), row);
		cr_assert_eq(projects_find(projects, "castle"), row);
	}
}

/* It died while it filled a row: `used` is stored last. */
Test(projects, row_half_filled_by_a_dead_process_is_none)
{
	add("castle", 1);
	if (fork() == 0) {
		pthread_mutex_lock(&projects->lock);
		strcpy(projects->row[1].name, "tower");
		projects->row[1].worker = 9;
		_exit(0);
	}
	wait(NULL);
	cr_assert_eq(projects_find(projects, "tower"), -1);
	cr_assert_eq(add("tower", 2), 1);
	cr_assert_eq(projects->row[1].worker, 2);
}

Test(projects, erased_row_waits_for_the_store_without_its_name)
{
	int row = add("castle", 1), other;

	projects_erase(projects, (uint32_t)row, projects->row[row].generation);
	cr_expect_eq(projects_find(projects, "castle"), -1);
	other = add("castle", 2);
	cr_expect_neq(other, row);
	projects_erased(projects, (uint32_t)row);
	cr_expect_eq(add("tower", 1), row);
	cr_expect_eq(projects_find(projects, "castle"), other);
}

Test(projects, restored_project_is_stored_and_has_its_number)
{
	int row = projects_restore(projects, "castle", 3, 17, 250);

	cr_assert_eq(projects_find(projects, "castle"), row);
	cr_expect(projects->row[row].stored);
	cr_expect_eq(projects->row[row].store_id, 17);
	cr_expect_eq(projects->row[row].revision, 250);
	cr_expect_eq(projects->row[row].worker, 3);
	delete(row);
	cr_expect_not(projects->row[add("castle", 1)].stored);
}

Test(projects, assigned_project_has_another_worker_and_a_new_epoch)
{
	int row = add("castle", 1);
	uint32_t epoch = projects->epoch;

	projects_assign(projects, (uint32_t)row, 2);
	cr_expect_eq(projects->row[row].worker, 2);
	cr_expect_neq(projects->epoch, epoch);
}

/* Die with the lock held and the names of all rows unlinked. */
static void
die_in_a_change(void)
{
	pthread_mutex_lock(&projects->lock);
	memset(projects->bucket, 0, sizeof projects->bucket);
	_exit(0);
}

Test(projects, death_in_the_middle_of_a_change_loses_no_name)
{
	int castle = add("castle", 1), tower = add("tower", 1);
	pid_t pid = fork();

	if (pid == 0)
		die_in_a_change();
	waitpid(pid, NULL, 0);
	cr_expect_eq(projects_find(projects, "castle"), castle);
	cr_expect_eq(projects_find(projects, "tower"), tower);
}

Test(projects, unselected_project_is_not_current_and_all_look_again)
{
	int castle = add("castle", 1), tower = add("tower", 1);
	uint32_t epoch;

	projects_select(projects, (uint32_t)castle);
	projects_unselect(projects, (uint32_t)tower);
	cr_expect_eq(current(), castle);
	epoch = projects->epoch;
	projects_unselect(projects, (uint32_t)castle);
	cr_expect_eq(current(), -1);
	cr_expect_neq(projects->epoch, epoch);
}
