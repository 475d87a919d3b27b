#!/bin/sh
# deb - the Debian package: what it is made of, and its life in a clean root
#
# The package must be the same when the tree is built again in another folder,
# clean for lintian, its unit hardened; then life.sh installs, upgrades and
# removes it in a minimal Debian, where it has nothing but what it depends on,
# and service.sh in one that systemd has booted.
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

# make_root FOLDER PACKAGES: a minimal Debian with them, kept for the next time
make_root() {
	root=$build/ops/root-$(echo "$2" | cksum | cut -d ' ' -f 1).tar
	mkdir -p "$build/ops" "$1"
	[ -s "$root" ] || mmdebstrap --quiet --variant=minbase \
	    --include="$2" "$(. /etc/os-release &&
	    echo "$VERSION_CODENAME")" "$root" >"$work/root.log" 2>&1 || {
		rm -f "$root"
		return 1
	}
	tar -x -f "$root" -C "$1"
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

# A cgroup of its own for systemd to rule, where there is the second version
# of them; empty: there is none.
make_cgroup() {
	group=$(findmnt -n -t cgroup2 -o TARGET | head -n 1)
	[ -z "$group" ] || group=$group/goxeld-check-$$
	[ -n "$group" ] && mkdir "$group"
}

# The proof is a unit like others.
add_unit() {	# add_unit ROOT
	cp "$package" "$1/old.deb"
	cp "$next_package" "$1/new.deb"
	cp "$here/service.sh" "$1/service.sh"
	cat >"$1/etc/systemd/system/proof.service" <<-E
		[Service]
		ExecStart=/service.sh $next
		StandardOutput=file:/proof
		StandardError=file:/proof
		Environment=PATH=/usr/sbin:/usr/bin:/sbin:/bin
	E
	mkdir -p "$1/etc/systemd/system/multi-user.target.wants"
	ln -s ../proof.service "$1/etc/systemd/system/multi-user.target.wants"
}

# Under a systemd that runs; it ends when the proof does.
serve() {
	add_unit "$work/machine"
	touch "$work/machine/proof"
	timeout -k 5 180 sh -c 'echo $$ >"$1/cgroup.procs" &&
	    exec unshare --mount --pid --fork --kill-child --net --ipc --uts \
	    --cgroup "$2/boot.sh" "$3"' - "$group" "$here" "$work/machine" \
	    >"$work/console" 2>&1
	find "$group" -depth -type d -exec rmdir {} + 2>/dev/null
	cat "$work/machine/proof"
	[ "$(cat "$work/machine/failed" 2>/dev/null)" = 0 ] || {
		tail -n 20 "$work/console"
		return 1
	}
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
elif ! make_root "$work/root" "$(depends)" || ! make_root "$work/machine" \
    "$(depends),systemd,systemd-sysv,logrotate,procps"; then
	skip 'a minimal Debian cannot be had:'
	tail -n 3 "$work/root.log"
else
	live || failed=1
	if make_cgroup; then
		serve || failed=1
	else
		skip 'systemd cannot be booted: no cgroup of its own here'
	fi
fi
exit $failed
