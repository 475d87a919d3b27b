/*
 * patient - the server that doctor examines, as far as it can be asked
 *
 * Where no server answers, `info` and all other JSON is NULL and `pid` is 0,
 * and what is left can be examined all the same.
 */
#ifndef CLIENT_PATIENT_H
#define CLIENT_PATIENT_H

#include <cjson/cJSON.h>
#include <limits.h>
#include <stdint.h>
#include <sys/types.h>

#include "client/link.h"

struct patient {
	const struct target *target;
	int		 error;		/* errno: why it cannot be asked */
	pid_t		 pid;		/* of the master */
	cJSON		*info;
	cJSON		*config;
	cJSON		*projects;
	cJSON		*crashes;
};

void	 patient_open(struct patient *p, const struct target *target);
void	 patient_close(struct patient *p);

/* A setting as text, "" when it is not known. */
void	 patient_setting(const struct patient *p, const char *name, char *out,
	    size_t size);
/* A setting that is a number; 0 when it is not known. */
int64_t	 patient_number(const struct patient *p, const char *name);
/* A setting that names a path, as this process finds it. */
void	 patient_path(const struct patient *p, const char *name,
	    char out[PATH_MAX]);

#endif
