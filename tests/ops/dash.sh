#!/bin/sh
# dash - the dashboard in a browser: what it shows, and what it must not do
#
# Debian's chromium and packages of npm, in the versions named here, drive a
# server under load with a worker killed; where they are not to be had this
# says so and is no failure.  Pictures of it are left in $BUILD/dash.
#
#	BUILD=build tests/ops/dash.sh
build=$(cd "${BUILD:-build}" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
npm=$build/npm/dash
work=$(mktemp -d) || exit 1
server=

stop() {
	[ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null
	rm -rf "$work"
}
trap stop EXIT
trap 'exit 1' INT TERM HUP

browser=$(command -v chromium) && "$here/../mcp/packages.sh" "$npm" \
    playwright-core@1.57.0 axe-core@4.11.0 || {
	echo "dash-check: SKIPPED, chromium (apt) or npm's packages are not" \
	    "to be had"
	exit 0
}
cp "$here/dash.mjs" "$npm/"
mkdir -p "$build/dash"

printf '0123456789abcdef-operators\n' >"$work/token"
chmod 600 "$work/token"
printf 'workers 3\n' >"$work/conf"
"$build/goxeld" --foreground -c "$work/conf" -s "$work/socket" -o listen=off \
    -o admin_listen=127.0.0.1:0 -o "data_dir=$work/data" >"$work/log" 2>&1 &
server=$!
tries=0
until url=$(printf 'show config\n' | "$build/goxelctl" -s "$work/socket" \
    stats show config 2>/dev/null | sed -n \
    's,^admin_listen *\(127[0-9.:]*\).*,http://\1/dash/,p') &&
    [ -n "$url" ]; do
	tries=$((tries + 1))
	[ $tries -lt 250 ] || { cat "$work/log" >&2; exit 1; }
	sleep 0.02
done
timeout 250 node "$npm/dash.mjs" "$url" "$browser" "$work" "$server" "$build" || { tail -n 5 "$work/log" >&2; exit 1; }
