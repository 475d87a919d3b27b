#!/bin/sh
# run - the proof, and the proof of the proof
#
# First the server as it is: nothing may be lost.  Then the same server built
# with NAIVE_COMMIT, which is wrong in a few instructions only, and with
# NO_HOTLOG, which keeps no journal (include/variant.h): their losses must be
# found, else the first result means nothing.
#
#	BUILD=build tests/chaos/run.sh SECONDS [FLAG ...]
build=${BUILD:-build}
seconds=${1:-60}
shift

BUILD=$build "$build/chaos" --seconds "$seconds" "$@" || exit 1

# control NAME FLAG ARGUMENT...: this build must be found out
control()
{
	make -s B="$build/$1" CFLAGS="-O2 -g $2" "$build/$1/goxeld" || exit 1
	with=$build/$1
	shift 2
	BUILD=$with "$build/chaos" --reload 0 --upgrade 0 --keeper 0 --move 0 \
	    --shadow 0 --expect-losses "$@" || exit 1
}

control naive -DNAIVE_COMMIT --seconds 10 --reads-only --kill 20-60
control no-hotlog -DNO_HOTLOG --seconds 3
