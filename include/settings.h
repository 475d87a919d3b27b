/*
 * settings - the settings, as the master read them and the workers got them
 *
 * Made from tbl/settings.h.  Filled by master/config.c before the first fork;
 * a worker has the copy it was born with and never changes it.
 */
#ifndef INCLUDE_SETTINGS_H
#define INCLUDE_SETTINGS_H

#include <stdint.h>

#define CONFIG_TEXT	256		/* bytes of a text setting */

enum config_origin {
	CONFIG_DEFAULT, CONFIG_FILE, CONFIG_ENVIRONMENT, CONFIG_FLAG,
	CONFIG_SET		/* by an operator, while it runs */
};

enum setting_id {
#define TEXT(id, ...)	SETTING_##id,
#define NUMBER(id, ...)	SETTING_##id,
#define CHOICE(id, ...)	SETTING_##id,
#include "tbl/settings.h"
	SETTING_COUNT
};

enum accept_mode { ACCEPT_HANDOFF, ACCEPT_REUSEPORT };
enum stats_others { STATS_OTHERS_NO, STATS_OTHERS_LOOK };
enum durability { DURABILITY_PROCESS, DURABILITY_POWER };

struct config {
#define TEXT(id, ...)	char id[CONFIG_TEXT];
#define NUMBER(id, ...)	int64_t id;
#define CHOICE(id, ...)	int64_t id;
#include "tbl/settings.h"
	uint8_t		origin[SETTING_COUNT];	/* enum config_origin */
	uint32_t	line[SETTING_COUNT];	/* in the file, if from it */
};

#endif
