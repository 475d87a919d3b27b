/*
 * dash_text - etc/dash.html, as the assembler put it into the program
 */
#include <stdint.h>
#include <string.h>

#include "text.h"
#include "worker/dash_text.h"

__asm__(
    ".section .rodata\n"
    ".balign 8\n"
    "dash_text_size:\n"
    ".quad 2f - 1f\n"
    "dash_text_bytes:\n"
    "1:\n"
    ".incbin \"etc/dash.html\"\n"
    "2:\n"
    ".byte 0\n"
    ".previous\n");

extern const uint64_t dash_text_size;
extern const char dash_text_bytes[];	/* and a NUL */

struct slice
dash_text(void)
{
	return (struct slice){ dash_text_bytes, dash_text_size };
}

struct slice
dash_text_inside(const char *name)
{
	const char *begin, *end;
	char tag[32];

	text_format(tag, sizeof tag, "<%s>", name);
	if ((begin = strstr(dash_text_bytes, tag)) == NULL)
		return (struct slice){ "", 0 };
	begin += strlen(tag);
	text_format(tag, sizeof tag, "</%s>", name);
	if ((end = strstr(begin, tag)) == NULL)
		return (struct slice){ "", 0 };
	return (struct slice){ begin, (size_t)(end - begin) };
}
