/*
 * synonym - other names of parameters
 */
#ifndef WORKER_METHOD_SYNONYM_H
#define WORKER_METHOD_SYNONYM_H

#include "worker/method/method.h"

struct synonym {
	const char	*name;
	/* One parameter that it names, or three that share a value. */
	const char	*to[3];
};

/* The parameters of the method that the name stands for, into params (one, or
 * three), or NULL: it stands for none. */
const struct synonym *synonym_find(const struct method *m, const char *name,
    size_t len, const struct param *params[3]);

/* Which of the three a key inside the value means, or -1. */
int	 synonym_part(const struct synonym *s, const char *key, size_t len);

#endif
