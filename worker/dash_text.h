/*
 * dash_text - etc/dash.html, as the assembler put it into the program
 */
#ifndef WORKER_DASH_TEXT_H
#define WORKER_DASH_TEXT_H

#include "worker/mcp/message.h"

struct slice dash_text(void);

/* What stands between <name> and </name>, the first of them. */
struct slice dash_text_inside(const char *name);

#endif
