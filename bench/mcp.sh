#!/bin/sh
# mcp - what a tool call costs over HTTP, beside nginx and a server from npm
#
# goxeld answers tools/call of voxel_list with every header checked; nginx
# answers the same requests by `return 200` with the same bytes, from as many
# workers; mcp-lite is the fastest MCP server found in npm.  Then the same call
# as lines on the Unix socket, and through `goxelctl mcp` 16 at a time.  All
# are loaded one after the other in an order shuffled every round, and a ratio
# is taken within a round.
#
#	BUILD=build ROUNDS=5 SECONDS_EACH=1.5 WORKERS=1 bench/mcp.sh
. "$(dirname "$0")/lib/servers.sh"
here=$(cd "$(dirname "$0")" && pwd)
rounds=${ROUNDS:-5}
seconds=${SECONDS_EACH:-1.5}
workers=${WORKERS:-1}
port=${PORT:-17531}
nginx=$(PATH=$PATH:/usr/sbin command -v nginx)

start_server() {
	mkdir -p "$work/data"
	"$build/goxeld" -f -s "$goxel_socket" -j "$workers" \
	    -o "stats_socket=$work/stats.sock" -o "listen=127.0.0.1:$port" \
	    -o "data_dir=$work/data" >"$work/goxel.log" 2>&1 &
	goxel_pid=$!
	started="$started $goxel_pid"
	await "$goxel_socket" --method ping
}

start_nginx() {
	body=$("$load" --unix "$goxel_socket" --tool voxel_list --once |
	    head -n 1)
	cat >"$work/nginx.conf" <<-END
	daemon off; worker_processes $workers; pid $work/nginx.pid;
	error_log $work/nginx.log crit;
	events { worker_connections 1024; }
	http {
		access_log off; keepalive_requests 1000000000;
		client_body_temp_path $work/b; proxy_temp_path $work/p;
		fastcgi_temp_path $work/f; uwsgi_temp_path $work/u;
		scgi_temp_path $work/s;
		server {
			listen 127.0.0.1:$((port + 1)) reuseport;
			location /mcp {
				default_type application/json;
				return 200 '$body';
			}
		}
	}
	END
	"$nginx" -c "$work/nginx.conf" 2>>"$work/nginx.log" &
	nginx_pid=$!
	started="$started $nginx_pid"
}

start_lite() {
	"$here/../tests/mcp/packages.sh" "$build/npm/peers" mcp-lite@0.10.0 \
	    @hono/node-server@2.1.8 zod@4.6.7 || return
	cp "$here/mcp_lite.mjs" "$build/npm/peers/"
	node "$build/npm/peers/mcp_lite.mjs" $((port + 2)) \
	    >"$work/lite.log" 2>&1 &
	lite_pid=$!
	started="$started $lite_pid"
}

# await_port PORT MORE: until a call over HTTP is answered, ten seconds
await_port() {
	tries=0
	until "$load" --tcp "127.0.0.1:$1" --tool voxel_list --post /mcp \
	    $2 --once >/dev/null 2>&1; do
		tries=$((tries + 1))
		[ $tries -lt 200 ] || return 1
		sleep 0.05
	done
}

# measure NAME CONNECTIONS DEPTH OPTION ...
measure() {
	name=$1 connections=$2 depth=$3
	shift 3
	"$load" "$@" --tool voxel_list --label "$name" --csv \
	    --connections "$connections" --depth "$depth" \
	    --seconds "$seconds" >>"$work/results" && return
	echo "$name, $connections connections: errors make this void:" >&2
	tail -n 1 "$work/results" >&2
	exit 1
}

measure_http() {	# measure_http NAME CONNECTIONS
	case $1 in
	goxeld) set -- "$@" $port "$goxel_pid" ;;
	nginx) set -- "$@" $((port + 1)) "$nginx_pid" ;;
	mcp-lite) set -- "$@" $((port + 2)) "$lite_pid" --legacy ;;
	esac
	measure "$1" "$2" 1 --post /mcp --tcp "127.0.0.1:$3" --pid "$4" $5
}

has_goxel || exit 1
start_server
await_port $port || { echo "goxeld does not answer" >&2; exit 1; }
names=goxeld
if [ -n "$nginx" ]; then
	start_nginx
	await_port $((port + 1)) || { cat "$work/nginx.log" >&2; exit 1; }
	names="nginx $names"
else
	echo "no nginx here: apt install nginx-light" >&2
fi
if start_lite && await_port $((port + 2)) --legacy; then
	names="$names mcp-lite"
else
	echo "no mcp-lite here" >&2
fi

round=0
while [ $round -lt "$rounds" ]; do
	round=$((round + 1))
	for connections in 1 16 64; do
		for name in $(shuf -e $names); do
			measure_http $name $connections
		done
	done
	measure unix 16 16 --unix "$goxel_socket" --pid "$goxel_pid"
	measure bridge 1 16 --stdio \
	    "exec $build/goxelctl -s $goxel_socket mcp" --pid "$goxel_pid"
done

echo "$rounds rounds of $seconds s, $workers worker(s); medians;" \
    "CPU is the server's"
awk -F, '
function median(a, key, n,    i, j, t) {
	for (i = 2; i <= n; i++)
		for (j = i; j > 1 && a[key, j] < a[key, j - 1]; j--) {
			t = a[key, j]
			a[key, j] = a[key, j - 1]
			a[key, j - 1] = t
		}
	return (a[key, int((n + 1) / 2)] + a[key, int(n / 2) + 1]) / 2
}
{
	key = $1 SUBSEP $2
	if (!(key in count))
		order[++kinds] = key
	n = ++count[key]
	rate[key, n] = $4
	p50[key, n] = $5
	p99[key, n] = $7
	cpu[key, n] = $10
}
# Within each round, what one has beside another.
function compare(to, from, key, other, n,    k) {
	for (k = 1; k <= n; k++)
		to[key, k] = from[key, k] / from[other, k]
}
END {
	printf "%-10s%6s%12s%10s%10s%10s%32s%11s\n", "", "conns", "calls/s",
	    "p50 us", "p99 us", "CPU us", "beside nginx: CPU  p99  calls/s",
	    "mcp-lite"
	# Ratios first: median sorts.
	for (i = 1; i <= kinds; i++) {
		key = order[i]
		split(key, part, SUBSEP)
		nginx[key] = "nginx" SUBSEP part[2]
		lite[key] = "mcp-lite" SUBSEP part[2]
		http[key] = part[1] == "goxeld" || part[1] == "mcp-lite"
		if (http[key] && nginx[key] in count) {
			compare(more, cpu, key, nginx[key], count[key])
			compare(late, p99, key, nginx[key], count[key])
			compare(fast, rate, key, nginx[key], count[key])
		}
		if (http[key] && lite[key] in count)
			compare(beats, rate, key, lite[key], count[key])
	}
	for (i = 1; i <= kinds; i++) {
		key = order[i]
		split(key, part, SUBSEP)
		n = count[key]
		printf "%-10s%6d%12d%10.1f%10.1f%10.2f", part[1], part[2],
		    median(rate, key, n), median(p50, key, n),
		    median(p99, key, n), median(cpu, key, n)
		if (http[key] && nginx[key] in count)
			printf "%18.2f%7.2f%7.2f", median(more, key, n),
			    median(late, key, n), median(fast, key, n)
		if (part[1] == "goxeld" && lite[key] in count)
			printf "%10.1fx", median(beats, key, n)
		print ""
	}
}' "$work/results"
