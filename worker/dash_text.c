/*
 * dash_text - etc/dash.html, as the assembler put it into the program
 */
#include <stdio.h>
#include <string.h>

#include "text.h"
#include "worker/dash_text.h"

__asm__(
    ".section .rodata\n"
    "dash_text_begin:\n"
    ".incbin \"etc/dash.html\"\n"
    "dash_text_end:\n"
    ".byte 0\n"
    ".previous\n");

extern const char dash_text_begin[], dash_text_end[];

struct slice
dash_text(void)
{
	return (struct slice){ dash_text_begin,
	    (size_t)(dash_text_end - dash_text_begin) };
}

struct slice
dash_text_inside(const char *name)
{
	const char *begin, *end;
	char tag[32];

	text_format(tag, sizeof tag, "<%s>", name);
	if ((begin = strstr(dash_text_begin, tag)) == NULL)
		return (struct slice){ "", 0 };
	begin += strlen(tag);
	text_format(tag, sizeof tag, "</%s>", name);
	if ((end = strstr(begin, tag)) == NULL)
		return (struct slice){ "", 0 };
	return (struct slice){ begin, (size_t)(end - begin) };
}
