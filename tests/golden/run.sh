#!/bin/sh
# run - what Goxel itself makes of our files, and we of its
#
# For each stored scene: Goxel and we must see the same voxels in it, and Goxel
# must see them again in the .gox that we write of it.  Goxel exits with 0
# whatever happens, so only voxels count.  It knows no layer modes when it
# exports: modes.gox is left to the unit tests.
#
# BUILD is the build folder.  Needs Debian's goxel and xvfb; without them this
# says so and passes.
here=$(dirname "$0")
convert=${BUILD:-build}/golden/convert
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

if ! command -v goxel >/dev/null || ! command -v xvfb-run >/dev/null; then
	echo "SKIPPED: goxel is not installed"
	exit 0
fi

# The voxels of a .txt, sorted; a file that is not there has none.
voxels() {
	grep -v '^#' "$1" 2>/dev/null | sort
}

# goxel_sees IN OUT.txt
goxel_sees() {
	xvfb-run -a goxel "$1" -e "$2" >"$work/log" 2>&1
}

# expect_same NAME OURS.txt THEIRS.txt
expect_same() {
	voxels "$2" >"$work/ours.voxels"
	voxels "$3" >"$work/theirs.voxels"
	if [ -s "$work/ours.voxels" ] &&
	    cmp -s "$work/ours.voxels" "$work/theirs.voxels"; then
		passed=$((passed + 1))
		return
	fi
	failed=$((failed + 1))
	echo "FAILED: $1: we see $(wc -l <"$work/ours.voxels") voxels, Goxel" \
	    "$(wc -l <"$work/theirs.voxels"); the first that differ:"
	diff "$work/ours.voxels" "$work/theirs.voxels" | head -4
}

for scene in "$here"/*.gox "$here"/*.txt; do
	name=$(basename "$scene")
	[ "$name" = modes.gox ] && continue
	rm -f "$work"/*.txt "$work"/*.gox
	if ! "$convert" "$scene" "$work/ours.txt" ||
	    ! "$convert" "$scene" "$work/again.gox"; then
		echo "FAILED: $name cannot be converted"
		failed=$((failed + 1))
		continue
	fi
	goxel_sees "$scene" "$work/theirs.txt"
	expect_same "$name" "$work/ours.txt" "$work/theirs.txt"
	goxel_sees "$work/again.gox" "$work/again.txt"
	expect_same "$name as we write it" "$work/ours.txt" "$work/again.txt"
done

castle=${BUILD:-build}/demo/castle.gox
rm -f "$castle"
if sh "$here/../../bench/demo/run.sh" >"$work/log" 2>&1; then
	"$convert" "$castle" "$work/ours.txt"
	goxel_sees "$castle" "$work/theirs.txt"
	expect_same "the demo's castle" "$work/ours.txt" "$work/theirs.txt"
else
	failed=$((failed + 1))
	echo "FAILED: the demo does not run:"
	tail -n 5 "$work/log"
fi

echo "golden: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
