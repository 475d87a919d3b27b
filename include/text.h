/*
 * text - small things done to strings, everywhere the same way
 */
#ifndef INCLUDE_TEXT_H
#define INCLUDE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Copy `text` into `out` of `size` bytes with a NUL.  False when it did not
 * fit; then `out` holds as much as did.
 */
bool	 text_copy(char *out, size_t size, const char *text);

/* Format into `out`, cut to fit. */
void	 text_format(char *out, size_t size, const char *format, ...)
	    __attribute__((format(printf, 3, 4)));

/* The whole of `text` is a decimal integer in lo..hi. */
bool	 text_integer(const char *text, int64_t lo, int64_t hi, int64_t *out);

/* The bytes are well-formed UTF-8 (RFC 3629). */
bool	 text_utf8(const char *bytes, size_t len);

/*
 * The size, 1 to 4, of the first character of `len` > 0 bytes.  0: it is not
 * UTF-8.  -1: the bytes end inside it, and nothing is wrong so far.
 */
int	 text_utf8_next(const char *bytes, size_t len);

/*
 * Copy a name of `len` bytes from a stranger's file into `out` of `size` > 0
 * bytes, up to its first NUL and with one behind it.  What is too long is cut
 * between characters; of what is not UTF-8 then, every byte over 127 becomes
 * '?', for every reply that carries a name is JSON.
 */
void	 text_copy_name(char *out, size_t size, const void *bytes, size_t len);

/* "#rrggbb" or "#rrggbbaa" in either case; without aa, alpha is 255. */
bool	 text_color(const char *text, size_t len, uint8_t out[4]);

/* Base64 (RFC 4648, padded), text_base64_size(len) characters and no NUL. */
size_t	 text_base64_size(size_t len);
void	 text_base64(const void *bytes, size_t len, char *out);
/* The other way, of padded text, into at most len / 4 * 3 bytes; false: it is
 * none. */
bool	 text_unbase64(const char *text, size_t len, void *out, size_t *size);

#endif
