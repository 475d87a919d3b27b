#!/bin/sh
# run - what the store promises, against kills, failing disks and power cuts
#
#	BUILD=build tests/store/run.sh short|long
#
# A program puts edits into a store and prints what is safe (pump.c); then
#	1  every n-th call that changes the disk is killed, or fails with EIO or
#	   ENOSPC (strace --inject)
#	2  any write takes less than it was given, and the disk goes on or is
#	   full then (short.sh, shortdisk.c)
#	3  the power is cut: what was not synchronised is lost, or some of it
#	   (powercut.c, rebuild.c)
#	4  both with the whole server and clients, durability power
#	5  workers die faster than a checkpoint file is written (files.sh)
# and what was promised must be there.  The controls - promises before the
# commit, no synchronisation, no checksum, short writes taken for whole ones,
# writers that die with their worker - must be found out, else nothing of this
# means anything.
build=${BUILD:-build}
length=${1:-short}
here=$(dirname "$0")
"$here/../../tool/deps" strace procps || exit 1
work=$(mktemp -d /tmp/goxeld-store.XXXXXX) || exit 1
. "$here/server.sh"
. "$here/short.sh"
. "$here/files.sh"
trap 'kill -9 $client $server 2>/dev/null; rm -rf "$work"' EXIT
if [ "$length" = long ]; then points=20 cuts=60 commits=45 serves=12
else points=1 cuts=6 commits=45 serves=1; fi
passed=0 failed=0

# control NAME FLAG [PROGRAM]: a control build, of pump or another program
control() {
	make -s B="$build/store-$1" CFLAGS="-O2 -g $2" \
	    "$build/store-$1/${3:-store/pump}" || exit 1
}

last() { tail -n 1 "$work/promised" 2>/dev/null | grep -E '^[0-9]+$' || echo 0; }

# holds PUMP FOLDER: everything promised is there; says why not
holds() { "$1" verify "$2" "$(last)" >"$work/why" 2>&1; }

note() {
	if [ "$1" = good ]; then passed=$((passed + 1)); return; fi
	failed=$((failed + 1))
	echo "FAILED: $2: $(cat "$work/why")"
}

calls="pwrite64 fdatasync fsync write renameat ftruncate unlinkat"

# inject PUMP CALL FAULT N: run it with the n-th call at fault
inject() {
	rm -rf "$work/data" "$work/promised"
	timeout 20 strace -f -qq -e trace="$2" -e inject="$2:$3:when=$4" \
	    -o "$work/trace" "$1" write "$work/data" "$commits" \
	    >"$work/promised" 2>"$work/err"
}

# How often a run calls each of them, into $work/counts.
count_calls() {
	rm -rf "$work/data"
	strace -f -qq -e trace="$(echo $calls | tr ' ' ,)" -o "$work/trace" \
	    "$1" write "$work/data" "$commits" >/dev/null
	for call in $calls; do
		echo "$call $(grep -c " $call(" "$work/trace")"
	done >"$work/counts"
}

# kills PUMP POINTS FAULT...: each fault at so many calls of each kind, from
# the first to the last; counts in lost
kills() {
	pump_of=$1 spread=$2 lost=0 tried=0
	shift 2
	count_calls "$pump_of"
	while read -r call count; do
		for fault; do
			at=0
			while [ $at -le "$spread" ] && [ "$count" -gt 0 ]; do
				n=$((1 + at * (count - 1) / spread))
				inject "$pump_of" "$call" "$fault" $n </dev/null
				tried=$((tried + 1))
				holds "$pump_of" "$work/data" || {
					lost=$((lost + 1))
					$tell bad "$call $fault $n"
				}
				at=$((at + 1))
			done
		done
	done <"$work/counts"
}

# cut PUMP SEED: run, kill at some moment, rebuild as after a power cut
cut() {
	rm -rf "$work/data" "$work/mirror" "$work/after" "$work/promised"
	mkdir "$work/mirror"
	POWERCUT_ROOT=$work/data POWERCUT_MIRROR=$work/mirror \
	    LD_PRELOAD=$build/store/powercut.so \
	    "$1" write "$work/data" 100000 >"$work/promised" 2>"$work/err" &
	pid=$!
	sleep "0.$((2 + $2 % 6))"
	kill -9 $pid
	wait $pid 2>/dev/null
	"$build/store/rebuild" "$work/data" "$work/mirror" "$work/after" "$2" &&
	    chmod 700 "$work/after"
}

cuts_of() {
	lost=0 seed=1
	while [ $seed -le "$2" ]; do
		cut "$1" $seed
		holds "$1" "$work/after" || {
			lost=$((lost + 1))
			$tell bad "power cut, seed $seed"
		}
		seed=$((seed + 1))
	done
}

# The whole server: edits acknowledged before the cut are read after it.
serve() {
	rm -rf "$work/data" "$work/mirror" "$work/after" "$work/promised"
	mkdir "$work/mirror"
	start_server "$work/data" "-o durability=power" \
	    POWERCUT_ROOT="$work/data" POWERCUT_MIRROR="$work/mirror" \
	    LD_PRELOAD="$build/store/powercut.so" || return 1
	write_script
	start_client "$work/script"
	sleep "0.$((3 + $1 % 5))"
	kill_server
	stop_client
	"$build/store/rebuild" "$work/data" "$work/mirror" "$work/after" "$1" &&
	    chmod 700 "$work/after"
	acknowledged "$work/after"
}

pump=$build/store/pump
tell=note
kills "$pump" $points signal=KILL error=EIO error=ENOSPC
[ $lost = 0 ] && note good
echo "store: $tried kills and failing calls, $lost lost or damaged"

shorts "$pump" $points "" SHORT_FULL=1
[ $lost = 0 ] && note good
short_files "$pump"
[ $lost = 0 ] && note good
echo "store: $tried short writes, $lost lost or damaged"

cuts_of "$pump" $cuts
[ $lost = 0 ] && note good
echo "store: $cuts power cuts, $lost lost or damaged"

run=1
while [ $run -le $serves ]; do
	if serve $run; then note good; else note bad "server, cut $run"; fi
	for how in SHORT_EVERY=2 "SHORT_FULL=1 SHORT_AT=$((run * 60))"; do
		if serve_short $run SHORT_PART=$((run % 3)) $how; then
			note good
		else note bad "server, short writes: $how"; fi
	done
	run=$((run + 1))
done
echo "store: $serves power cuts and $((2 * serves)) short disks of the" \
    "whole server"

write_big_script >"$work/big"
if files_under_kills 100; then note good; else
	echo "no file after $kills kills" >"$work/why"
	note bad "files under kills"
fi
echo "store: a file after $kills kills, one each 100 ms"
if doubted_file; then note good; else
	echo "a file at revision $at" >"$work/why"
	note bad "file of a worker that died of itself"
fi
doubted_file KILL
[ $? = 1 ] && note good || {
	echo "its file was not written, so the test before proves nothing" \
	    >"$work/why"
	note bad "file of a worker that was killed"
}

# expect NAME: the control just run has lost something
expect() {
	if [ $lost -gt 0 ]; then note good; else
		echo "nothing was lost, and must have been" >"$work/why"
		note bad "control $1"
	fi
	echo "store: control $1: $lost lost, as it must"
}

control early -DSTORE_EARLY
tell=:
kills "$build/store-early/store/pump" 3 signal=KILL
expect "promises before the commit"

tell=:
shorts "$build/store-early/store/pump" 3 SHORT_FULL=1
expect "promises before the commit, short writes"

control short -DSTORE_SHORT
short_files "$build/store-short/store/pump"
expect "short writes taken for whole ones"

control unsafe -DSTORE_UNSAFE
cuts_of "$build/store-unsafe/store/pump" 6
expect "no synchronisation"

# damage PUMP: one byte of the database is another one, at many places
damage() {
	rm -rf "$work/data" "$work/promised"
	"$1" write "$work/data" 30 >"$work/promised"
	cp "$work/data/journal.db" "$work/good.db"
	size=$(stat -c %s "$work/good.db") at=4200 lost=0
	while [ $at -lt "$size" ]; do
		cp "$work/good.db" "$work/data/journal.db"
		printf '\377' | dd of="$work/data/journal.db" bs=1 seek=$at \
		    conv=notrunc 2>/dev/null
		"$1" verify "$work/data" 0 >"$work/why" 2>&1
		[ $? = 5 ] && lost=$((lost + 1))
		at=$((at + size / 60))
	done
}

damage "$pump"
if [ $lost = 0 ]; then note good; else note bad "damage was read as truth"; fi
control unchecked -DSTORE_UNCHECKED
damage "$build/store-unchecked/store/pump"
expect "no checksum"

control filer -DFILER_DIES goxeld
lost=0
goxeld=$build/store-filer/goxeld files_under_kills 40
[ $? = 1 ] && lost=1
expect "writers that die with their worker"

echo "store: $passed passed, $failed failed"
[ $failed = 0 ]
