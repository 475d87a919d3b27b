/*
 * facts - what handlers may know of the server around them
 *
 * The services of a call fill them in; texts last as long as the call.
 */
#ifndef WORKER_METHOD_FACTS_H
#define WORKER_METHOD_FACTS_H

#include <stdbool.h>
#include <stdint.h>

/* What list_projects and others may know of a project. */
struct project_facts {
	const char	*name;
	uint64_t	 revision;
	uint32_t	 worker;
	bool		 current;	/* the server's current one */
	bool		 open;		/* not in the store alone */
};

/* What list_jobs may know of a job. */
struct running_facts {
	uint64_t	 id;
	const char	*method;
	const char	*project;	/* "": about none, or it is gone */
	double		 seconds;	/* since it began, or began to wait */
	uint32_t	 percent;
	uint32_t	 worker;	/* row */
	uint32_t	 place;		/* in its queue, from 1; 0: it runs */
};

struct server_facts {
	int64_t		 now;		/* unix seconds */
	uint64_t	 uptime_s;
	uint64_t	 clock_ms;	/* of no meaning but its difference */
	int		 master_pid;	/* the server, as its pid file tells */
	int		 worker_pid;	/* the process that serves this call */
	uint64_t	 script_memory;	/* bytes */
	const char	*files_root;
	/* Rendered pictures: NULL or "off" is no folder. */
	const char	*render_dir;
	int64_t		 render_ttl;		/* seconds */
	int64_t		 render_max_size;	/* bytes */
	int64_t		 render_interval;	/* seconds */
};

/* What the system must be asked for. */
struct usage_facts {
	uint64_t	 cpu_left_ms;	/* a job may still use */
	uint64_t	 memory;	/* bytes, of this process */
};

#endif
