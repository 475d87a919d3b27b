#!/bin/sh
# redis - what a request costs, beside a GET of Redis
#
# One Redis, one worker of goxeld, both on Unix sockets, loaded one after the
# other in an order that is shuffled every round, so that whatever else the
# machine does falls on all alike.  A ratio is taken within a round; above 1
# goxeld is cheaper, or faster.
#
#	BUILD=build ROUNDS=5 SECONDS_EACH=1.5 CONNECTIONS=64 bench/redis.sh
. "$(dirname "$0")/lib/servers.sh"
rounds=${ROUNDS:-5}
seconds=${SECONDS_EACH:-1.5}
connections=${CONNECTIONS:-64}

# Many places, so that a branch predictor does not learn the only one.
voxels() {	# voxels METHOD MORE
	awk -v method="$1" -v more="$2" 'BEGIN {
		for (i = 0; i < 255; i++)
			printf "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":" \
			    "\"goxel.%s\",\"params\":{\"x\":%d,\"y\":%d," \
			    "\"z\":%d%s}}\n", i, method, i % 16, \
			    (i * 7) % 16, int(i / 16), more
	}'
}

measure() {	# measure NAME DEPTH
	case $1 in
	redis-GET) set -- "$@" "$redis_socket" "$redis_pid" --redis get ;;
	*) set -- "$@" "$goxel_socket" "$goxel_pid" --request "$work/$1" ;;
	esac
	name=$1 depth=$2 socket=$3 server=$4
	shift 4
	"$load" --unix "$socket" --pid "$server" "$@" --label "$name" \
	    --connections "$connections" --depth "$depth" \
	    --seconds "$seconds" --csv >>"$work/results" || {
		echo "$name, pipeline $depth: errors make this void:" >&2
		tail -n 1 "$work/results" >&2
		exit 1
	}
}

start_redis
redis_pid=$pid
names=redis-GET
if has_goxel; then
	start_goxel 1
	goxel_pid=$pid
	"$load" --unix "$goxel_socket" --once --method goxel.create_project \
	    --params '{"name":"bench"}' >"$work/created" || {
		cat "$work/created" >&2
		exit 1
	}
	voxels add_voxel ',"r":255,"g":128,"b":0,"a":255' \
	    >"$work/goxel.add_voxel"
	voxels get_voxel '' >"$work/goxel.get_voxel"
	names="$names goxel.add_voxel goxel.get_voxel"
fi

round=0
while [ $round -lt "$rounds" ]; do
	round=$((round + 1))
	for depth in 1 16; do
		for name in $(shuf -e $names); do
			measure "$name" $depth
		done
	done
done

echo "$connections connections, $rounds rounds of $seconds s, Unix sockets"
for depth in 1 16; do
	awk -F, -v depth=$depth -v names="$names" '
	# The middle of the n values at key,1 ... key,n, which it sorts.
	function median(a, key, n,    i, j, t) {
		for (i = 2; i <= n; i++)
			for (j = i; j > 1 && a[key, j] < a[key, j - 1]; j--) {
				t = a[key, j]
				a[key, j] = a[key, j - 1]
				a[key, j - 1] = t
			}
		return (a[key, int((n + 1) / 2)] + a[key, int(n / 2) + 1]) / 2
	}
	$3 == depth {
		n = ++count[$1]
		rate[$1, n] = $4
		cpu[$1, n] = $10
	}
	END {
		printf "\npipeline %d\n%-18s%31s%31s%17s\n", depth, "",
		    "server CPU us a request", "requests a second",
		    "redis/goxel"
		printf "%-18s%10s%21s%10s%21s%9s%8s\n", "", "median",
		    "min-max", "median", "min-max", "CPU", "req/s"
		k = split(names, name, " ")
		for (i = 2; i <= k; i++)
			for (n = 1; n <= count[name[i]]; n++) {
				by_cpu[name[i], n] = cpu[name[1], n] / \
				    cpu[name[i], n]
				by_rate[name[i], n] = rate[name[i], n] / \
				    rate[name[1], n]
			}
		for (i = 1; i <= k; i++) {
			s = name[i]
			n = count[s]
			m = median(cpu, s, n)
			r = median(rate, s, n)
			printf "%-18s%10.3f%21s%10d%21s", s, m,
			    sprintf("%.3f-%.3f", cpu[s, 1], cpu[s, n]), r,
			    sprintf("%d-%d", rate[s, 1], rate[s, n])
			if (i > 1)
				printf "%8.2fx%7.2fx\n",
				    median(by_cpu, s, n),
				    median(by_rate, s, n)
			else
				print ""
		}
	}' "$work/results"
done
