#!/bin/sh
# start - milliseconds from exec to the first good reply, beside Redis
#
#	BUILD=build ROUNDS=9 WORKERS=4 bench/start.sh
. "$(dirname "$0")/lib/servers.sh"
rounds=${ROUNDS:-9}
workers=${WORKERS:-4}

round=0
while [ $round -lt "$rounds" ]; do
	round=$((round + 1))
	rm -f "$redis_socket" "$goxel_socket"
	"$load" --unix "$redis_socket" --redis ping --start -- \
	    $(redis_command) >>"$work/redis" 2>>"$work/redis.log" || {
		tail "$work/redis.log" >&2
		exit 1
	}
	has_goxel || continue
	mkdir -p "$work/data.$round"
	"$load" --unix "$goxel_socket" --method ping --start -- \
	    $(goxel_command "$workers" data.$round) \
	    >>"$work/goxel" 2>>"$work/goxel.log" || {
		tail "$work/goxel.log" >&2
		exit 1
	}
done

show() {	# show FILE NAME
	sort -n "$work/$1" | awk -v name="$2" '
	{ ms[NR] = $1 }
	END {
		printf "%-22s%9.3f ms   %.3f-%.3f\n", name,
		    (ms[int((NR + 1) / 2)] + ms[int(NR / 2) + 1]) / 2,
		    ms[1], ms[NR]
	}'
}

echo "exec to first reply over a Unix socket, median and range of $rounds"
show redis "redis-server"
has_goxel && show goxel "goxeld, $workers workers"
exit 0
