/*
 * turning - matrices that turn and stretch about a pivot
 */
#include <math.h>

#include "worker/method/turning.h"

/* Cosine and sine of an angle in degrees; exact where they are whole. */
static bool
measure_angle(double angle, double *cosine, double *sine)
{
	static const int quarters[5] = { 0, 1, 0, -1, 0 };
	double turn = fmod(angle, 360);
	int quarter;

	if (turn < 0)
		turn += 360;
	quarter = (int)(turn / 90) & 3;
	if (turn == floor(turn / 90) * 90) {
		*sine = quarters[quarter];
		*cosine = quarters[quarter + 1];
		return true;
	}
	*sine = sin(turn * M_PI / 180);
	*cosine = cos(turn * M_PI / 180);
	return false;
}

bool
turning_rotate(struct matrix *mat, int axis, double angle)
{
	int a = (axis + 1) % 3, b = (axis + 2) % 3;
	double cosine, sine;
	bool whole = measure_angle(angle, &cosine, &sine);

	mat->m[a][a] = mat->m[b][b] = (float)cosine;
	mat->m[a][b] = (float)sine;
	mat->m[b][a] = -(float)sine;
	return whole;
}

bool
turning_mirror(struct matrix *mat, const double normal[3])
{
	double square = 0;
	bool whole = true;
	int i, axis;

	for (axis = 0; axis < 3; axis++)
		square += normal[axis] * normal[axis];
	for (i = 0; i < 3; i++)
		for (axis = 0; axis < 3; axis++) {
			mat->m[i][axis] = (float)((i == axis) -
			    2 * normal[i] * normal[axis] / square);
			whole = whole && mat->m[i][axis] ==
			    rintf(mat->m[i][axis]);
		}
	return whole;
}

void
turning_pin(struct matrix *mat, const double pivot[3], bool whole)
{
	int axis, i;

	for (axis = 0; axis < 3; axis++) {
		double step = pivot[axis];

		for (i = 0; i < 3; i++)
			step -= pivot[i] * (double)mat->m[i][axis];
		mat->m[3][axis] = (float)(whole ? floor(step) : step);
	}
}
