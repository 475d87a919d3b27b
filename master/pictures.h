/*
 * pictures - the folder of rendered pictures, at a server's begin and end
 *
 * Workers fill it and keep it small (base/renders.h, worker/sweeper.h).  One
 * that nobody chose and that cannot be used is done without.
 */
#ifndef MASTER_PICTURES_H
#define MASTER_PICTURES_H

#include "master/master.h"

/* While we are still who we were started as: give it to the user we are to
 * become.  What fails, pictures_check will find. */
void	 pictures_give(const struct master *m);

/* As who we are to stay: it is there, and safe.  What fails is in m->why. */
enum err pictures_check(struct master *m);

/* Remove the pictures, and the folder when it is empty. */
void	 pictures_clear(const struct master *m);

#endif
