#!/bin/sh
# restart - what many stored projects cost a server that starts again
#
# For each count of small projects (six edits each, in the journal alone):
# milliseconds from exec to the first reply, median and range of the rounds;
# memory then, as PSS of all processes; and what opening one takes, out of as
# many as OPENS, beyond a request that does nothing.
#
#	BUILD=build COUNTS="1000 10000 16384" ROUNDS=5 WORKERS=4 bench/restart.sh
. "$(dirname "$0")/lib/servers.sh"
counts=${COUNTS:-0 1000 10000 16384}
rounds=${ROUNDS:-5}
workers=${WORKERS:-4}
opens=${OPENS:-1000}

ctl() { "$build/goxelctl" -s "$goxel_socket" "$@"; }
keeper() { ctl stats show info | awk '$1 == "keeper:" { print $2 }'; }

stop() {
	kill "$pid" && wait "$pid"
	started=
}

# KiB, of the master, its children and the keeper
memory() {
	for one in $pid $(ps -o pid= --ppid "$pid") $(keeper); do
		cat "/proc/$one/smaps_rollup" 2>/dev/null
	done | awk '/^Pss:/ { sum += $2 } END { print sum }'
}

# A project that is open holds a ring, of which there are some 9,500; so a
# server is ended, and its projects are on disk alone, before there are too
# many.
fill() {	# fill COUNT
	first=1
	while [ $first -le "$1" ]; do
		last=$((first + 3999 < $1 ? first + 3999 : $1))
		fill_part $first $last
		first=$((last + 1))
	done
}

fill_part() {	# fill_part FIRST LAST
	seq -f '%05.0f' "$1" "$2" | awk '{
		printf "goxel.create_project [\"p%s\"]\n", $1
		for (i = 0; i < 4; i++)
			printf "goxel.add_voxel [%d,0,0,255,0,0,255,0]\n", i
		print "goxel.fill_box {\"min\":[0,0,0],\"max\":[9,9,9]," \
		    "\"color\":[1,2,3,255]}"
	}' >"$work/fill"
	start_goxel "$workers"
	ctl run "$work/fill" 2>"$work/told" >&2 || cat "$work/told" >&2
	stop
}

# seconds SCRIPT: until all of its requests are answered
seconds() {
	from=$(date +%s.%N)
	ctl run "$1" >/dev/null 2>&1 || echo "a request failed" >&2
	echo "$from $(date +%s.%N)" | awk '{ printf "%.6f\n", $2 - $1 }'
}

starts() {
	round=0
	while [ $round -lt "$rounds" ]; do
		round=$((round + 1))
		"$load" --unix "$goxel_socket" --method ping --start -- \
		    $(goxel_command "$workers" data) 2>>"$work/goxel.log"
	done | sort -n | awk '{ ms[NR] = $1 }
	END {
		middle = ms[int((NR + 1) / 2)] + ms[int(NR / 2) + 1]
		printf "%8.1f  %7.1f-%-7.1f", middle / 2, ms[1], ms[NR]
	}'
}

row() {	# row COUNT
	rm -rf "$work/data"
	mkdir "$work/data"
	fill "$1"
	printf '%8d  %s' "$1" "$(starts)"
	start_goxel "$workers"
	idle=$(memory)
	[ "$1" -lt "$opens" ] && opened=$1 || opened=$opens
	seq -f 'goxel.open_project ["p%05.0f"]' 1 "$opened" >"$work/open"
	yes ping | head -n "$opened" >"$work/ping"
	nothing=$(seconds "$work/ping")
	some=$(seconds "$work/open")
	echo "$idle $(memory) $nothing $some $opened" | awk '{
		printf "%10d%12d", $1, $2
		if ($5 > 0)
			printf "%12.3f", ($4 - $3) * 1000 / $5
		print ""
	}'
	stop
}

has_goxel || exit 0
ln -s stats.sock "$goxel_socket.stats"
echo "$workers workers; memory in KiB, before and after opening" \
    "at most $opens"
printf '%8s  %8s  %-15s%10s%12s%12s\n' projects "start ms" range idle opened \
    "ms an open"
for count in $counts; do
	row "$count"
done
