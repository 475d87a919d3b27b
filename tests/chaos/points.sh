#!/bin/sh
# points - die at every numbered step, under load
#
# The server built with KILLPOINTS (include/killpoint.h): processes die at one
# step of include/tbl/killpoints.h after the other.  Nothing may be lost, and a
# step where nobody died fails the run.  Then the same for what only accept
# mode reuseport does.  The build as it is has no steps, so that it must fail:
# a table that is right without deaths would prove nothing.
#
#	BUILD=build tests/chaos/points.sh SECONDS [FLAG ...]
build=${BUILD:-build}
seconds=${1:-60}
shift

make -s B="$build/points" CFLAGS='-O2 -g -DKILLPOINTS' \
    "$build/points/goxeld" || exit 1
BUILD=$build/points "$build/chaos" --points --seconds "$seconds" \
    "$@" || exit 1
BUILD=$build/points "$build/chaos" --points --reuseport --seconds 2 "$@" \
    >"$build/points.out" 2>&1 || {
	cat "$build/points.out"
	exit 1
}
grep -E '^(accept_|chaos)' "$build/points.out"
if BUILD=$build "$build/chaos" --points --seconds 1 >"$build/points.out" 2>&1
then
	echo "a server without kill points passes: the table proves nothing"
	exit 1
fi
echo "kill points control: 1 passed, 0 failed"
