#!/bin/bash
# tests of goxelctl's completion: what bash would offer, with a server running
#
#	BUILD=build tests/tool/completion.sh
build=$(cd "${BUILD:-build}" && pwd)
work=$(mktemp -d) || exit 1
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
broken=0
socket=$work/s
PATH=$build:$PATH

sed "s/@METHODS@/$("$build/mkman" names | tr '\n' ' ')/" etc/goxelctl.bash \
    >"$work/completion"
. "$work/completion"
"$build/goxeld" -f -s "$socket" -o listen=off -o data_dir=off -j 1 \
    >"$work/log" 2>&1 &
server=$!
for _ in {1..200}; do
	goxelctl -s "$socket" status >/dev/null 2>&1 && break
	sleep 0.02
done

# offers WANTED WORD ...: for the last word, exactly these, as one line
offers() {
	local wanted=$1

	shift
	COMP_WORDS=("$@")
	COMP_CWORD=$(($# - 1))
	_goxelctl
	[ "${COMPREPLY[*]}" = "$wanted" ] && return
	echo "completion: $*: wanted '$wanted', got '${COMPREPLY[*]}'"
	broken=1
}

offers 'upgrade' goxelctl up
offers 'stats status stop' goxelctl st
offers 'goxel.fill_box' goxelctl call goxel.fill_b
offers 'goxel.fill_box' goxelctl -s "$socket" help goxel.fill_b
offers '' goxelctl call goxel.fill_box g
offers '--spawn' goxelctl mcp ''
offers '--version' goxelctl --v
offers '' goxelctl -s st
offers 'move' goxelctl -s "$socket" stats mo
offers 'project' goxelctl -s "$socket" stats move ''
offers 'crashes' goxelctl -s "$socket" stats show cra
offers '' goxelctl -s "$work/nobody" stats sh
exit $broken
