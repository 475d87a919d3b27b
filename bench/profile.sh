#!/bin/sh
# profile - what sampling costs: server CPU a request
#
# Two servers, one of which is profiled all the time; with BASE, a third of
# another build (one without a sampler, or with frame pointers).  Pairs are
# interleaved; told are the median of CPU a request, and of the ratio to the
# server at rest in the same round.
#
#	BUILD=build ROUNDS=21 SECONDS_EACH=1 BASE=.../goxeld bench/profile.sh
. "$(dirname "$0")/lib/servers.sh"
rounds=${ROUNDS:-21}
seconds=${SECONDS_EACH:-1}
has_goxel || exit 1
names="rest profiled"

start() {	# start NAME PROGRAM
	goxel_socket=$work/$1.sock
	mkdir -p "$work/$1.data"
	"$2" -f -s "$goxel_socket" -j 1 -o listen= \
	    -o "data_dir=$work/$1.data" >"$work/$1.log" 2>&1 &
	eval "pid_$1=$!"
	started="$started $!"
	await "$goxel_socket" --method ping
	"$load" --unix "$goxel_socket" --once --method goxel.create_project \
	    --params '{"name":"p"}' >/dev/null
}

measure() {	# measure NAME METHOD PARAMS
	eval "server=\$pid_$1"
	"$load" --unix "$work/$1.sock" --pid "$server" --method "$2" \
	    --params "$3" --label "$1.$2" --connections 1 --depth 16 \
	    --seconds "$seconds" --csv | cut -d, -f10 >>"$work/$1.$2"
}

each() {	# each METHOD PARAMS
	for name in $(shuf -e $names); do
		if [ "$name" = profiled ]; then
			"$build/goxelctl" -s "$work/profiled.sock" profile \
			    $((seconds + 2)) >/dev/null &
			profile=$!
			sleep 0.2
		fi
		measure "$name" "$1" "$2"
		[ "$name" = profiled ] && wait "$profile"
	done
}

tell() {	# tell METHOD
	for name in $names; do
		paste -d' ' "$work/$name.$1" "$work/rest.$1" |
		    awk '{ print $1, $1 / $2 }' >"$work/pairs"
		us=$(cut -d' ' -f1 "$work/pairs" | sort -n |
		    awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }')
		cut -d' ' -f2 "$work/pairs" | sort -n | awk -v us="$us" \
		    -v name="$name" '{ v[NR] = $1 } END {
		    printf "  %-9s%9.3f us  ratio %.4f  %.3f-%.3f\n", name, us,
		    v[int((NR + 1) / 2)], v[int((NR + 3) / 4)],
		    v[int((3 * NR + 1) / 4)] }'
	done
}

start rest "$build/goxeld"
start profiled "$build/goxeld"
if [ -n "$BASE" ]; then
	names="$names base"
	start base "$BASE"
fi
box='{"project":"p","min":[0,0,0],"max":[30,30,30],"color":"#ff0000"}'
round=0
while [ $round -lt "$rounds" ]; do
	round=$((round + 1))
	each ping '{}'
	each goxel.fill_box "$box"
done
echo "server CPU a request, $rounds rounds of $seconds s: medians, quartiles"
for method in ping goxel.fill_box; do
	echo "$method"
	tell $method
done
