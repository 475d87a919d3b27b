#!/bin/sh
# tests of make install and uninstall, into an empty folder
root=$(mktemp -d) || exit 1
trap 'rm -rf "$root"' EXIT
broken=0

do_make() {
	${MAKE:-make} -s "$@" DESTDIR="$root" PREFIX=/opt/g >/dev/null ||
	    { echo "make $* failed"; exit 1; }
}

holds() {	# holds NAME COMMAND...
	claim=$1
	shift
	"$@" >/dev/null 2>&1 && return
	echo "install: $claim"
	broken=1
}

lacks() { ! grep -rq "$1" "$2"; }
none() { [ -z "$(find "$root/opt" ! -type d)" ]; }

do_make install
holds 'goxeld is installed' "$root/opt/g/sbin/goxeld" --version
holds 'goxelctl is installed' "$root/opt/g/bin/goxelctl" help
holds 'goxel-daemon is beside goxeld' "$root/opt/g/sbin/goxel-daemon" -v
holds 'goxel-daemon is on the path' "$root/opt/g/bin/goxel-daemon" -v
holds 'goxel-daemon has a manual' test -e "$root/opt/g/share/man/man8/goxel-daemon.8"
holds 'the methods have a manual' test -s "$root/opt/g/share/man/man7/goxel-methods.7"
holds 'the settings are installed' "$root/opt/g/sbin/goxeld" --check -c "$root/etc/goxeld.conf"
holds 'rotation is installed' test -s "$root/etc/logrotate.d/goxeld"
holds 'the Grafana dashboard is installed' cmp etc/grafana.json "$root/opt/g/share/goxeld/grafana.json"
holds 'the alert rules are installed' cmp etc/alerts.yml "$root/opt/g/share/goxeld/alerts.yml"
unit=$root/opt/g/lib/systemd/system/goxeld.service
holds 'the unit names the installed program' grep -q '^ExecStart=/opt/g/sbin/goxeld ' "$unit"
holds 'the unit names no other' lacks /usr/local "$unit"
holds 'the unit has its user' grep -qx "u $(sed -n 's/^User=//p' "$unit") .*" \
    "$root/opt/g/lib/sysusers.d/goxeld.conf"
holds 'completion knows the methods' grep -q ' goxel.fill_box ' \
    "$root/opt/g/share/bash-completion/completions/goxelctl"

echo 'workers 3' >"$root/etc/goxeld.conf"
do_make install
holds 'settings that are there stay' grep -qx 'workers 3' "$root/etc/goxeld.conf"

do_make uninstall
holds 'nothing is left' none
holds 'nor a folder of its own' test ! -e "$root/opt/g/share/goxeld"
holds 'nor rotation' test ! -e "$root/etc/logrotate.d/goxeld"
holds 'but for the settings' test -e "$root/etc/goxeld.conf"
exit $broken
