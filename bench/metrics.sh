#!/bin/sh
# metrics - what a scrape costs, and that it stands in nobody's way
#
# First the page alone, of 16 workers that have run every method (CPU time);
# then a server of as many workers, scraped over its admin socket: medians of
# wall time, of a ping of the same connection's kind beside it.
#
#	BUILD=build SCRAPES=101 bench/metrics.sh
. "$(dirname "$0")/lib/servers.sh"
scrapes=${SCRAPES:-101}

"$build/bench/micro_metrics" 16 || exit 1

scrape() {	# scrape PAGE: median milliseconds
	i=0
	while [ $i -lt "$scrapes" ]; do
		curl -s -o "$work/page" -w '%{time_total}\n' \
		    --unix-socket "$goxel_socket.admin" "http://localhost$1"
		i=$((i + 1))
	done | sort -n | awk '{ t[NR] = $1 } END { print 1000 * t[int((NR + 1) / 2)] }'
}

has_goxel || exit 0
start_goxel 16
"$load" --unix "$goxel_socket" --method ping --seconds 2 >/dev/null
health=$(scrape /healthz)
metrics=$(scrape /metrics)
printf 'live, 16 workers: /metrics %s ms (%s lines), /healthz %s ms\n' \
    "$metrics" "$(wc -l <"$work/page")" "$health"
