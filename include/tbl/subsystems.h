/*
 * subsystems - what the memory of a worker is for, declared once
 *
 * SUBSYSTEM(id, doc)
 *
 * No byte is in two of them.
 */
SUBSYSTEM(voxels, "tiles and sectors of the projects it has")
SUBSYSTEM(history, "what only steps that can be undone still hold")
SUBSYSTEM(requests, "the region of a request, its edits and its reply")
SUBSYSTEM(rings, "rings of its connections, in shared memory")
SUBSYSTEM(profiler, "samples and stacks of this table")
SUBSYSTEM(other, "all else that is in use on its heap")
SUBSYSTEM(unused, "kept by the heap and the pool of tiles, and free")
#undef SUBSYSTEM
