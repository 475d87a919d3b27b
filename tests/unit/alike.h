/*
 * alike - two projects are the same to the last bit, and share the same
 *
 * Each fails the test that calls it when they are not.
 */
#ifndef TESTS_UNIT_ALIKE_H
#define TESTS_UNIT_ALIKE_H

#include "goxel/context.h"
#include "goxel/image.h"

/* Everything but where it is in memory; volumes slot by slot. */
void	 alike_images(const struct image *a, const struct image *b);
/* The images, the revision and how many steps there are. */
void	 alike_projects(const struct context *a, const struct context *b);
/* Every step, too; and what of layers, tables, sectors and tiles is one thing
 * in the one project is one thing in the other. */
void	 alike_shared(const struct context *a, const struct context *b);

#endif
