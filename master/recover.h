/*
 * recover - what is done with what a dead worker leaves
 */
#ifndef MASTER_RECOVER_H
#define MASTER_RECOVER_H

#include <stdbool.h>

#include "master/master.h"

/*
 * The process of this seat is gone; `status` is how.  Its channel is read to
 * the end, its socket slot finished, its last edit redone, its running request
 * blamed, its connections offered to others, its rings freed.  A planned end
 * follows the same path and is only not counted as a crash.
 */
void	 recover(struct seat *s, int status, bool planned);

#endif
