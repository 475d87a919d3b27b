#!/bin/sh
# counting - what it costs that operators learn of each request
#
# The server as it is, access log and whatever else is off by default off, and
# the same server built with NO_COUNTING (include/variant.h): no counter,
# histogram, sampled layer, slow log or access log in a request's way, and no
# clock that only those look at.
#
#	BUILD=build ROUNDS=15 SECONDS_EACH=0.5 CONNECTIONS=16 bench/counting.sh
ROUNDS=${ROUNDS:-15} SECONDS_EACH=${SECONDS_EACH:-0.5}
. "$(dirname "$0")/lib/pair.sh"

pair_compare bare "$build/uncounted" counted "$build"
