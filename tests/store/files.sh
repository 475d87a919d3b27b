# files - checkpoint files under kills faster than one is written; sourced by
# run.sh
#
# The disk takes 300 ms to synchronise a file, and the worker that has the
# project dies every 100 ms.  A file must come of it all the same, and the
# journal be trimmed; with a writer that dies with its worker none ever does.

# 24 requests of 50,000 voxels each: more than a file is due after.
write_big_script() {
	echo 'goxel.create_project ["big"]'
	part=0
	while [ $part -lt 24 ]; do
		awk -v z=$part 'BEGIN {
			printf "add_voxels {\"voxels\":["
			for (i = 0; i < 50000; i++)
				printf "%s[%d,%d,%d,%d,2,3,255]",
				    i ? "," : "", i % 250, i / 250, z, i % 256
			print "]}"
		}'
		part=$((part + 1))
	done
}

filed() { ctl stats show projects | awk '$NF == "big" { print $8 }'; }
owner() { ctl stats show projects | awk '$NF == "big" { print $2 }'; }

# files_under_kills KILLS: how many were needed in kills.  1: no file came; 2:
# nothing was tried.
files_under_kills() {
	kills=0
	rm -rf "$work/data" "$work/promised"
	start_server "$work/data" "-o restart_delay_max=0 -o attempts=10 \
	    -o restart_limit=1024" SHORT_ROOT="$work/data" SHORT_NAME=.tmp \
	    SHORT_SLOW=300 LD_PRELOAD="$build/store/shortdisk.so" || return 2
	start_client "$work/big"
	until [ "$(filed 2>/dev/null || echo 0)" -gt 0 ] 2>/dev/null; do
		[ $kills -lt "$1" ] || break
		sleep 0.1
		kill -9 $(owner) 2>/dev/null && kills=$((kills + 1))
	done
	at=$(filed)
	stop_client
	kill_server
	[ $kills -gt 0 ] || return 2
	[ "${at:-0}" -gt 0 ]
}

written() { ls "$work/data/projects" | grep -c '\.tmp$'; }

# doubted_file: a worker dies of itself while its file is written, which is then
# thrown away.  1: it was not; 2: nothing was tried.
doubted_file() {
	rm -rf "$work/data" "$work/promised"
	start_server "$work/data" "-o restart_delay_max=0" \
	    SHORT_ROOT="$work/data" SHORT_NAME=.tmp SHORT_SLOW=300 \
	    LD_PRELOAD="$build/store/shortdisk.so" || return 2
	start_client "$work/big"
	tries=0
	until [ "$(written)" -gt 0 ]; do
		tries=$((tries + 1)); [ $tries -lt 500 ] || return 2
		sleep 0.02
	done
	stop_client
	kill -${1:-SEGV} $(owner)
	until [ "$(written)" = 0 ]; do sleep 0.02; done
	sleep 0.1
	at=$(filed)
	kill_server
	[ "${at:-0}" = 0 ]
}
