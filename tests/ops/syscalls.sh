#!/bin/sh
# syscalls - the server calls nothing that its unit forbids
#
# It is traced while it serves what differs most: edits, a picture, an export,
# a script, a worker killed, a reload, an upgrade.  Each system call must be in
# the unit's SystemCallFilter, which systemd-analyze spells out.  Without
# strace or systemd-analyze this says so and passes.
#
#	BUILD=build tests/ops/syscalls.sh
build=$(cd "${BUILD:-build}" && pwd)
unit=$(cd "$(dirname "$0")/../.." && pwd)/etc/goxeld.service
work=$(mktemp -d) || exit 1
server=

stop() {
	[ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null
	rm -rf "$work"
}
trap stop EXIT
trap 'exit 1' INT TERM HUP

if ! command -v strace >/dev/null || ! command -v systemd-analyze >/dev/null
then
	echo 'SKIPPED: strace or systemd-analyze is not installed'
	exit 0
fi

members() {	# members @GROUP: its calls, those of groups in it too
	systemd-analyze syscall-filter "$1" | sed '1d; s/^ *//; /^#/d; /^$/d' |
	    while read -r name; do
		case $name in
		@*) members "$name" ;;
		*) echo "$name" ;;
		esac
	done
}

filter() {	# filter SIGN: the groups the unit allows, or takes away by ~
	for group in $(sed -n "s/^SystemCallFilter=$1@/@/p" "$unit"); do
		members "$group"
	done | sort -u
}

await_workers() {
	for _ in $(seq 300); do
		"$build/goxelctl" -s "$work/s" status 2>/dev/null |
		    grep -q '^workers_ready *2' && return
		sleep 0.05
	done
	cat "$work/log"
	exit 1
}

call() {
	"$build/goxelctl" -s "$work/s" call "$@" >"$work/said" 2>&1 || {
		echo "FAIL  $1: $(cat "$work/said")"
		exit 1
	}
}

filter '' >"$work/allowed.all"
filter '~' >"$work/forbidden"
comm -23 "$work/allowed.all" "$work/forbidden" >"$work/allowed"

# Root's SQLite does more than the service's.
as=
if [ "$(id -u)" = 0 ]; then
	as='-u nobody'
	chown nobody "$work"
fi
cp "$build/goxeld" "$work/goxeld"
# shellcheck disable=SC2086 # two words or none
strace $as -f -qq -o "$work/trace" "$work/goxeld" -f -s "$work/s" -p "$work/pid" \
    -o listen=127.0.0.1:0 -o "data_dir=$work/data" -o "working_dir=$work" \
    -o "files_root=$work" -j 2 >"$work/log" 2>&1 &
await_workers
server=$(cat "$work/pid")
call goxel.create_project '{"name": "traced"}'
call goxel.procedural_shape '{"shape_type": "sphere", "size_x": 20}'
call goxel.render_scene '{"output_path": "a.png"}'
call goxel.export_model '{"path": "a.obj"}'
call goxel.execute_script '{"script": "1 + 1"}'
call goxel.save_project '{"path": "a.gox"}'
kill -9 "$("$build/goxelctl" -s "$work/s" stats show workers json |
    grep -o '"pid":[0-9]*' | head -n 1 | cut -d : -f 2)"
await_workers
"$build/goxelctl" -s "$work/s" reload >/dev/null
sleep 0.5
await_workers
"$build/goxelctl" -s "$work/s" upgrade >/dev/null || exit 1
await_workers
call goxel.get_digest
"$build/goxelctl" -s "$work/s" stop >/dev/null
server=

# A call is the first word after the process, but where one goes on.
sed -n 's/^[0-9]* *\([a-z0-9_]*\)(.*/\1/p' "$work/trace" | sort -u \
    >"$work/called"
comm -23 "$work/called" "$work/allowed" >"$work/beyond"
if [ "$(wc -l <"$work/called")" -lt 40 ] || [ -s "$work/beyond" ]; then
	echo 'FAIL  these system calls are not allowed to the service:'
	cat "$work/beyond"
	exit 1
fi
echo "ok    all $(wc -l <"$work/called") system calls are allowed to the service"
