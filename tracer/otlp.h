/*
 * otlp - traced requests as OpenTelemetry's JSON
 *
 * ExportTraceServiceRequest of opentelemetry-proto 1, in its JSON encoding:
 * ids in hexadecimal, 64-bit numbers as strings, enums as numbers.
 */
#ifndef TRACER_OTLP_H
#define TRACER_OTLP_H

#include "base/json.h"
#include "shm/spans.h"

/* Begin a document; `id` tells this server from others of its kind. */
void	 otlp_open(struct json_out *o, struct buf *out, const char *id);
/* A request's span and those of its layers and its job; `offset` is what is
 * added to clock_ns to make it nanoseconds since 1970. */
void	 otlp_put(struct json_out *o, const struct span_request *r,
	    uint64_t offset);
void	 otlp_close(struct json_out *o);

#endif
