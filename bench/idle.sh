#!/bin/sh
# idle - memory of an idle server and of idle connections, beside Redis
#
# Memory is PSS summed over a server's processes: user memory, shared pages
# counted once.  Each connection has asked one request before it is idle.
#
#	BUILD=build CONNECTIONS=4000 WORKERS=4 bench/idle.sh
. "$(dirname "$0")/lib/servers.sh"
connections=${CONNECTIONS:-4000}
workers=${WORKERS:-4}
ulimit -n "$(ulimit -H -n)"

row() {	# row NAME SOCKET REQUEST ...
	name=$1 socket=$2
	shift 2
	"$load" --unix "$socket" "$@" --pid "$pid" --idle "$connections" \
	    --seconds 1 | awk -v name="$name" '
	{ printf "%-22s%12d%18d%22d\n", name, $2, $4, $6 }'
}

printf '%-22s%12s%18s%22s\n' "" "idle KiB" "held $connections, KiB" \
    "bytes a connection"
start_redis
row redis-server "$redis_socket" --redis ping
has_goxel || exit 0
start_goxel "$workers"
row "goxeld, $workers workers" "$goxel_socket" --method ping
