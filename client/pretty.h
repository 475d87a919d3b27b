/*
 * pretty - JSON for people: indented, short values on one line
 */
#ifndef CLIENT_PRETTY_H
#define CLIENT_PRETTY_H

#include <stddef.h>
#include <stdio.h>

/*
 * Print one JSON value and a newline.  An object or array whose text fits in
 * 64 bytes stays on one line; strings and numbers are printed as they came.
 */
void	 pretty_print(FILE *out, const char *json, size_t len);

#endif
