/*
 * fds - descriptors that a forked process shall not have
 */
#ifndef INCLUDE_FDS_H
#define INCLUDE_FDS_H

/* Close every descriptor from 3 on but these; -1 among them is none. */
void	 fds_close_all_but(const int *keep, unsigned count);

#endif
