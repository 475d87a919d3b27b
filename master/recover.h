/*
 * recover - what is done with what a dead worker leaves
 */
#ifndef MASTER_RECOVER_H
#define MASTER_RECOVER_H

#include <stdbool.h>

#include "master/master.h"

/*
 * The process of this seat is gone; `status` is how.  Its channel is read to
 * the end, its socket slot finished, its running request blamed, its
 * connections offered to others, its rings freed.  A planned end is no crash,
 * but follows the same path: its projects wait for the next one in its seat.
 */
void	 recover(struct seat *s, int status, bool planned);

#endif
