/*
 * digest - 64 bits that stand for a project's content
 *
 * For comparing two projects, or one project at two times, without sending
 * either: a live one with its shadow, with what the journal makes again, with
 * a copy.  Equal content has equal digests, however it is stored: whether a
 * tile is of one colour by its slot or by its voxels does not count, nor what
 * colour an empty voxel would have, nor the order in which things were made.
 *
 * Everything counts that edits can see: layers in their order with all that is
 * set on them, the active one, selection and clipboard, materials, cameras,
 * light, boxes.  The project's name does not, nor what files brought along
 * that is kept unread.
 *
 * Against accidents, not against forgers: no cryptographic hash.  The same on
 * every machine, but perhaps not in the next version.
 */
#ifndef GOXEL_DIGEST_H
#define GOXEL_DIGEST_H

#include <stdint.h>

#include "goxel/image.h"

/* Of the voxels alone, and where they are; 0 when there is none. */
uint64_t digest_volume(const struct volume *v);
/* With `volumes` not NULL, that of each layer's voxels goes there. */
uint64_t digest_image(const struct image *image, uint64_t *volumes);

#endif
