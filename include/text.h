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

/* "#rrggbb" or "#rrggbbaa", either case, into four bytes; alpha 255 if absent. */
bool	 text_color(const char *text, size_t len, uint8_t out[4]);

/* Base64 (RFC 4648, padded); `out` has room for text_base64_size(len). */
size_t	 text_base64_size(size_t len);
void	 text_base64(const void *bytes, size_t len, char *out);

#endif
