/*
 * forms - the writers of profile_form(), each in its file
 */
#ifndef PROFILE_FORMS_H
#define PROFILE_FORMS_H

#include "profile/profile.h"

void	 legacy_put(const struct profile *p, struct buf *out);
void	 pprof_put(const struct profile *p, struct buf *out);
void	 folded_put(const struct profile *p, struct buf *out);
void	 flame_put(const struct profile *p, struct buf *out);

#endif
