#!/bin/sh
# traces - what tracing costs: server CPU a request
#
# Servers that trace nothing, one request in 100, and all of them, interleaved;
# a ping each, over one connection.  The collector takes and forgets.  With
# BASE=FOLDER of another build, that one too, which is given no setting of it.
#
#	BUILD=build ROUNDS=15 SECONDS_EACH=1 bench/traces.sh
. "$(dirname "$0")/lib/servers.sh"
rounds=${ROUNDS:-15}
seconds=${SECONDS_EACH:-1}
port=${PORT:-14318}
has_goxel || exit 1

python3 - "$port" <<'END' &
import http.server, sys
class Collector(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
    def log_message(self, *words):
        pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Collector).serve_forever()
END
started="$started $!"

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

names="off hundredth all"
url=http://127.0.0.1:$port/v1/traces
start off
start hundredth -o "trace_endpoint=$url" -o slow_request=3600000
start all -o "trace_endpoint=$url" -o slow_request=3600000 -o trace_sample=1
if [ -n "$BASE" ]; then
	names="base $names"
	build=$BASE
	start base
fi

round=0
while [ $round -lt "$rounds" ]; do
	round=$((round + 1))
	for name in $(shuf -e $names); do
		eval "server=\$pid_$name"
		"$load" --unix "$work/$name.sock" --pid "$server" \
		    --method ping --label "$name" --connections 1 --depth 16 \
		    --seconds "$seconds" --csv >>"$work/results" || exit 1
	done
done

echo "server CPU a request, median of $rounds rounds of $seconds s"
for name in $names; do
	grep "^$name," "$work/results" | cut -d, -f10 | sort -n |
	    awk -v name=$name '{ us[NR] = $1 }
		END { printf "%-10s%8.3f us   %.3f-%.3f\n", name,
		    us[int((NR + 1) / 2)], us[1], us[NR] }'
done
