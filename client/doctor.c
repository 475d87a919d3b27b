/*
 * doctor - goxelctl doctor: is the server well, and what to do if not
 */
#include <stdio.h>
#include <string.h>

#include "client/doctor.h"
#include "client/examine.h"
#include "client/quit.h"

#define REPORT_MAX	(1u << 20)	/* bytes */

void
doctor_examine(const struct patient *p, struct findings *list)
{
	list->count = 0;
	liveness_examine(p, list);
	machine_examine(p, list);
	storage_examine(p, list);
	conflict_examine(p, list);
}

int
doctor_command(const struct target *target, int argc, char **argv)
{
	bool json = argc == 2 && strcmp(argv[1], "--json") == 0;
	struct findings list;
	struct patient p;
	struct buf out;

	if (argc > 1 && !json)
		quit("usage: goxelctl doctor [--json]");
	patient_open(&p, target);
	doctor_examine(&p, &list);
	patient_close(&p);
	buf_init(&out, REPORT_MAX);
	if (json)
		finding_json(&list, &out);
	else
		finding_text(&list, &out);
	fwrite(out.bytes, 1, out.len, stdout);
	buf_fini(&out);
	return (int)finding_worst(&list);
}
