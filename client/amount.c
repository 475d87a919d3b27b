/*
 * amount - numbers as people read them: a few digits and a unit
 */
#include <stdint.h>

#include "client/amount.h"
#include "text.h"

/* As large a unit as leaves 1 or more; `units` are `step` apart. */
static void
scale(double value, double step, const char *const *units, char out[AMOUNT])
{
	while (value >= step - 0.05 && units[1] != NULL) {
		value /= step;
		units++;
	}
	if (value < 0)
		text_copy(out, AMOUNT, "-");
	else if (value < 99.95 && value != (double)(int64_t)value)
		text_format(out, AMOUNT, "%.1f%s", value, *units);
	else
		text_format(out, AMOUNT, "%.0f%s", value, *units);
}

void
amount_count(double count, char out[AMOUNT])
{
	static const char *const units[] = { "", "k", "M", "G", "T", "P",
	    NULL };

	scale(count, 1000, units, out);
}

void
amount_bytes(double bytes, char out[AMOUNT])
{
	static const char *const units[] = { "B", "K", "M", "G", "T", "P",
	    NULL };

	scale(bytes, 1024, units, out);
}

void
amount_time(double us, char out[AMOUNT])
{
	static const char *const units[] = { "us", "ms", "s", NULL };

	scale(us, 1000, units, out);
}

void
amount_span(double seconds, char out[AMOUNT])
{
	unsigned long s = seconds < 0 ? 0 : (unsigned long)seconds;

	if (seconds < 0)
		text_copy(out, AMOUNT, "-");
	else if (s < 60)
		text_format(out, AMOUNT, "%lus", s);
	else if (s < 3600)
		text_format(out, AMOUNT, "%lu:%02lu", s / 60, s % 60);
	else if (s < 86400)
		text_format(out, AMOUNT, "%luh%02lum", s / 3600, s / 60 % 60);
	else
		text_format(out, AMOUNT, "%lud%02luh", s / 86400,
		    s / 3600 % 24);
}
