#!/bin/sh
# run - what Goxel itself makes of our files, and we of its
#
# For each stored scene: Goxel and we must see the same voxels in it, and Goxel
# must see them again in the .gox that we write of it, and in other formats what
# we see there.  Of kvx and vxl only the shape counts: Goxel gives its own
# colours to what is inside, and moves a kvx along y.  Goxel exits with 0
# whatever happens, so only voxels count.  It knows no layer modes when it
# exports: modes.gox is left to the unit tests.
#
# Meshes: admesh and assimp must find what they should in stl, gltf and glb.
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

# The shape in a .txt: places from the lowest corner on, without colours.
shape() {
	voxels "$1" | awk '
	{
		for (i = 1; i <= 3; i++) {
			at[NR, i] = $i
			if (NR == 1 || $i < low[i])
				low[i] = $i
		}
	}
	END {
		for (n = 1; n <= NR; n++)
			print at[n, 1] - low[1], at[n, 2] - low[2], \
			    at[n, 3] - low[3]
	}' | sort >"$2"
}

# expect_readable NAME SCENE FORMAT: layers.gox is too high for a vxl
expect_readable() {
	[ "$1 $3" = "layers.gox vxl" ] && return
	rm -f "$work/ours.txt" "$work/theirs.txt" "$work/it.$3"
	"$convert" "$2" "$work/it.$3"
	"$convert" "$work/it.$3" "$work/ours.txt"
	goxel_sees "$work/it.$3" "$work/theirs.txt"
	case $3 in
	kvx | vxl)
		for who in ours theirs; do
			shape "$work/$who.txt" "$work/shape"
			mv "$work/shape" "$work/$who.txt"
		done
		;;
	esac
	expect_same "$1 as $3" "$work/ours.txt" "$work/theirs.txt"
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
	for format in vox qb kvx vxl; do
		expect_readable "$name" "$scene" "$format"
	done
done

# expect_count NAME IS SHOULD
expect_count() {
	if [ "$2" = "$3" ] && [ "$2" -gt 0 ]; then
		passed=$((passed + 1))
		return
	fi
	failed=$((failed + 1))
	echo "FAILED: $1: it is '$2' and should be '$3'"
}

faces() {
	assimp info "$1" 2>&1 | awk '/^Faces:/ { print $2 }'
}

# expect_solid NAME SCENE: closed, as large as its voxels, the same in all
expect_solid() {
	for format in stl gltf glb txt; do
		"$convert" "$2" "$work/it.$format"
	done
	expect_count "voxels in the volume of $1 as stl" "$(admesh \
	    "$work/it.stl" | awk '/Volume/ { printf "%.0f", $NF }')" \
	    "$(voxels "$work/it.txt" | wc -l)"
	for format in gltf glb; do
		expect_count "faces of $1 as $format" \
		    "$(faces "$work/it.$format")" "$(faces "$work/it.stl")"
	done
}

if command -v admesh >/dev/null && command -v assimp >/dev/null; then
	expect_solid parts "$here/parts.gox"
	expect_solid layers "$here/layers.gox"
else
	echo "SKIPPED: meshes, for admesh or assimp is not installed"
fi

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
