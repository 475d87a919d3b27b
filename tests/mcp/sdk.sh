#!/bin/sh
# sdk - MCP's own clients drive a server: both SDKs, both eras, the Inspector
#
# The packages come from npm, in the versions named here; where they are not
# to be had this says so and is no failure.
#
#	BUILD=build tests/mcp/sdk.sh
build=$(cd "${BUILD:-build}" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
npm=$build/npm/sdk
work=$(mktemp -d) || exit 1
socket=$work/socket
server=

stop() {
	[ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null
	rm -rf "$work"
}
trap stop EXIT
trap 'exit 1' INT TERM HUP

"$here/packages.sh" "$npm" node@22.23.3 @modelcontextprotocol/sdk@1.32.2 \
    @modelcontextprotocol/client@2.4.0 @modelcontextprotocol/inspector@2.12.0 \
    ajv@8.20.0 ajv-formats@3.0.1 gpt-tokenizer@4.0.0 \
    gltf-validator@2.0.0-dev.3.10 || {
	echo "sdk-check: SKIPPED, its packages are not to be had"
	exit 0
}
node=$npm/node_modules/.bin/node
inspector=$npm/node_modules/.bin/mcp-inspector
cp "$here"/*.mjs "$npm/"
PATH=$npm/node_modules/.bin:$PATH

mkdir "$work/files"
"$build/goxeld" --foreground -s "$socket" -o listen=127.0.0.1:0 \
    -o "data_dir=$work/data" -o "files_root=$work/files" \
    -o "working_dir=$work/files" -j 2 >"$work/log" 2>&1 &
server=$!
tries=0
until url=$("$build/goxelctl" -s "$socket" status 2>/dev/null |
    sed -n 's,^listen *\(.*\),http://\1/mcp,p') && [ -n "$url" ]; do
	tries=$((tries + 1))
	[ $tries -lt 250 ] || { cat "$work/log" >&2; exit 1; }
	sleep 0.02
done

failed=0

# inspect NAME TEXT OPTION ...: what the Inspector prints must have that text
inspect() {
	name=$1 text=$2
	shift 2
	if timeout 60 "$inspector" --cli "$@" >"$work/said" 2>&1 </dev/null &&
	    grep -q "$text" "$work/said"; then
		echo "ok    Inspector, $name"
	else
		echo "FAIL  Inspector, $name:"
		head -n 20 "$work/said"
		failed=1
	fi
}

timeout 300 "$node" "$npm/sdk.mjs" "$url" "$build/goxelctl" "$socket" ||
    failed=1
inspect "HTTP, lists" '"voxel_list"' "$url" --transport http \
    --method tools/list
inspect "HTTP, calls" '"models"' "$url" --transport http \
    --method tools/call --tool-name voxel_list
inspect "stdio, lists" '"voxel_list"' "$build/goxelctl" -s "$socket" mcp \
    --method tools/list
inspect "stdio, calls" '"models"' "$build/goxelctl" -s "$socket" mcp \
    --method tools/call --tool-name voxel_list
timeout 60 "$node" "$npm/tokens.mjs" "$url" || failed=1
exit $failed
