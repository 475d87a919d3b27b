/*
 * log_limit - the same event, too often, is held back and counted
 */
#include "base/log_limit.h"

#define SECOND_MS	1000

/* Its second is over, and nothing is owed. */
static bool
is_idle(const struct log_site *s, uint64_t now_ms)
{
	return s->format == NULL ||
	    (s->held == 0 && now_ms - s->began_ms >= SECOND_MS);
}

struct log_site *
log_limit_site(struct log_limit *l, const char *format, uint64_t now_ms)
{
	struct log_site *idle = NULL;
	unsigned i;

	if (l->per_second == 0)
		return NULL;
	for (i = 0; i < LOG_LIMIT_SITES; i++) {
		if (l->site[i].format == format)
			break;
		if (idle == NULL && is_idle(&l->site[i], now_ms))
			idle = &l->site[i];
	}
	if (i == LOG_LIMIT_SITES && idle == NULL)
		return NULL;
	if (i == LOG_LIMIT_SITES)
		*idle = (struct log_site){ .format = format,
		    .began_ms = now_ms };
	else
		idle = &l->site[i];
	if (now_ms - idle->began_ms >= SECOND_MS) {
		idle->began_ms = now_ms;
		idle->said = 0;
	}
	return idle;
}

bool
log_limit_count(const struct log_limit *l, struct log_site *site)
{
	if (site->said >= l->per_second) {
		site->held++;
		return false;
	}
	site->said++;
	return true;
}
