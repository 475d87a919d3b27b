/*
 * quit - how goxelctl gives up: one line on standard error, status 1
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "client/quit.h"

static void __attribute__((format(printf, 1, 0)))
say(const char *format, va_list args)
{
	fflush(stdout);
	fputs("goxelctl: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
}

void
complain(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args);
	va_end(args);
}

void
quit(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args);
	va_end(args);
	exit(1);
}
