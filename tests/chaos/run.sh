#!/bin/sh
# run - the proof, and the proof of the proof
#
# First the server as it is: nothing may be lost.  Then the same server built
# with NAIVE_COMMIT (worker/wire.c), which is wrong in a few instructions only:
# its losses must be found, else the first result means nothing.
#
#	BUILD=build tests/chaos/run.sh SECONDS [FLAG ...]
build=${BUILD:-build}
seconds=${1:-60}
shift

BUILD=$build "$build/chaos" --seconds "$seconds" "$@" || exit 1

make -s B="$build/naive" CFLAGS='-O2 -g -DNAIVE_COMMIT' \
    "$build/naive/goxeld" || exit 1
BUILD=$build/naive "$build/chaos" --seconds 10 --reads-only --kill 20-60 \
    --reload 0 --expect-losses
