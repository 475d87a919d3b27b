/*
 * editor - an empty project to apply edits to, for tests of edits
 */
#ifndef TESTS_UNIT_EDITOR_H
#define TESTS_UNIT_EDITOR_H

#include <criterion/criterion.h>

#include "goxel/context.h"
#include "tests/unit/throw.h"

/* A suite whose tests have `context` each, and `outcome` of the last edit. */
#define EDITOR_SUITE(name)						\
	static struct context *context;					\
	static struct edit_outcome outcome;				\
									\
	static void							\
	start_editor(void)						\
	{								\
		context = context_new("test", throw_model);		\
	}								\
									\
	static void							\
	end_editor(void)						\
	{								\
		context_free(context);					\
	}								\
									\
	TestSuite(name, .init = start_editor, .fini = end_editor)

/* Apply an edit with these fields. */
#define APPLY(id, ...)							\
	context_apply(context, &(struct edit){ .kind = EDIT_##id,	\
	    .id = { __VA_ARGS__ } }, &outcome)
#define UNDO								\
	context_apply(context, &(struct edit){ .kind = EDIT_undo }, &outcome)
#define REDO								\
	context_apply(context, &(struct edit){ .kind = EDIT_redo }, &outcome)

/* The value of a field. */
#define NAME(text)	{ text, sizeof text - 1 }
#define POS(x, y, z)	((struct pos){ { x, y, z } })

#endif
