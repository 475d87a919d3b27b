/*
 * plan - what the command line of bench/load asks for
 */
#ifndef BENCH_LIB_PLAN_H
#define BENCH_LIB_PLAN_H

#include <stdbool.h>

#include "bench/lib/echo.h"
#include "bench/lib/herd.h"
#include "bench/lib/question.h"
#include "bench/lib/salvo.h"
#include "bench/lib/target.h"

struct plan {
	struct target	 target;
	struct salvo	 salvo;	/* closed with `depth` */
	enum echo_kind kind;		/* how replies are read */
	struct herd	 herd;		/* whose CPU time is reported */
	unsigned	 threads;
	unsigned	 connections;
	unsigned	 depth;		/* requests in a batch */
	unsigned	 idle;		/* connections to hold; 0: load */
	double		 seconds;	/* measured */
	double		 warmup;	/* seconds before */
	double		 rate;		/* requests a second; 0: closed loop */
	const char	*label;		/* first column of the CSV line */
	const char	*method;
	const char	*params;
	struct question	 question;	/* of --tool */
	bool		 csv;
	bool		 once;
	bool		 start;
	char		**command;	/* of --start; ends with NULL */
};

/* Read the command line; says what is wrong with it and exits. */
void	 plan_read(struct plan *p, int argc, char **argv);

void	 plan_fini(struct plan *p);

#endif
