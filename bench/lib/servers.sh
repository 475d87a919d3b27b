# servers - start what is measured, in a temporary folder, and end only that
#
# Sourced by the scripts of bench/.  Sets work, load, redis_socket and
# goxel_socket; has_goxel says whether there is a goxeld to measure.
build=${BUILD:-build}
load=$build/bench/load
work=$(mktemp -d) || exit 1
redis_socket=$work/redis.sock
goxel_socket=$work/goxel.sock
started=

stop_all() {
	for pid in $started; do
		kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
	done
	rm -rf "$work"
}
trap stop_all EXIT
trap 'exit 1' INT TERM HUP

has_goxel() {
	[ -x "$build/goxeld" ]
}

has_goxel || echo "no $build/goxeld yet: Redis alone" >&2

# await SOCKET REQUEST ...: until the server answers well, five seconds
await() {
	tries=0
	socket=$1
	shift
	until "$load" --unix "$socket" "$@" --once >/dev/null 2>&1; do
		tries=$((tries + 1))
		[ $tries -lt 250 ] || {
			echo "no answer on $socket" >&2
			cat "$work"/*.log >&2
			exit 1
		}
		sleep 0.02
	done
}

redis_command() {
	echo redis-server --port 0 --unixsocket "$redis_socket" \
	    --save "''" --appendonly no
}

# goxel_command WORKERS DATA: data in a folder of the temporary one
goxel_command() {
	echo "$build/goxeld" -f -s "$goxel_socket" -j "$1" \
	    -o "stats_socket=$work/stats.sock" -o listen= \
	    -o "data_dir=$work/$2"
}

# Both leave the server's process in `pid`.
start_redis() {
	$(redis_command) >"$work/redis.log" 2>&1 &
	pid=$!
	started="$started $pid"
	await "$redis_socket" --redis set
}

start_goxel() {	# start_goxel WORKERS
	mkdir -p "$work/data"
	$(goxel_command "$1" data) >"$work/goxel.log" 2>&1 &
	pid=$!
	started="$started $pid"
	await "$goxel_socket" --method ping
}
