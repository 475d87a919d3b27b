/*
 * trace - a picture of an image by tracing paths of light
 *
 * The slow and beautiful sister of render.h: sun with soft shadows, light of
 * the sky, light that goes from surface to surface, the materials of layers
 * and the light they give.  It comes in passes, each of one sample for every
 * pixel, and may be stopped after any of them.
 *
 * Deterministic: the same image, view, wish and number of samples give the
 * same bytes, whether more were wanted or not.
 */
#ifndef GOXEL_TRACE_H
#define GOXEL_TRACE_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "goxel/image.h"
#include "goxel/picture.h"
#include "goxel/radiance.h"
#include "goxel/view.h"

#define TRACE_SAMPLES	SAMPLER_MOST	/* a pixel, at most */
#define TRACE_PIXELS	(1u << 24)	/* 256 MiB of sums */

enum tone {
	TONE_FILMIC,		/* what is too bright fades into white */
	TONE_CLAMP,		/* what is too bright is white */
	TONE_COUNT
};

/* "filmic", "clamp"; the index is the tone. */
extern const char *const tone_names[TONE_COUNT];

struct trace_wish {
	uint32_t	 width, height;	/* pixels */
	uint32_t	 samples;	/* a pixel */
	uint32_t	 seed;
	struct radiance_wish light;
	double		 exposure;	/* stops: 1 is twice as bright */
	enum tone	 tone;
	bool		 backed;	/* behind is no sky, but this: */
	struct rgba	 background;
	/* After each pass; false: no more of them.  May be NULL. */
	bool		(*each_pass)(void *arg, uint32_t done, uint32_t of);
	void		*arg;
};

/* 512x512, 64 samples, a clear day, no floor. */
struct trace_wish trace_default(void);

/* What is seen: `volume` is the image, flattened. */
struct trace_scene {
	const struct image	*image;
	const struct volume	*volume;
	const struct view	*view;
};

/*
 * Into `picture` (zeroed or fini'd; to be fini'd by the caller).  *done is how
 * many samples each pixel got.  ERR_TOO_BIG past TRACE_PIXELS and as
 * picture_init; ERR_PARAMS for no samples, past TRACE_SAMPLES, for a number
 * that is not finite or a size or strength below 0.  Then there is no picture.
 */
enum err trace_image(const struct trace_scene *scene,
	    const struct trace_wish *wish, struct picture *picture,
	    uint32_t *done);

#endif
