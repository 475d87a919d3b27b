# short - writes that take less than they were given; sourced by run.sh
#
# Of the journal and of checkpoint files, each at half its bytes, at one, and at
# all but one; and then the disk goes on, or is full.  One that goes on must not
# be noticed at all.

# shorted PUMP COMMITS NAME=VALUE...: run it on such a disk
shorted() {
	pump_of=$1 groups=$2
	shift 2
	rm -rf "$work/data" "$work/promised" "$work/count"
	env SHORT_ROOT="$work/data" SHORT_COUNT="$work/count" "$@" \
	    LD_PRELOAD="$build/store/shortdisk.so" \
	    "$pump_of" write "$work/data" "$groups" \
	    >"$work/promised" 2>"$work/err"
}

# shorts PUMP POINTS FULL...: every part at so many of the writes, and then
# full or not; counts in lost and tried
shorts() {
	of=$1 spread=$2 lost=0 tried=0
	shift 2
	shorted "$of" "$commits"
	writes=$(cat "$work/count")
	for full; do for part in 0 1 2; do
		at=0
		while [ $at -le "$spread" ]; do
			shorted "$of" "$commits" SHORT_PART=$part SHORT_AT=$((
			    1 + at * (writes - 1) / spread)) $full
			status=$?
			tried=$((tried + 1)) at=$((at + 1))
			holds "$of" "$work/data" &&
			    { [ -n "$full" ] || [ $status = 0 ]; } && continue
			lost=$((lost + 1))
			$tell bad "short write $at of part $part, $full"
		done
	done; done
}

# Every write of every file is short, and the journal forgets what is in them.
short_files() {
	lost=0
	shorted "$1" 130 SHORT_NAME=.tmp SHORT_EVERY=1 && holds "$1" \
	    "$work/data" || {
		lost=1
		$tell bad "checkpoint files by short writes"
	}
}

# serve_short N NAME=VALUE...: the whole server, killed after a while
serve_short() {
	rm -rf "$work/data" "$work/promised"
	wait_for=$1
	shift
	start_server "$work/data" "-o durability=power" "$@" \
	    SHORT_ROOT="$work/data" SHORT_NAME=journal \
	    LD_PRELOAD="$build/store/shortdisk.so" || return 1
	write_script
	start_client "$work/script"
	sleep "0.$((3 + wait_for % 5))"
	kill_server
	stop_client
	acknowledged "$work/data"
}
