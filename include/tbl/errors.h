/*
 * errors - every way a request can fail, declared once
 *
 * ERROR(id, number, http, sentence)
 *	id		gives ERR_<id> of enum err
 *	number		JSON-RPC error code on the wire
 *	http		status of an HTTP reply that carries it
 *	sentence	said when the place that failed had nothing better to say
 *
 * The numbers -32700 to -32600 are those of JSON-RPC 2.0, section 5.1.  The
 * numbers -1001 to -1021 belong to the old daemon's methods and stand in the
 * rows of tbl/methods.h; ours start at -1030.  Never renumber a row.
 */
ERROR(PARSE,	-32700, 400, "this is not JSON")
ERROR(REQUEST,	-32600, 400, "this is not a JSON-RPC 2.0 request")
ERROR(METHOD,	-32601, 404, "there is no such method")
ERROR(PARAMS,	-32602, 400, "a parameter is missing or wrong")
ERROR(INTERNAL,	-32603, 500, "the server failed; its log says more")

ERROR(NO_PROJECT,	-1030, 404, "no project is open")
ERROR(NO_LAYER,		-1031, 404, "there is no such layer")
ERROR(NO_VOXEL,		-1032, 404, "there is no voxel at this place")
ERROR(NO_FILE,		-1033, 404, "there is no such file")
ERROR(EXISTS,		-1034, 409, "this name is taken")
ERROR(STALE,		-1035, 409, "the project has changed since")
ERROR(NO_STEP,		-1036, 409, "there is no step to take back or redo")
ERROR(DENIED,		-1037, 403, "this is not allowed")
ERROR(TOO_BIG,		-1038, 413, "this is larger than the limit")
ERROR(BOUNDS,		-1039, 400, "a coordinate is out of bounds")
ERROR(FORMAT,		-1040, 422, "the file is broken or of an unknown kind")
ERROR(IO,		-1041, 500, "a file could not be read or written")
ERROR(FULL,		-1042, 503, "there is no room now")
ERROR(EMPTY,		-1043, 409, "there is nothing here")
ERROR(CORRUPT,		-1044, 500, "what was stored cannot be true")
ERROR(BUSY,		-1045, 503, "too much is waiting; try again")
ERROR(JOB,		-1046, 500, "the job ended before it was done")
ERROR(CRASHED,		-1050, 500, "the worker crashed on this request")
ERROR(NO_JOB,		-1051, 404, "there is no job of this number")
ERROR(CANCELLED,	-1052, 409, "the job was cancelled")
#undef ERROR
