#!/bin/sh
# old - how fast what the old daemon's clients do is here
#
# That daemon is in no package, so it is not run beside ours: the figures it is
# held against are those of its study, on 4 cores shared with other work.
#
#	BUILD=build ROUNDS=21 SECONDS_EACH=3 bench/old.sh
. "$(dirname "$0")/lib/servers.sh"
rounds=${ROUNDS:-21}
seconds=${SECONDS_EACH:-3}

# An edit a request, many places; a voxel changes each time round.
awk 'BEGIN {
	for (i = 0; i < 255; i++)
		printf "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":" \
		    "\"goxel.add_voxel\",\"params\":[%d,%d,%d,%d,%d,0]}\n",
		    i, i % 16, (i * 7) % 16, i / 16 % 3, i, 255 - i
}' >"$work/edits"

mkdir -p "$work/data"
$(goxel_command 4 data) >"$work/server.log" 2>&1 &
started="$started $!"
await "$goxel_socket" --method ping
"$build/goxelctl" -s "$goxel_socket" call goxel.create_project '["old"]' \
    >/dev/null

# rate NAME DEPTH OLD
rate() {
	"$load" --unix "$goxel_socket" --request "$work/edits" \
	    --connections 64 --depth "$2" --seconds "$seconds" --csv |
	    awk -F, -v name="$1" -v old="$3" '{
		printf "%-28s %9d requests/s  p99 %8.1f us  %6.1f times its " \
		    "%d\n", name, $4, $7, $4 / old, old }'
}

echo "64 connections, add_voxel, one project, the load generator beside it"
rate "one at a time" 1 20000
rate "16 on their way" 16 20000
"$build/bench/bulk" "$goxel_socket" "$rounds"
