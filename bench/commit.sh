#!/bin/sh
# commit - what it costs that a worker may be killed at any instant
#
# The server as it is, and the same server built with PLAIN_IO
# (include/variant.h): send and recv, private rings, no operation slot, no
# second cut, no hotlog.
#
#	BUILD=build ROUNDS=7 SECONDS_EACH=1 CONNECTIONS=16 bench/commit.sh
. "$(dirname "$0")/lib/pair.sh"

pair_compare plain "$build/plain" kept "$build"
