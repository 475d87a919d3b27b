/*
 * detect - which protocol a connection speaks, from its first bytes
 */
#include "worker/detect.h"

enum door
detect_door(const char *bytes, size_t len)
{
	(void)bytes;
	return len == 0 ? DOOR_UNKNOWN : DOOR_JSON;
}
