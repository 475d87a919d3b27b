#!/bin/sh
# power - edits an fsync with durability power, and what waiting for it costs
#
#	BUILD=build CONNECTIONS=64 SECONDS_EACH=4 bench/power.sh
. "$(dirname "$0")/lib/servers.sh"
connections=${CONNECTIONS:-64}
seconds=${SECONDS_EACH:-4}

# measure DURABILITY
measure() {
	rm -f "$goxel_socket"
	$(goxel_command 2 "$1") -o "durability=$1" \
	    -o "stats_socket=$goxel_socket.stats" >"$work/$1.log" 2>&1 &
	server=$!
	started="$started $server"
	await "$goxel_socket" --method ping
	"$build/goxelctl" -s "$goxel_socket" call goxel.create_project \
	    '["power"]' >/dev/null
	"$load" --unix "$goxel_socket" --method goxel.add_voxel \
	    --params '[1,2,3,255,0,0,255,0]' --connections "$connections" \
	    --seconds "$seconds" --csv >"$work/csv"
	"$build/goxelctl" -s "$goxel_socket" stats show info >"$work/info"
	awk -v name="$1" -F'[,: ]+' '
	FILENAME ~ /csv/ { rate = $4; p50 = $5; p99 = $7 }
	$1 == "store_commits" { commits = $2 }
	$1 == "store_edits" { edits = $2 }
	$1 == "commit_us" { us = $2 }
	END {
		printf "%-10s %9d edits/s  p50 %8.1f us  p99 %9.1f us" \
		    "  %7.1f edits a commit  %6d us a commit\n", name, rate,
		    p50, p99, commits ? edits / commits : 0, us
	}' "$work/csv" "$work/info"
	kill $server
	wait $server 2>/dev/null
}

echo "$connections connections, one edit each at a time, one project"
measure process
measure power
