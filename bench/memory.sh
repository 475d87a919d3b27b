#!/bin/sh
# memory - what a worker holds for a project of 256^3 voxels, each a tile's own
#
# KiB and bytes a voxel of the worker's own pages, and of its PSS, in which the
# journal's hot end is: with the project loaded, whose whole content is an edit
# that the journal holds until it is on disk; then; after one edit; and after
# one that undo must remember.
#
#	BUILD=build bench/memory.sh
. "$(dirname "$0")/lib/servers.sh"
voxels=16777216

ctl() { "$build/goxelctl" -s "$goxel_socket" call "$@" >/dev/null || exit 1; }

row() {	# row NAME
	sleep 1
	awk -v name="$1" -v voxels=$voxels -v base="$base" '
	/^Pss:/ { pss = $2 } /^Pss_Anon:/ { own = $2 }
	END { printf "%-34s%10d%8.2f%10d%8.2f\n", name, own,
	    (own - base) * 1024 / voxels, pss, (pss - base) * 1024 / voxels
	}' "/proc/$worker/smaps_rollup"
}

has_goxel || exit 0
"$build/bench/micro_gox" 4096 "$work/blocks.gox" || exit 1
start_goxel 1
worker=$(ps -o pid= --ppid "$pid" | head -1 | tr -d ' ')
base=$(awk '/^Pss_Anon:/ { print $2 }' "/proc/$worker/smaps_rollup")
printf '%-34s%10s%8s%10s%8s\n' "" "own KiB" a\ voxel "PSS KiB" a\ voxel
ctl goxel.create_project '["memory"]'
ctl goxel.load_project "{\"path\":\"$work/blocks.gox\"}"
row "loaded"
sleep 40
row "loaded, and checkpointed"
ctl goxel.add_voxel '[1,1,1,9,9,9]'
row "one voxel written"
ctl goxel.fill_box '{"min":[3,3,3],"max":[60,60,60],"color":"#ff0000"}'
row "a box of 58^3 filled over it"
