/*
 * bounds - every limit that is not a setting, with its reason
 *
 * Each has a test at it and one beyond.  What an operator may want to change
 * is a setting (tbl/settings.h) instead.
 */
#ifndef INCLUDE_BOUNDS_H
#define INCLUDE_BOUNDS_H

/* Voxel coordinates: sums and differences of two never leave 32 bits, and a
 * float still tells neighbours apart. */
#define BOUND_COORD		(1 << 20)	/* -BOUND_COORD <= v < it */

/* 128^3 sectors a volume may hold: 2^20 reach over 10,000 voxels in every
 * direction and cost 32 MiB of table. */
#define BOUND_SECTORS		(1u << 20)

/* 16^3 tiles one edit may touch one by one (uniform sectors count as one):
 * half a second of work, the longest that others may wait for an edit. */
#define BOUND_EDIT_TILES	(1u << 16)

#define BOUND_EDIT_VOXELS (16u << 20)	/* listed one by one in an edit */
#define BOUND_LAYERS		1024		/* in an image */
/* In an image: every step of history holds a list of them. */
#define BOUND_MATERIALS		256
#define BOUND_CAMERAS		256
#define BOUND_NAME		255	/* bytes; what a .gox may hold */
#define BOUND_RENDER_SIDE	8192		/* pixels: 256 MiB of RGBA */

/* A project's history: small steps are 24 bytes each, 24 MiB in all.  Large
 * ones hold what later ones replaced: an eighth of a worker's memory, so that
 * a handful of busy projects fit in one; the newest step stays in any case.
 * Their count bounds what is walked when a project is made again. */
#define BOUND_UNDO_STEPS	(1u << 20)	/* of both kinds */
#define BOUND_UNDO_LARGE	4096u		/* large steps */
#define BOUND_UNDO_BYTES	(256u << 20)	/* held by them */

/* Keys of requests that may come again, and what was answered: some minutes
 * of a client that gives one with every edit. */
#define BOUND_KEY		128	/* bytes of a key */
#define BOUND_NOTE	16384	/* of a result: a path, escaped, and more */
#define BOUND_NOTES		100000		/* in a project */
#define BOUND_NOTES_BYTES	(32u << 20)	/* of them */

/* What a script prints, and its own volumes at a time, which are handles. */
#define BOUND_SCRIPT_OUTPUT	(1u << 20)	/* bytes */
#define BOUND_SCRIPT_VOLUMES	4096

#define BOUND_REQUEST		(32u << 20)	/* bytes of one request */
#define BOUND_REPLY		(128u << 20)	/* bytes of one reply */
#define BOUND_DEPTH		64		/* nesting of a JSON text */
#define BOUND_STRING		(1u << 20)	/* bytes of one JSON string */
#define BOUND_PENDING	(1u << 20) /* unsent bytes before it must read */
#define BOUND_BATCH		10000		/* requests in one batch */

/* Memory of one request: 16 M decoded voxels are 256 MiB. */
#define BOUND_REQUEST_MEM	(512u << 20)

#define BOUND_FILE		(1u << 30)	/* bytes of a model file read */
#define BOUND_WORKERS		64	/* worker rows in shared memory */
#define BOUND_PROJECTS		16384		/* open or stored, in all */
#define BOUND_PATH		1024	/* bytes of a client's file path */

/* An HTTP request beside its body, which is a request and has the limit of
 * one.  A client's cookies and tokens fit in a head four times over; a chunk's
 * line holds its size and a signature; trailers are not read. */
#define BOUND_HTTP_HEAD		(32u << 10)	/* bytes, the empty line too */
#define BOUND_HTTP_TARGET	(8u << 10)	/* bytes */
#define BOUND_HTTP_HEADERS	100
#define BOUND_HTTP_CHUNK_LINE	256		/* bytes before CR LF */
#define BOUND_HTTP_TRAILERS	(8u << 10)	/* bytes, the empty line too */
/* After its last reply, what still comes is read, so that the client can read
 * that reply. */
#define BOUND_LINGER		(1u << 20)	/* bytes */
#define BOUND_LINGER_MS		2000

#endif
