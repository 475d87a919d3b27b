/*
 * renders - the folder of rendered pictures, and of exported files
 *
 * A picture that a client wants to fetch by its path is a file
 *
 *	render_<unix seconds>_<session>_<checksum>.png
 *
 * and a file that an agent wants to fetch by its id, which nobody can guess,
 *
 *	export_<unix seconds>_<id>_<checksum>.<format>
 *
 * in a folder that all processes of the server share.  All that is known of it
 * stands in its name, its size and its first bytes, so that no death of a
 * process loses a picture or leaves one behind that nobody knows.  It appears
 * whole, or not at all: it is written aside and renamed.  It is not waited for
 * until it is on the disk; one that a power cut has emptied is no picture.
 *
 * Only regular files of this pattern that are the server's own are looked at
 * or removed.  No symbolic link is followed, and no name has a slash.
 *
 * Everything may block on a disk and belongs into jobs.
 */
#ifndef BASE_RENDERS_H
#define BASE_RENDERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bounds.h"
#include "buf.h"
#include "err.h"

#define RENDERS_NAME	96	/* bytes of a file's name */
#define RENDERS_SESSION	32	/* of the session in it */
#define RENDERS_WHY	512	/* of a reason */
#define EXPORT_ID	30	/* letters of an export's id */
#define EXPORT_FORMAT	8	/* of its format, at most */

struct renders {
	int	 fd;
	char	 path[BOUND_PATH];	/* absolute */
};

/* One picture, or one export, whose session is its id. */
struct rendering {
	char	 name[RENDERS_NAME];
	bool	 is_export;
	char	 format[EXPORT_FORMAT + 1];	/* "png" */
	int64_t	 created;		/* unix seconds */
	char	 session[RENDERS_SESSION];
	char	 checksum[9];		/* of its bytes; see renders_checksum */
	uint64_t size;			/* bytes */
	/* Pixels; renders_list leaves them 0. */
	uint32_t width, height;
};

/*
 * Open the folder, made with mode 0700 if it is not there.  With words in
 * `why`: ERR_DENIED, it is another user's, a link, or others may write to it;
 * ERR_NO_FILE, ERR_FULL, ERR_IO.
 */
enum err renders_open(const char *path, struct renders *r,
	    char why[RENDERS_WHY]);
void	 renders_close(struct renders *r);

/* 8 hex digits: each byte is xored to what the bytes before it have left,
 * rotated left by one. */
void	 renders_checksum(const void *bytes, size_t len, char out[9]);

/*
 * Put a picture there; *out tells what it is called.  Two that are the same
 * get names of their own.  ERR_FULL: the disk is; ERR_DENIED, ERR_NO_FILE,
 * ERR_IO.
 */
enum err renders_put(const struct renders *r, int64_t now, const void *png,
	    size_t len, struct rendering *out);

/* Put an export there, of out->format: small letters and digits.  The rest of
 * *out is set; its session is its id.  Errors as above, and ERR_INTERNAL
 * without random numbers. */
enum err renders_put_export(const struct renders *r, int64_t now,
	    const struct buf *bytes, struct rendering *out);
/* Find it by its id, and append its bytes.  ERR_NO_FILE: there is none, or no
 * longer; ERR_TOO_BIG, ERR_IO. */
enum err renders_read_export(const struct renders *r, const char *id,
	    struct rendering *out, struct buf *bytes);

/* The name in a path that a client has sent: below this folder, or bare;
 * NULL: it is no picture's. */
const char *renders_name(const struct renders *r, const char *path);

/* ERR_NO_FILE; ERR_FORMAT, it is no PNG; ERR_DENIED, ERR_IO. */
enum err renders_look(const struct renders *r, const char *name,
	    struct rendering *out);

/* Remove one.  ERR_NO_FILE, ERR_DENIED, ERR_IO. */
enum err renders_remove(const struct renders *r, const char *name);

/* Every picture, oldest first; the list is the caller's to free.  ERR_IO. */
enum err renders_list(const struct renders *r, struct rendering **list,
	    size_t *count);
/* Every picture and every export. */
enum err renders_list_all(const struct renders *r, struct rendering **list,
	    size_t *count);

/* Call for each name in the folder, which may be removed then, until it says
 * false.  ERR_IO. */
typedef bool renders_visit(void *arg, const char *name);
enum err renders_each(const struct renders *r, renders_visit *visit,
	    void *arg);

/* The name is a picture's or an export's. */
bool	 renders_is_ours(const char *name);
/* The name is one under which a picture is written aside. */
bool	 renders_is_aside(const char *name);

#endif
