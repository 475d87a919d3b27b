#!/bin/sh
# conformance - MCP's own conformance suites, run against a server of 4 workers
#
# Both pinned releases of the suite, all scenarios, PASSES times in a row; then
# once more while a worker is killed every 200 ms, which no client may notice.
# A warning is a failure; a skip needs a reason in checks.mjs beside this.
#
#	BUILD=build tests/mcp/conformance.sh
#	CONFORMANCE_SHORT=1	one pass, nobody is killed
#	CONFORMANCE_PASSES=N	so many before that, instead of 3
#	MCP_TOOLS=FOLDER	where the suites are installed, or shall be
build=${BUILD:-build}
here=$(dirname "$0")
tools=${MCP_TOOLS:-$build/conformance/tools}
out=$build/conformance/out
main=node_modules/@modelcontextprotocol/conformance/dist/index.js
passes=${CONFORMANCE_SHORT:+1}
passes=${passes:-${CONFORMANCE_PASSES:-3}}

skip()
{
	echo "conformance: SKIPPED: $*" >&2
	exit 0
}

# install FOLDER PACKAGE: of npm, unless it is there
install()
{
	[ -d "$tools/$1/node_modules" ] && return
	mkdir -p "$tools/$1" && (cd "$tools/$1" &&
	    npm install --no-audit --no-fund --prefix . "$2") \
	    >"$tools/$1.log" 2>&1 || {
		rm -rf "$tools/$1/node_modules"
		skip "npm cannot install $2, see $tools/$1.log"
	}
}

command -v npm >/dev/null || skip "there is no npm"
install node22 node@22
install conf @modelcontextprotocol/conformance@0.1.16
install conf02 @modelcontextprotocol/conformance@0.2.0-alpha.12
node=$tools/node22/node_modules/.bin/node

rm -rf "$out"
mkdir -p "$out"
# Who dies is started again at once, however often.
work=$(mktemp -d)
port=$("$node" -e 's = require("net").createServer().listen(0, "127.0.0.1",
    () => { console.log(s.address().port); s.close() })')
"$build/goxeld" --foreground -o socket="$work/sock" \
    -o listen=127.0.0.1:"$port" -o data_dir="$work/data" -o workers=4 \
    -o mcp_fixtures=yes -o log="$out/log" -o attempts=10 \
    -o restart_limit=1024 -o restart_delay_max=0 &
server=$!
killer=
end()
{
	[ -n "$killer" ] && kill "$killer" 2>/dev/null
	kill "$server" 2>/dev/null && wait "$server"
	rm -rf "$work"
}
trap end EXIT
trap 'exit 1' INT TERM
while ! "$build/goxelctl" -s "$work/sock" call ping \
    >"$work/ping" 2>&1; do
	kill -0 "$server" || exit 1
	sleep 0.1
done

# run NAME TOOL ARGUMENT...
run()
{
	name=$1 tool=$2
	shift 2
	mkdir -p "$out/$pass/$name"
	"$node" "$tools/$tool/$main" server --url "http://localhost:$port/mcp" \
	    "$@" -o "$out/$pass/$name" >"$out/$pass/$name.txt" 2>&1
}

pass()
{
	pass=$1
	run 0.1.16-all conf --suite all
	run 0.2-2025-11-25 conf02 --requirements 2025-11-25
	run 0.2-2026-07-28 conf02 --requirements 2026-07-28
	run 0.2-all conf02 --suite all
	"$node" "$here/checks.mjs" "$out/$pass" || failed=1
}

# Children of our own server only, and only those that serve.
kill_workers()
{
	while :; do
		sleep 0.2
		pid=$("$build/goxelctl" -s "$work/sock" stats show workers |
		    awk '$3 ~ /^ready/ { print $2 }' | shuf -n 1)
		[ -n "$pid" ] && kill -9 "$pid" && echo >>"$out/kills"
	done 2>/dev/null
}

failed=0
n=0
while [ $((n += 1)) -le "$passes" ]; do
	echo "pass $n of $passes"
	pass "$n"
done
if [ -z "$CONFORMANCE_SHORT" ]; then
	echo "while workers are killed"
	kill_workers &
	killer=$!
	pass killed
	echo "$(wc -l <"$out/kills") workers were killed"
fi
[ $failed -eq 0 ] && echo "conformance: nothing failed, nothing warned"
exit $failed
