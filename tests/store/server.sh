# server - the whole server for the proofs of the store; sourced by run.sh

server= client=
ctl() { "$build/goxelctl" -s "$work/sock" "$@"; }

# start_server DATA "SETTINGS" [NAME=VALUE ...]: with these in its environment
start_server() {
	data_of=$1 settings=$2
	shift 2
	env "$@" "${goxeld:-$build/goxeld}" -f -s "$work/sock" -o listen=off -j 2 \
	    -l "$work/log" -o data_dir="$data_of" $settings \
	    >/dev/null 2>&1 &
	server=$!
	tries=0
	until ctl call ping >/dev/null 2>&1; do
		tries=$((tries + 1)); [ $tries -lt 200 ] || return 1
		sleep 0.02
	done
}

# Every process at once: the master is stopped meanwhile, so that it starts no
# other keeper; and none is left when this returns.
kill_server() {
	all="$(ctl stats show info 2>/dev/null |
	    awk '$1 == "keeper:" { print $2 }') $(ps -o pid= --ppid $server)"
	kill -STOP $server
	kill -9 $all $server 2>/dev/null
	wait $server 2>/dev/null
	server= tries=0
	while kill -0 $all 2>/dev/null && [ $tries -lt 50 ]; do
		tries=$((tries + 1))
		sleep 0.02
	done
}

# start_client SCRIPT: its requests one after the other, replies in promised
start_client() {
	ctl run --print "$1" >"$work/promised" 2>/dev/null &
	client=$!
}

stop_client() {
	kill $client 2>/dev/null
	wait $client 2>/dev/null
	client=
}

# A project, and edits without end.
write_script() {
	{
		echo 'goxel.create_project ["cut"]'
		seq -f 'goxel.add_voxel [%.0f,0,0,255,0,0,255,0]' 0 100000
	} >"$work/script"
}

# acknowledged DATA: what was is there, after a start; says why not
acknowledged() {
	start_server "$1" "" || {
		echo "the server does not start again" >"$work/why"
		return 1
	}
	# The first is the project's.
	acked=$(($(grep -c '"success":true' "$work/promised") - 1))
	ctl call goxel.open_project '["cut"]' >"$work/why" 2>&1
	there=$(sed -n 's/.*"revision": *\([0-9]*\).*/\1/p' "$work/why")
	kill_server
	[ $acked -gt 0 ] && [ "${there:-0}" -gt $acked ] && return 0
	echo "$acked edits were acknowledged, revision ${there:-none}" \
	    >"$work/why"
	return 1
}
