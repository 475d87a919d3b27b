# pair - two builds of the server side by side, in one run
#
# Sourced by scripts of bench/.  One worker each, on Unix sockets, loaded in
# turn in an order that is shuffled every round.  The figure is the CPU time of
# the worker alone, a request, without a shadow (setting standby), whose edits
# are another processor's; ratio and difference are taken within a round.
# Beside it, where the kernel tells, the processor's cycles in the worker's own
# code, which vary far less than what the kernel does for it on a busy machine.
#
#	ROUNDS=7 SECONDS_EACH=1 CONNECTIONS=16
. "$(dirname "$0")/lib/servers.sh"
rounds=${ROUNDS:-7}
seconds=${SECONDS_EACH:-1}
connections=${CONNECTIONS:-16}

lines() {	# lines METHOD MORE
	awk -v method="$1" -v more="$2" 'BEGIN {
		for (i = 0; i < 255; i++)
			printf "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":" \
			    "\"goxel.%s\",\"params\":{\"x\":%d,\"y\":%d," \
			    "\"z\":%d%s}}\n", i, method, i % 16, \
			    (i * 7) % 16, int(i / 16), more
	}'
}

# The worker's process, which is not the keeper.
worker_of() {	# worker_of SOCKET
	"$build/goxelctl" -s "$1" stats show workers json 2>"$work/err" |
	    tr ',{' '\n\n' | sed -n 's/.*"pid": *\([0-9]*\).*/\1/p' | head -n 1
}

start() {	# start NAME BUILD; leaves the worker's pid in pid_NAME
	goxel_socket=$work/$1.sock
	mkdir -p "$work/$1"
	"$2/goxeld" -f -s "$goxel_socket" -j 1 -o listen= -o standby=no \
	    -o "data_dir=$work/$1" >"$work/$1.log" 2>&1 &
	started="$started $!"
	await "$goxel_socket" --method ping
	"$load" --unix "$goxel_socket" --once --method goxel.create_project \
	    --params '{"name":"bench"}' >"$work/created" || {
		cat "$work/created" >&2
		exit 1
	}
	pid=$(worker_of "$goxel_socket")
	[ -n "$pid" ] || { cat "$work/err" >&2; exit 1; }
	eval "pid_$1=$pid"
}

measure() {	# measure NAME REQUESTS DEPTH FILE
	eval "server=\$pid_$1"
	"$load" --unix "$work/$1.sock" --request "$work/$2" --pid "$server" \
	    --connections "$connections" --depth "$3" --seconds "$seconds" \
	    --label "$1,$2" --csv >>"$work/$4" || {
		echo "$1, $2: errors make this void:" >&2
		tail -n 1 "$work/$4" >&2
		exit 1
	}
}

round() {	# round FILE ONE OTHER
	for depth in 1 16; do
		for what in reads edits; do
			for name in $(shuf -e "$2" "$3"); do
				measure "$name" $what $depth "$1"
			done
		done
	done
}

# pair_compare LESS BUILD MORE BUILD: what MORE costs beyond LESS
pair_compare() {
	lines add_voxel ',"r":255,"g":128,"b":0,"a":255' >"$work/edits"
	lines get_voxel '' >"$work/reads"
	start "$1" "$2"
	start "$3" "$4"
	round warm "$1" "$3"
	done=0
	while [ $done -lt "$rounds" ]; do
		done=$((done + 1))
		round results "$1" "$3"
	done
	echo "$connections connections, $rounds rounds of $seconds s, worker" \
	    "CPU, us a request; medians"
	awk -F, -v less="$1" -v more="$3" '
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
	key = $4 " " $2
	n = ++count[key, $1]
	cpu[key " " $1, n] = $11
	cycles[key " " $1, n] = $15
}
END {
	printf "%-18s%10s%10s%16s%8s%12s%12s\n", "", less, more, \
	    more "/" less, "ns", "cycles of", "more"
	for (depth = 1; depth <= 16; depth += 15)
		for (w = 1; w <= 2; w++) {
			key = depth " " (w == 1 ? "reads" : "edits")
			n = count[key, more]
			for (i = 1; i <= n; i++) {
				m = cpu[key " " more, i]
				l = cpu[key " " less, i]
				ratio[key, i] = m / l
				ns[key, i] = 1000 * (m - l)
				extra[key, i] = cycles[key " " more, i] - \
				    cycles[key " " less, i]
			}
			printf "%-18s%10.3f%10.3f%+15.1f%%%+8.0f" \
			    "%12.0f%+12.0f\n", \
			    "pipeline " key, median(cpu, key " " less, n), \
			    median(cpu, key " " more, n), \
			    100 * (median(ratio, key, n) - 1), \
			    median(ns, key, n), \
			    median(cycles, key " " less, n), \
			    median(extra, key, n)
		}
}' "$work/results"
}
