/*
 * config - settings from flags, environment, file and defaults
 *
 * A file holds `name value` lines; # begins a comment; a value may be in
 * double quotes.  Everything is checked before anything is used.
 */
#ifndef MASTER_CONFIG_H
#define MASTER_CONFIG_H

#include <stddef.h>

#include "settings.h"
#include "err.h"
#include "master/master.h"

/* A setting as a row; for `show config` and the checks. */
struct setting {
	const char	*name;
	const char	*fallback;	/* the default, as text */
	const char	*doc;
	const char	*choices;	/* "a|b", or NULL */
	int64_t		 lowest, highest;	/* of a number */
	const char	*unit;		/* of a number, or NULL: a text */
	size_t		 offset;	/* in struct config */
	bool		 reload;	/* a reload suffices */
};

extern const struct setting settings[SETTING_COUNT];

/*
 * Read all sources into *config.  ERR_PARAMS with `why`, which names the
 * source - file and line, variable or flag - the value, and what would be
 * right; then *config is of no use.
 */
enum err config_load(struct config *config, const struct flags *flags,
    char why[MASTER_WHY]);

/* One setting alone, while the server runs; as config_load. */
enum err config_set(struct config *config, const struct flags *flags,
    const char *name, const char *value, char why[MASTER_WHY]);

/* The value as text, and where it came from. */
void	 config_tell(const struct config *config, enum setting_id id,
	    char *out, size_t size);
void	 config_origin(const struct config *config, const struct flags *flags,
	    enum setting_id id, char out[MASTER_WHY]);

#endif
