#!/bin/sh
# deb - the Debian package: what it is made of, and its life in a clean root
#
# The package must be the same when the tree is built again in another folder,
# clean for lintian, its unit hardened; then life.sh installs, upgrades and
# removes it in a minimal Debian, where it has nothing but what it depends on.
# What a machine cannot do is skipped, and said.
#
#	BUILD=build VERSION=1.2.3 tests/ops/deb.sh
build=$(cd "${BUILD:-build}" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
arch=$(dpkg --print-architecture)
package=$build/goxeld_${VERSION}_$arch.deb
next=$VERSION+next
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP
failed=0
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH

claim() {	# claim WORDS COMMAND...
	words=$1
	shift
	if "$@" >"$work/said" 2>&1; then
		echo "ok    $words"
	else
		echo "FAIL  $words"
		cat "$work/said"
		failed=1
	fi
}

skip() {
	echo "SKIPPED: $*"
}

# make_package FOLDER VERSION
make_package() {
	make -C "$1" -j3 deb VERSION="$2" >"$work/make" 2>&1 || {
		cat "$work/make"
		exit 1
	}
}

build_again() {
	mkdir "$work/tree"
	git ls-files -z | tar -c --null -T - | tar -x -C "$work/tree"
	make_package "$work/tree" "$VERSION"
}

build_next() {
	grep -rl GOXELD_VERSION --include='*.c' "$work/tree" | xargs touch
	make_package "$work/tree" "$next"
	next_package=$work/tree/build/goxeld_${next}_$arch.deb
}

# The packages that it depends on, without versions.
depends() {
	dpkg-deb -f "$package" Depends | sed 's/ *([^)]*)//g; s/, */,/g'
}

# A minimal Debian with them, kept for the next time.
make_root() {
	root=$build/ops/root-$(depends | cksum | cut -d ' ' -f 1).tar
	mkdir -p "$build/ops" "$work/root"
	[ -s "$root" ] || mmdebstrap --quiet --variant=minbase \
	    --include="$(depends)" "$(. /etc/os-release &&
	    echo "$VERSION_CODENAME")" "$root" >"$work/root.log" 2>&1 || {
		rm -f "$root"
		return 1
	}
	tar -x -f "$root" -C "$work/root"
}

# With processes, network and memory of its own, which end with it.
live() {
	cp "$package" "$work/root/old.deb"
	cp "$next_package" "$work/root/new.deb"
	cp "$here/life.sh" "$work/root/life.sh"
	unshare --mount --pid --fork --kill-child --net --ipc sh -c '
		mount -t proc proc "$1/proc" &&
		mount -t tmpfs tmpfs "$1/dev/shm" &&
		ip link set lo up &&
		exec chroot "$1" env -i PATH="$PATH" LC_ALL=C \
		    DEBIAN_FRONTEND=noninteractive bash /life.sh "$2"' \
	    - "$work/root" "$next"
}

cd "$here/../.." || exit 1
make_package . "$VERSION"
build_again
claim 'built again elsewhere, it is the same to the byte' \
    cmp "$package" "$work/tree/build/goxeld_${VERSION}_$arch.deb"
build_next

if command -v lintian >/dev/null; then
	claim 'lintian finds nothing' lintian --allow-root \
	    --fail-on error,warning "$package"
else
	skip 'lintian is not installed'
fi
if command -v systemd-analyze >/dev/null; then
	claim 'the unit is exposed by at most 2.0 of 10' \
	    systemd-analyze security --offline=true --threshold=20 \
	    etc/goxeld.service
else
	skip 'systemd-analyze is not installed'
fi

if [ "$(id -u)" != 0 ] || ! unshare --mount --pid --fork --net true; then
	skip 'no root of its own is possible here: not root, or no namespaces'
elif ! command -v mmdebstrap >/dev/null || ! command -v ip >/dev/null; then
	skip 'mmdebstrap or iproute2 is not installed'
elif ! make_root; then
	skip 'a minimal Debian cannot be had:'
	tail -n 3 "$work/root.log"
else
	live || failed=1
fi
exit $failed
