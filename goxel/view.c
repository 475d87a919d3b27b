/*
 * view - from where a model is seen
 *
 * Fitting.  In the frame of a view (right, up, forward) a corner of what is
 * to be seen is (x, y, z).  Orthographic: the spread in x and y is what must
 * be seen.  In perspective, an eye at (ex, ey, -d) sees all corners between
 * the two planes of slope k when, for each,
 *
 *	x - ex <= k (z + d)	and	ex - x <= k (z + d)
 *
 * so with A = max(x - k z) and B = max(-x - k z) the nearest such eye has
 * d = (A + B) / 2k and ex = (A - B) / 2: the model touches both planes, and is
 * in the middle.  The same goes for y; the larger d wins.  With k = 0 the same
 * A and B are the spread of an orthographic view.
 */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "goxel/view.h"

#define ZOOM_MOST	1e6
#define SAME		1e-9	/* nearer than this is the same place */

const char *const preset_names[PRESET_COUNT] = {
	"front", "back", "left", "right", "top", "bottom", "isometric",
	"default"
};

/* Where a preset looks, and what is up in its picture. */
static const struct look {
	double	 forward[3], up[3];
	bool	 ortho;
} looks[PRESET_COUNT] = {
	[PRESET_FRONT]		= { { 0, 1, 0 }, { 0, 0, 1 }, true },
	[PRESET_BACK]		= { { 0, -1, 0 }, { 0, 0, 1 }, true },
	[PRESET_LEFT]		= { { 1, 0, 0 }, { 0, 0, 1 }, true },
	[PRESET_RIGHT]		= { { -1, 0, 0 }, { 0, 0, 1 }, true },
	[PRESET_TOP]		= { { 0, 0, -1 }, { 0, 1, 0 }, true },
	[PRESET_BOTTOM]		= { { 0, 0, 1 }, { 0, -1, 0 }, true },
	[PRESET_ISOMETRIC]	= { { -1, 1, -1 }, { 0, 0, 1 }, true },
	[PRESET_DEFAULT]	= { { -0.7, 1, -0.75 }, { 0, 0, 1 }, false },
};

static const struct box new_image = { { { -16, -16, 0 } }, { { 16, 16, 32 } } };

static double
dot(const double a[3], const double b[3])
{
	return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

static void
cross(const double a[3], const double b[3], double out[3])
{
	int i, j, k;

	for (i = 0; i < 3; i++) {
		j = (i + 1) % 3;
		k = (i + 2) % 3;
		out[i] = a[j] * b[k] - a[k] * b[j];
	}
}

/* Scale to length 1; false, and unchanged, if there is hardly a length. */
static bool
unit(double v[3])
{
	double length = sqrt(dot(v, v));
	int i;

	if (!(length > SAME))
		return false;
	for (i = 0; i < 3; i++)
		v[i] /= length;
	return true;
}

/* Set the three axes.  An `up` along `forward` gives way to z, then to y. */
static void
face(struct view *v, const double forward[3], const double up[3])
{
	static const double other[2][3] = { { 0, 0, 1 }, { 0, 1, 0 } };
	int n;

	memcpy(v->forward, forward, sizeof v->forward);
	unit(v->forward);
	cross(v->forward, up, v->right);
	for (n = 0; n < 2 && !unit(v->right); n++)
		cross(v->forward, other[n], v->right);
	unit(v->right);
	cross(v->right, v->forward, v->up);
}

static void
move(double point[3], const double along[3], double far)
{
	int i;

	for (i = 0; i < 3; i++)
		point[i] += far * along[i];
}

/* How far a model reaches on each axis of a picture: A and -B above. */
struct reach {
	double	 slope[2];
	double	 most[2], least[2];
	double	 deep;			/* least z */
};

/* Corners of a box, in the frame of the view around its eye. */
static void
add_box(struct reach *r, const struct view *v, const struct box *box)
{
	double from[3], at;
	int n, i;

	for (n = 0; n < 8; n++) {
		for (i = 0; i < 3; i++)
			from[i] = (n >> i & 1 ? box->hi.at[i] :
			    box->lo.at[i]) - v->eye[i];
		r->deep = fmin(r->deep, dot(from, v->forward));
		for (i = 0; i < 2; i++) {
			at = dot(from, i == 0 ? v->right : v->up);
			r->most[i] = fmax(r->most[i], at -
			    r->slope[i] * dot(from, v->forward));
			r->least[i] = fmin(r->least[i], at +
			    r->slope[i] * dot(from, v->forward));
		}
	}
}

/* Every tile, as far as it is filled. */
static void
add_volume(struct reach *r, const struct view *v, const struct volume *volume)
{
	struct volume_walk w;
	struct box box;
	int i;

	volume_walk_open(&w, volume);
	while (volume_walk_next(&w)) {
		box = (struct box){ { { 0 } }, { { w.side, w.side, w.side } } };
		if (!slot_uniform(w.here))
			box = tile_bounds(slot_tile(w.here));
		for (i = 0; i < 3; i++) {
			box.lo.at[i] += w.at.at[i];
			box.hi.at[i] += w.at.at[i];
		}
		add_box(r, v, &box);
	}
}

static void
open_to(struct view *v, double fov, double aspect)
{
	v->half_height = tan(fov / 2 * M_PI / 180);
	v->half_width = v->half_height * aspect;
}

/* The eye is in the middle: move it so that all is seen, tightly. */
static void
step_back(struct view *v, const struct reach *r, double aspect)
{
	double far[2];
	int i;

	for (i = 0; i < 2; i++) {
		far[i] = (r->most[i] - r->least[i]) / 2;
		move(v->eye, i == 0 ? v->right : v->up,
		    (r->most[i] + r->least[i]) / 2);
	}
	if (v->ortho) {
		v->half_height = fmax(far[1], far[0] / aspect) /
		    (1 - VIEW_MARGIN);
		v->half_width = v->half_height * aspect;
		move(v->eye, v->forward, 2 * r->deep);
	} else
		move(v->eye, v->forward, -fmax(far[0] / r->slope[0],
		    far[1] / r->slope[1]));
}

/* Fit the volume, which is in the box, or if there is none the box. */
static void
fit(struct view *v, const struct box *box, const struct volume *volume,
    double aspect)
{
	struct reach r = { .most = { -INFINITY, -INFINITY },
	    .least = { INFINITY, INFINITY } };
	int i;

	if (box_empty(box))
		box = &new_image;
	for (i = 0; i < 3; i++)
		v->eye[i] = ((double)box->lo.at[i] + box->hi.at[i]) / 2;
	if (!v->ortho) {
		r.slope[0] = v->half_width * (1 - VIEW_MARGIN);
		r.slope[1] = v->half_height * (1 - VIEW_MARGIN);
	}
	if (volume != NULL && box != &new_image)
		add_volume(&r, v, volume);
	else
		add_box(&r, v, box);
	step_back(v, &r, aspect);
}

static void
look_by(struct view *v, enum preset preset, double aspect)
{
	assert(preset < PRESET_COUNT);
	v->ortho = looks[preset].ortho;
	face(v, looks[preset].forward, looks[preset].up);
	open_to(v, VIEW_FOV, aspect);
}

void
view_preset(struct view *v, enum preset preset, const struct box *box,
    double aspect)
{
	look_by(v, preset, aspect);
	fit(v, box, NULL, aspect);
}

void
view_model(struct view *v, enum preset preset, const struct volume *volume,
    double aspect)
{
	struct box box = { 0 };

	look_by(v, preset, aspect);
	(void)volume_bounds(volume, true, &box);
	fit(v, &box, volume, aspect);
}

enum err
view_orbit(struct view *v, const double angles[2], double zoom,
    const struct volume *volume, double aspect)
{
	static const double up[3] = { 0, 0, 1 };
	double yaw = angles[0] * M_PI / 180, pitch = angles[1] * M_PI / 180;
	double forward[3] = { -sin(yaw) * cos(pitch), cos(yaw) * cos(pitch),
	    -sin(pitch) };
	struct box box = { 0 };

	if (!isfinite(yaw) || !(fabs(angles[1]) <= 90) || !isfinite(zoom) ||
	    zoom < 0 || zoom > ZOOM_MOST)
		return ERR_PARAMS;
	v->ortho = true;
	face(v, forward, up);
	open_to(v, VIEW_FOV, aspect);
	(void)volume_bounds(volume, true, &box);
	fit(v, &box, volume, aspect);
	v->half_width /= zoom == 0 ? 1 : zoom;
	v->half_height /= zoom == 0 ? 1 : zoom;
	return OK;
}

static bool
finite3(const double v[3])
{
	return isfinite(v[0]) && isfinite(v[1]) && isfinite(v[2]);
}

static bool
sensible(const struct view_wish *wish)
{
	if (!isfinite(wish->fov) || wish->fov < 0 || wish->fov >= 180)
		return false;
	if (!isfinite(wish->zoom) || wish->zoom < 0 || wish->zoom > ZOOM_MOST)
		return false;
	return finite3(wish->eye) && finite3(wish->target) && finite3(wish->up);
}

enum err
view_free(struct view *v, const struct view_wish *wish, const struct box *box,
    double aspect)
{
	double fov = wish->fov == 0 ? VIEW_FOV : wish->fov;
	double zoom = wish->zoom == 0 ? 1 : wish->zoom;
	double forward[3], far = 1;
	int i;

	if (!sensible(wish))
		return ERR_PARAMS;
	v->ortho = wish->ortho;
	if (wish->placed) {
		for (i = 0; i < 3; i++)
			forward[i] = wish->target[i] - wish->eye[i];
		far = sqrt(dot(forward, forward));
		if (!(far > SAME) || !isfinite(far))
			return ERR_PARAMS;
		memcpy(v->eye, wish->eye, sizeof v->eye);
		face(v, forward, wish->up);
		open_to(v, fov, aspect);
	} else {
		face(v, looks[PRESET_DEFAULT].forward, wish->up);
		open_to(v, fov, aspect);
		fit(v, box, NULL, aspect);
	}
	if (!wish->placed || !wish->ortho)
		far = 1;
	v->half_width *= far / zoom;
	v->half_height *= far / zoom;
	return OK;
}

/* A camera's matrix holds its own x, y and z as rows; it looks along -z. */
void
view_camera(struct view *v, const struct camera *camera, double aspect)
{
	double forward[3], up[3], far = camera->ortho ? camera->distance : 1;
	int i;

	for (i = 0; i < 3; i++) {
		v->eye[i] = camera->mat.m[3][i];
		forward[i] = -camera->mat.m[2][i];
		up[i] = camera->mat.m[1][i];
	}
	if (!finite3(v->eye) || !finite3(forward) || !finite3(up) ||
	    !isfinite(far) || !(far > SAME) ||
	    !(dot(forward, forward) > SAME)) {
		view_preset(v, PRESET_DEFAULT, &new_image, aspect);
		return;
	}
	v->ortho = camera->ortho;
	face(v, forward, up);
	open_to(v, VIEW_FOV_GOXEL, aspect);
	v->half_width *= far;
	v->half_height *= far;
}

bool
view_project(const struct view *v, const double point[3], double at[2])
{
	double from[3], deep;
	int i;

	for (i = 0; i < 3; i++)
		from[i] = point[i] - v->eye[i];
	deep = dot(from, v->forward);
	if (v->ortho)
		deep = 1;
	if (!(deep > SAME))
		return false;
	at[0] = dot(from, v->right) / deep / v->half_width;
	at[1] = dot(from, v->up) / deep / v->half_height;
	return true;
}
