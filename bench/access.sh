#!/bin/sh
# access - what a line in the access log costs: server CPU a request
#
# Servers without one, with a plain one, with JSON, and with one request in
# ten, interleaved; a ping each, over one connection.
#
#	BUILD=build ROUNDS=7 SECONDS_EACH=1 bench/access.sh
. "$(dirname "$0")/lib/servers.sh"
rounds=${ROUNDS:-7}
seconds=${SECONDS_EACH:-1}
has_goxel || exit 1

start() {	# start NAME SETTING...
	name=$1
	shift
	goxel_socket=$work/$name.sock
	set -- $(goxel_command 1 "$name.data") -o "stats_socket=off" "$@"
	mkdir -p "$work/$name.data"
	"$@" >"$work/$name.log" 2>&1 &
	eval "pid_$name=$!"
	started="$started $!"
	await "$goxel_socket" --method ping
}

start off
start plain -o "access_log=$work/plain.access"
start json -o "access_log=$work/json.access" -o log_format=json
start tenth -o "access_log=$work/tenth.access" -o access_log_sample=10

round=0
while [ $round -lt "$rounds" ]; do
	round=$((round + 1))
	for name in $(shuf -e off plain json tenth); do
		eval "server=\$pid_$name"
		"$load" --unix "$work/$name.sock" --pid "$server" \
		    --method ping --label "$name" --connections 1 --depth 16 \
		    --seconds "$seconds" --csv >>"$work/results" || exit 1
		: >"$work/$name.access"
	done
done

echo "server CPU a request, median of $rounds rounds of $seconds s"
for name in off plain json tenth; do
	grep "^$name," "$work/results" | cut -d, -f10 | sort -n |
	    awk -v name=$name '{ us[NR] = $1 }
		END { printf "%-8s%8.3f us   %.3f-%.3f\n", name,
		    us[int((NR + 1) / 2)], us[1], us[NR] }'
done
