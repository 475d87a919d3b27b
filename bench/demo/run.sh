#!/bin/sh
# demo - build a castle, kill its worker half-way, finish it
#
# One goxelctl reads its requests from a pipe and so keeps one connection from
# the first stone to the last flag.  Between the halves the worker that holds
# the castle is killed with -9; the other half goes down the same pipe.  What
# was made is left in $BUILD/demo.
set -eu

build=${BUILD:-build}
script=$(dirname "$0")/castle.txt
out=$build/demo
dir=$(mktemp -d)
master=
client=
patience=600		# tenths of a second, for any step

finish()
{
	status=$?
	exec 3>&- || :
	[ -z "$client" ] || kill "$client" 2>/dev/null || :
	[ -z "$master" ] || kill "$master" 2>/dev/null || :
	wait
	[ $status -eq 0 ] || tail -n 20 "$dir"/log "$dir"/errors >&2 || :
	rm -rf "$dir"
	exit $status
}
trap finish EXIT
trap 'exit 1' INT TERM

die()
{
	echo "demo: $*" >&2
	exit 1
}

# await WHAT COMMAND...: until the command succeeds
await()
{
	what=$1 tries=0
	shift
	until "$@"; do
		tries=$((tries + 1))
		[ $tries -lt $patience ] || die "$what: waited in vain"
		kill -0 "$master" || die "$what: the server has ended"
		sleep 0.1
	done
}

ctl() { "$build/goxelctl" -s "$dir/sock" "$@"; }

listening() { ctl call ping >"$dir/ping" 2>&1; }

# answered LINE: goxelctl has printed the reply to this line of its input
answered()
{
	kill -0 "$client" 2>/dev/null || die "goxelctl has ended"
	grep -q "^$1	" "$dir/replies"
}

# The process that holds the castle.
holder()
{
	ctl stats show projects json | tr '}' '\n' | grep '"name":"castle"' |
	    sed -n 's/.*"pid":\([0-9]*\).*/\1/p'
}

held() { [ -n "$(holder)" ]; }

# The client's end of its connection, as the kernel numbers it.
connection()
{
	readlink /proc/"$client"/fd/* | grep socket: | head -n 1
}

now() { date +%s%N; }
seconds() { echo $(($2 - $1)) | awk '{ printf "%.2f s", $1 / 1e9 }'; }
requests() { grep -c '^[0-9]*	' "$dir/replies"; }
size() { wc -c <"$1" | tr -d ' '; }

half=$(sed -n '/^# ---- half-way/=' "$script")
total=$(sed -n '$=' "$script")

"$build/goxeld" -f -j 4 -s "$dir/sock" -p "$dir/pid" -l "$dir/log" \
    -o listen=off -o "data_dir=$dir/data" >"$dir/errors" 2>&1 &
master=$!
await "starting the server" listening

mkfifo "$dir/requests"
: >"$dir/replies"
"$build/goxelctl" -s "$dir/sock" run --print - \
    <"$dir/requests" >>"$dir/replies" 2>"$dir/summary" &
client=$!
exec 3>"$dir/requests"

began=$(now)
sed "${half}q" "$script" >&3
echo ping >&3
await "the first half" answered $((half + 1))
first_time=$(seconds "$began" "$(now)")
first_count=$(requests)
first_worker=$(holder)
first_connection=$(connection)
[ -n "$first_worker" ] || die "no worker holds the castle"
[ -n "$first_connection" ] || die "goxelctl has no connection"

kill -9 "$first_worker"

began=$(now)
sed "1,${half}d" "$script" >&3
echo "goxel.render_scene {\"output_path\":\"$dir/castle.png\",\
\"width\":1280,\"height\":960,\
\"camera\":{\"position\":[196,-290,176],\"target\":[0,-2,34],\"fov\":36},\
\"options\":{\"background_color\":[214,230,242],\"samples\":2}}" >&3
echo "goxel.save_project [\"$dir/castle.gox\"]" >&3
await "the second half" answered $((total + 3))
second_time=$(seconds "$began" "$(now)")
second_count=$(($(requests) - first_count))
await "the castle after the kill" held
second_worker=$(holder)
second_connection=$(connection)

voxels=$(ctl call goxel.list_layers | tr ',' '\n' |
    sed -n 's/.*"voxel_count":\([0-9]*\).*/\1/p' |
    awk '{ n += $1 } END { print n }')
layers=$(ctl call goxel.list_layers | sed -n 's/.*"count":\([0-9]*\).*/\1/p')

exec 3>&-
wait "$client" || { cat "$dir/summary" >&2; die "a request failed"; }
client=
kill "$master"
wait "$master" || die "the server did not end well"
master=

[ "$first_connection" = "$second_connection" ] ||
    die "the connection changed: $first_connection, $second_connection"
[ "$first_worker" != "$second_worker" ] || die "the worker was not replaced"
[ "$voxels" -ge 100000 ] || die "the castle has only $voxels voxels"
[ -s "$dir/castle.png" ] || die "there is no castle.png"
[ -s "$dir/castle.gox" ] || die "there is no castle.gox"

mkdir -p "$out"
mv "$dir/castle.png" "$dir/castle.gox" "$out"

cat <<END

                      first half            second half
  requests answered   $(printf %-21s "$first_count") $second_count
  time                $(printf %-21s "$first_time") $second_time
  serving worker      $(printf %-21s "$first_worker") $second_worker
  connection          $(printf %-21s "$first_connection") $second_connection

  worker $first_worker was killed with -9 between the halves
  $voxels voxels in $layers layers
  $out/castle.png  $(size "$out/castle.png") bytes
  $out/castle.gox  $(size "$out/castle.gox") bytes

END
