/*
 * format - models to and from bytes
 *
 * Formats take and give buffers, never files: who reads a disk is above.  A
 * reader builds a new image and hands it over whole, or nothing and a reason.
 * Writers give the same bytes for the same image, whatever its history.
 */
#ifndef GOXEL_FORMAT_FORMAT_H
#define GOXEL_FORMAT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "err.h"
#include "goxel/format/mesh_options.h"
#include "goxel/image.h"

#define FORMAT_WHY	160	/* bytes of a reason */
#define FORMAT_LIST	160	/* and of the names of all formats */

/*
 * Tiles that one file may unpack to: 2 GiB, what a worker may use.  A file of
 * a few MiB could otherwise ask for a hundred times that.
 */
#ifndef FORMAT_TILES		/* fewer where a fuzzer is to be fast */
#define FORMAT_TILES	(1u << 17)
#endif

/* A file and another beside it. */
struct format_pair {
	struct buf	*out;
	const char	*name;		/* of the other, as the first says it */
	struct buf	*beside;
};

struct format {
	const char	*name;		/* "gox"; also the file's extension */
	const char	*doc;		/* one sentence */
	const char	*magic;		/* first bytes of a file, or NULL */
	/* In both, `progress` may be NULL: nobody wants to know. */
	/* NULL when it cannot be read.  ERR_FORMAT or ERR_TOO_BIG with a
	 * reason; *image is set only on OK. */
	enum err	(*read)(const void *bytes, size_t len,
			    struct image **image, char why[FORMAT_WHY],
			    const struct progress *progress);
	/* NULL when it cannot be written, or has options.  ERR_TOO_BIG: out's
	 * limit was met; ERR_BOUNDS: the format cannot hold it, `holds` says
	 * what it can. */
	enum err	(*write)(const struct image *image,
			    const struct progress *progress,
			    struct buf *out);
	const char	*holds;		/* "1 x 1 x 1 voxels", or NULL: any */
	/* The same of a format of faces; the other one is NULL. */
	enum err	(*write_mesh)(const struct image *image,
			    const struct mesh_options *options,
			    struct buf *out);
	enum mesher	 mesher_last;	/* that it can be written by */
	bool		 textures;	/* it can hold MESH_COLORS_TEXTURE */
	/* The same with a second file of this extension; or NULL both. */
	enum err	(*write_pair)(const struct image *image,
			    const struct mesh_options *options,
			    struct format_pair *pair);
	const char	*beside;
	/* Whether a file that begins otherwise is one all the same; or NULL. */
	bool		 (*knows)(const void *bytes, size_t len);
};

/* All formats, ended by a row without a name. */
extern const struct format formats[];

/* It can be written. */
bool	 format_writes(const struct format *f);

/* Write an image, and tell options->progress how far that is.  Errors as of
 * `write`, and ERR_PARAMS when the format does not know an option; the reason
 * is in `why`. */
enum err format_write(const struct format *f, const struct image *image,
	    const struct mesh_options *options, struct buf *out,
	    char why[FORMAT_WHY]);

/* The same of a format with `write_pair`. */
enum err format_write_pair(const struct format *f, const struct image *image,
	    const struct mesh_options *options, struct format_pair *pair,
	    char why[FORMAT_WHY]);

/* The names of those that can be written: "gox, txt, obj"; and of those of
 * faces alone. */
void	 format_list(char *text, size_t size);
void	 format_list_meshes(char *text, size_t size);

/* By name ("obj"), or NULL. */
const struct format *format_named(const char *name);
/* By a path's extension in either case ("a/b.OBJ"), or NULL. */
const struct format *format_of_path(const char *path);
/* By the first bytes of a file that can be read, or NULL. */
const struct format *format_of_bytes(const void *bytes, size_t len);
/* One that can be read and cannot be told by bytes, by extension; or NULL. */
const struct format *format_unmarked(const char *path);

#endif
