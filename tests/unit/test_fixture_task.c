#include <criterion/criterion.h>
#include <string.h>

#include "worker/fixture_task.h"

static struct task_order order;

static void
make(const char *kind, uint64_t work_ms)
{
	order = (struct task_order){ .created_ms = 1000, .work_ms = work_ms };
	strcpy(order.kind, kind);
}

/* What it is at a time, after what came in. */
static void
expect(uint64_t now_ms, struct task_news news, enum task_status status,
    uint64_t updated_ms)
{
	struct task_view view = fixture_task_view(&order, &news, now_ms);

	cr_assert_eq(view.status, status, "%d at %d", view.status,
	    (int)now_ms);
	cr_assert_eq(view.updated_ms, updated_ms);
}

Test(fixture_task, works_as_long_as_it_takes)
{
	struct task_news none = { 0 };

	make("slow_compute", 50);
	expect(1000, none, TASK_WORKING, 1000);
	expect(1049, none, TASK_WORKING, 1000);
	expect(1050, none, TASK_COMPLETED, 1050);
	make("protocol_error_job", 50);
	expect(1050, none, TASK_FAILED, 1050);
}

Test(fixture_task, cancellation_counts_only_before_its_end)
{
	make("slow_compute", 50);
	expect(2000, (struct task_news){ .cancelled_ms = 1049 },
	    TASK_CANCELLED, 1049);
	expect(2000, (struct task_news){ .cancelled_ms = 1050 },
	    TASK_COMPLETED, 1050);
}

Test(fixture_task, waits_for_every_input_and_begins_with_the_last)
{
	make("multi_input", 50);
	expect(9000, (struct task_news){ 0 }, TASK_INPUT_REQUIRED, 1000);
	expect(9000, (struct task_news){ .answered = 2,
	    .answered_ms = 3000 }, TASK_INPUT_REQUIRED, 3000);
	expect(4049, (struct task_news){ .answered = 3,
	    .answered_ms = 4000 }, TASK_WORKING, 4000);
	expect(4050, (struct task_news){ .answered = 3,
	    .answered_ms = 4000 }, TASK_COMPLETED, 4050);
	expect(9000, (struct task_news){ .answered = 2, .answered_ms = 3000,
	    .cancelled_ms = 8000 }, TASK_CANCELLED, 8000);
}

Test(fixture_task, only_well_formed_answers_to_what_was_asked_are_inputs)
{
	static const char said[] = "{\"first\":{\"action\":\"accept\"},"
	    "\"second\":5,\"third\":{\"action\":\"accept\"}}";

	make("multi_input", 50);
	cr_assert_eq(fixture_task_inputs(&order, &(struct slice){ said,
	    sizeof said - 1 }), 1);
	cr_assert_eq(fixture_task_inputs(&order, &(struct slice){ NULL, 0 }),
	    0);
}
