/*
 * quit - how goxelctl gives up: one line on standard error, status 1
 */
#ifndef CLIENT_QUIT_H
#define CLIENT_QUIT_H

/* "goxelctl: " and the words, on standard error. */
void	 complain(const char *format, ...)
	    __attribute__((format(printf, 1, 2)));

/* The same, and exit with status 1. */
void	 quit(const char *format, ...)
	    __attribute__((format(printf, 1, 2), noreturn));

#endif
