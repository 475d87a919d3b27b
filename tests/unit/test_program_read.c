/*
 * test_program_read - a program's text becomes a tree
 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "goxel/program.h"
#include "goxel/program_tree.h"

static struct expr_error error;

static enum err
read_text(const char *text)
{
	struct bytes bytes = { text, (uint32_t)strlen(text) };
	struct program *program;
	enum err err = program_read(&bytes, &program, &error);

	program_free(program);
	return err;
}

static void
refuse(const char *text, uint32_t line, uint32_t column, const char *words)
{
	cr_assert_eq(read_text(text), ERR_PARAMS, "%s", text);
	cr_assert_not_null(strstr(error.words, words), "%s: %s", text,
	    error.words);
	cr_assert(error.line == line && error.column == column,
	    "%s: %u:%u: %s", text, error.line, error.column, error.words);
}

Test(program_read, errors_name_the_place_and_what_was_expected)
{
	refuse("", 1, 1, "'shape'");
	refuse("shape { }", 1, 7, "the name of a shape");
	refuse("shape cube { }", 1, 7, "not taken");
	refuse("shape a { } shape a { }", 1, 19, "not taken");
	refuse("shape a {\n\tcube[w 1]\n}", 2, 7, "an adjustment");
	refuse("shape a { cube[x] }", 1, 17, "a number after 'x'");
	refuse("shape a { cube[s 1 2] }", 1, 21, "a third number");
	refuse("shape a { cube[x 1 2 3 4] }", 1, 24, "']'");
	refuse("shape a { dube }", 1, 11, "not 'dube'");
	refuse("shape a { a(1) }", 1, 11, "0 arguments, not 1");
	refuse("shape a { cube(1) }", 1, 11, "0 arguments, not 1");
	refuse("shape a { $x = $y }", 1, 16, "a known name");
	refuse("shape a { $x 1 }", 1, 14, "'='");
	refuse("shape a { loop { } }", 1, 16, "a number");
	refuse("shape a { 1 }", 1, 11, "a statement");
	refuse("shape a { cube", 1, 15, "a statement or '}'");
	refuse("shape a { rule { } cube }", 1, 20, "'rule' or '}'");
	refuse("shape a($x, $x) { }", 1, 13, "another name");
	refuse("shape a { } cube", 1, 13, "'shape'");
}

/* `count` times the text between two others. */
static enum err
repeat(const char *before, const char *part, uint32_t count,
    const char *after)
{
	static char text[EXPR_TEXT * 2];
	char *at = stpcpy(text, before);

	for (; count > 0; count--)
		at = stpcpy(at, part);
	strcpy(at, after);
	return read_text(text);
}

Test(program_read, bounds_hold_at_the_limit_and_beyond)
{
	char text[PROGRAM_NEST * 8 + 64] = "";
	int i;

	/* One node is none. */
	cr_assert_eq(repeat("shape a {", "cube ", PROGRAM_NODES - 1, "}"), OK);
	cr_assert_eq(repeat("shape a {", "cube ", PROGRAM_NODES, "}"),
	    ERR_PARAMS);
	cr_assert_eq(repeat("shape a {[", "sub ", PROGRAM_OPS, "]}"), OK);
	cr_assert_eq(repeat("shape a {[", "sub ", PROGRAM_OPS + 1, "]}"),
	    ERR_PARAMS);
	cr_assert_eq(repeat("shape a {", "rule{}", PROGRAM_RULES, "}"), OK);
	cr_assert_eq(repeat("shape a {", "rule{}", PROGRAM_RULES + 1, "}"),
	    ERR_PARAMS);
	cr_assert_eq(repeat("shape a {}", " ", EXPR_TEXT - 10, ""), OK);
	cr_assert_eq(repeat("shape a {}", " ", EXPR_TEXT - 9, ""),
	    ERR_PARAMS);
	for (i = 0; i < PROGRAM_NEST - 1; i++)
		strcat(text, "if 1 {");
	cr_assert_eq(repeat(strcat(strcpy((char[512]){ 0 }, "shape a {"),
	    text), "}", PROGRAM_NEST, ""), OK);
	cr_assert_eq(repeat(strcat(strcpy((char[512]){ 0 }, "shape a {if 1 {"),
	    text), "}", PROGRAM_NEST + 1, ""), ERR_PARAMS);
}
