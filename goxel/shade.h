/*
 * shade - how bright a place on the side of a voxel is
 *
 * What all points of a face have in common (its colour, how its corners are
 * occluded, whether the sun reaches all of it) is found once and kept in a
 * table of faces, where the next pixel finds it again.
 */
#ifndef GOXEL_SHADE_H
#define GOXEL_SHADE_H

#include <endian.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "goxel/highlight.h"
#include "goxel/render.h"
#include "goxel/sunlight.h"
#include "goxel/view.h"

#define SHADE_LEVELS	4096		/* of light, in the table to bytes */
#define SHADE_PLACES	8192		/* faces kept; a power of two */
#define SHADE_TICKETS	4096		/* likewise, beside those */

struct face {
	bool		 known;		/* private */
	uint8_t		 sun;		/* private */
	uint16_t	 light;		/* that `look` shows; caller's */
	struct pos	 voxel;
	uint8_t		 side;		/* as in struct quad */
	uint8_t		 met;		/* rays that met it; for the caller */
	bool		 whole;		/* nothing hides any of it; caller's */
	bool		 shown;		/* `look` is known; caller's */
	bool		 plain;		/* all its light is in `corner` */
	struct rgba	 look;		/* of all of it; caller's */
	struct rgba	 color;
	float		 linear[3];	/* the colour, in linear light */
	float		 open[4];	/* 0..1 at the corners 00 10 01 11 */
	float		 corner[4];	/* likewise, its light if `plain` */
	uint8_t		 clear;		/* bit n: none touches corner n */
	bool		 gridded;	/* private: and it has `half` */
	uint8_t		 middle;	/* private: sun there */
	uint16_t	 half;		/* private: index of its grid */
};

/* A point on a face. */
struct spot {
	struct face	*face;
	double		 distance;	/* from the eye, as a ray's */
	float		 along[2];	/* 0..1, on the two next axes */
	float		 pixel;		/* voxels that a pixel is wide here */
};

struct shade {
	const struct field	 *field;
	const struct render_wish *wish;
	float			  sky[6], sun[6];	/* on each side */
	float			  shadow;	/* takes it of the sun */
	struct sunlight		  sunlight;
	uint8_t			  around[512];	/* by voxels before a face:
					 * at corner n, bits 2n */
	float			  linear[256];	/* of a byte */
	uint8_t			  byte[SHADE_LEVELS];	/* of linear light */
	struct face		 *faces;	/* found by place; by ticket */
	uint32_t		  tickets;	/* given so far */
	struct highlight	  highlight;
	struct shine		 *shines;	/* beside faces; NULL: none */
};

/* Field and wish are borrowed. */
void	 shade_init(struct shade *s, const struct field *field,
	    const struct render_wish *wish, const struct view *view);
void	 shade_fini(struct shade *s);

/* The face on a side of a voxel; valid until the next call. */
struct face *shade_face(struct shade *s, const struct pos *voxel,
	    uint8_t side);

/*
 * The same for who keeps a ticket for the face, 0 at first: that is faster, as
 * long as the face is asked for again soon.  NULL: shade_enter makes it.
 */
static inline struct face *
shade_find(const struct shade *s, uint32_t ticket)
{
	return ticket != 0 && s->tickets - ticket < SHADE_TICKETS ?
	    &s->faces[SHADE_PLACES + ticket % SHADE_TICKETS] : NULL;
}

struct face *shade_enter(struct shade *s, const struct pos *voxel,
	    uint8_t side, uint32_t *ticket);

/* The light on a spot: 1 shows colours as they are. */
float	 shade_light(struct shade *s, const struct spot *spot);

/* The same with what the material of its face makes of it: in linear light,
 * `light` of shade_light being given. */
void	 shade_color(struct shade *s, const struct spot *spot, float light,
	    float out[3]);

/* All of a face that has been asked for its light has the same. */
bool	 shade_even(const struct shade *s, const struct face *face);

/* Corner n (0..3) of a face, a little inside and before it. */
void	 shade_corner(const struct face *face, int n, double at[3]);

/* The linear light that a byte shows. */
float	 shade_linear(int byte);

/* Where Goxel's sun is; one that is fixed follows the view. */
void	 shade_sun(const struct light *light, const struct view *view,
	    double out[3]);

/* The light on a face that is plain. */
static inline float
shade_plain(const struct face *face, const float along[2])
{
	const float *o = face->corner;
	float near = o[0] + (o[1] - o[0]) * along[0];
	float far = o[2] + (o[3] - o[2]) * along[0];

	return near + (far - near) * along[1];
}

/* The byte that shows so much linear light. */
static inline uint8_t
shade_byte(const struct shade *s, float light)
{
	if (!(light < 1))
		return 255;
	return s->byte[(int)(light * (SHADE_LEVELS - 1) + 0.5f)];
}

/* The opaque colour of so much light, made in one word: bytes stored alone and
 * read as a word stall. */
static inline struct rgba
shade_opaque(const struct shade *s, const float light[3])
{
	uint32_t word = shade_byte(s, light[0]) |
	    (uint32_t)shade_byte(s, light[1]) << 8 |
	    (uint32_t)shade_byte(s, light[2]) << 16 | 0xffu << 24;
	struct rgba color;

	word = htole32(word);
	memcpy(&color, &word, sizeof color);
	return color;
}

#endif
