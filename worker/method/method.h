/*
 * method - what clients can ask for, and the call that carries one request
 *
 * From tbl/methods.h come, for each method, the struct of its parameters, the
 * prototype of its handler and its row here.  A door (JSON-RPC today) finds
 * the row, has the parameters decoded and the project found, and calls
 * method_run.  Handlers see neither JSON nor sockets: they read the struct,
 * apply edits to the context, and reply by the functions of reply.h.
 */
#ifndef WORKER_METHOD_METHOD_H
#define WORKER_METHOD_METHOD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json_key.h"
#include "buf.h"
#include "err.h"
#include "goxel/context.h"
#include "goxel/progress.h"
#include "mem.h"
#include "worker/method/param.h"
#include "worker/method/services.h"

/* Flags of a method; tbl/methods.h says what they mean. */
#define SERVER	1u
#define OPENS	2u
#define READS	4u
#define EDITS	8u
#define JOB	16u
#define WHOLE	32u
#define BARE	64u
#define AGENTS	128u
#define SHOWS	256u

#define CALL_WHY	1536		/* bytes of an error's words */

struct call;
struct json;		/* base/json.h: not for handlers */
struct json_out;

struct param {
	const char	*name;
	struct json_key	 key;		/* the same, as a client writes it */
	uint16_t	 name_len;
	uint16_t	 value;		/* offset of the value in the struct */
	uint16_t	 has;		/* offset of its has_<name> */
	uint8_t		 type;		/* enum param_type */
	bool		 must;
	bool		 named;		/* not by its position */
	const char	*doc;
};

struct method {
	const char	*name;
	unsigned	 flags;
	int		 number;	/* the old daemon's code, or 0 */
	const char	*words;
	const char	*doc;
	const char	*returns;
	const struct param *(*params)(void);
	uint16_t	 param_count;
	bool		 needs;		/* some parameter is a MUST */
	uint16_t	 in_size;	/* bytes of struct <id>_in */
	enum err	(*run)(struct call *c, const void *in);
};

/* Who is answered: an agent gets its results in MCP's way (tool.h). */
enum agent_era { AGENT_NONE, AGENT_LEGACY, AGENT_MODERN };

/* One request, from its decoding to its reply. */
struct call {
	const struct method	*method;
	const char		*preset;	/* of its alias; or NULL */
	const struct services	*services;
	void			*owner;		/* of the services */
	struct context		*context;	/* the project, or NULL */
	struct mem		*mem;		/* the request region */
	struct json_out		*out;		/* the result; see reply.h */
	const void		*in;		/* struct <id>_in, decoded */
	bool			 positional;	/* they came in an array */
	const char		*project;	/* the one it names */
	uint64_t		 expect_revision;
	bool			 expects;	/* expect_revision was given */
	const char		*request_key;	/* of an edit, or NULL */
	bool			 made;		/* the project, by this call */
	bool			 recalled;	/* the result is a noted one */
	bool			 trusted;	/* may name any file */
	const char		*subject;	/* of an old message: a path */
	struct buf		*edits;		/* made, encoded; or NULL */
	bool			 deferred;	/* a job: only encoded */
	bool			 raw;		/* the result may be bytes */
	_Atomic uint32_t	*percent;	/* of a job, seen; or NULL */
	enum agent_era		 agent;
	enum err		 err;
	char			 why[CALL_WHY];
};

/* All methods in table order, ended by a row without a name. */
extern const struct method methods[];
#define METHOD(id, ...)	METHOD_##id,
enum method_id {
#define PARAM(...)
#include "tbl/methods.h"
	METHOD_COUNT
};

/* Build the lookup table; once, before the first request. */
void	 methods_init(void);

/* The row of a name of `len` bytes, or NULL; and, for an alias, parameters
 * that come before the client's, as JSON, or NULL. */
const struct method *method_find(const char *name, size_t len,
    const char **preset);

/* The JSON schema of a parameter, as text. */
const char *method_schema(const struct param *param);

/*
 * Decode the parameters that `j` is about to read (its next token begins the
 * params value) into c->in, c->project, ...  With j NULL there are none.
 * ERR_PARAMS or ERR_TOO_BIG with c->why: `j` has passed the value all the
 * same, so that the door can go on to the id.  ERR_PARSE: it is no JSON.
 */
enum err method_decode(struct call *c, struct json *j);

/*
 * Before method_run, in the worker itself, for every method that OPENS: make
 * or find the project it is about and set c->context.  MOVE is passed on; of
 * a failure the words are set.  Nothing of the project changes here, so that
 * the handler of a JOB may run in a child afterwards.
 */
enum err method_open(struct call *c);

/* A JOB that is over in a moment, and needs no process of its own. */
bool	 method_is_light(const struct call *c);

/*
 * Run the handler: project, expect_revision, handler, in this order; the
 * project was found before.  OK: the result is in c->out.  WAIT and MOVE are
 * passed on.  Anything else: c->err and c->why are set, and what c->out got
 * meanwhile is of no use.
 */
enum err method_run(struct call *c);

/* Set the words of a failure and hand the code back. */
enum err fail(struct call *c, enum err err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * The one way a handler changes a project: applies the edit (in a job child:
 * hands it to the worker, which applies it when the job has ended well).
 * A failure has its words set.
 */
enum err call_edit(struct call *c, const struct edit *edit,
    struct edit_outcome *outcome);

/* The layer of an id; 0 or less is the active one.  NULL: failed with words. */
const struct layer *call_layer(struct call *c, int32_t id);

/* The id for an edit: `id` where there is such a layer, else 0: the active. */
uint32_t call_layer_or_active(const struct call *c, int32_t id);
/* 0 or less is layer 1, as in the old daemon, where there is one. */
uint32_t call_layer_or_first(const struct call *c, int32_t id);

/* How much of a job is done, in percent, for goxel.list_jobs and for whoever
 * waits; and what tells of work that takes it from one figure to another. */
void	 call_progress(struct call *c, unsigned percent);
struct progress call_progress_of(const struct call *c, unsigned from,
	    unsigned to);

/* The smallest box around the voxels of all layers; false: there is none. */
bool	 call_bounds(const struct call *c, bool exact, struct box *box);

#endif
