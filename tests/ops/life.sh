#!/bin/bash
# life - a package's life: install, serve, upgrade, refuse, remove, purge
#
# Run by deb.sh in a clean root, with /old.deb, /new.deb and the version of
# the second.  There is no systemd: the server is started as the unit says,
# and found by its pid file.
version=$1
unit=/usr/lib/systemd/system/goxeld.service
socket=/run/goxeld/sock
failed=0

claim() {	# claim WORDS COMMAND...
	local words=$1

	shift
	if "$@" >/said 2>&1; then
		echo "ok    $words"
	else
		echo "FAIL  $words"
		cat /said
		failed=1
	fi
}

files() {
	find / -xdev \( -path /proc -o -path /sys -o -path /tmp -o \
	    -path /var/lib/dpkg -o -path /var/log/apt -o -path /var/log/dpkg.log -o \
	    -path /var/cache -o \
	    -name '*.deb' -o -name said -o -name server.log -o \
	    -path /run/adduser -o -path '/etc/*-' -o -name told -o -path /before -o -path /after \) -prune \
	    -o -print | sort
}

of_unit() {
	sed -n "s/^$1=//p" "$unit" | sed 's,%S,/var/lib,'
}

# As the unit says, by its user, with nothing that root may.
start() {
	local user

	user=$(of_unit User)
	install -d -o "$user" -g "$user" "/run/$(of_unit RuntimeDirectory)"
	cd "$(of_unit WorkingDirectory)" || return
	# shellcheck disable=SC2046 # the unit's words
	env $(of_unit Environment) setpriv --reuid "$user" --regid "$user" \
	    --init-groups --no-new-privs --bounding-set=-all \
	    $(of_unit ExecStart) 2>>/server.log &
	cd /
	for _ in {1..200}; do
		goxelctl -s "$socket" status 2>/dev/null |
		    grep -q '^workers_ready *[1-9]' && return
		sleep 0.05
	done
	cat /server.log
	return 1
}

# ask METHOD PARAMS: over the one connection that stays open
ask() {
	printf '{"jsonrpc":"2.0","id":1,"method":"%s","params":%s}\n' \
	    "$1" "$2" >&3
	read -r -t 20 reply <&3
}

digest() {
	ask goxel.get_digest '{}' && grep -o '"digest":"[^"]*"' <<<"$reply"
}

serves() { [[ $(digest) = "$wanted" ]]; }
pid_is() { [[ $(cat /run/goxeld/pid) = "$1" ]]; }
runs_as() { [[ $(stat -c %U "/proc/$1") = "$2" ]]; }
gone() { ! kill -0 "$1" 2>/dev/null; }
lacks() { ! [[ -e $1 || -L $1 ]]; }
says() { grep -q "$1" /told; }
info() { goxelctl -s "$socket" stats show info json | grep -q "$1"; }
enabled() {
	[[ -L /etc/systemd/system/multi-user.target.wants/goxeld.service ]]
}

# Workers are replaced one after the other.
all_new() {
	for _ in {1..200}; do
		[[ -n $(find /proc/[0-9]*/exe -lname '* (deleted)' \
		    2>/dev/null) ]] || return 0
		sleep 0.05
	done
	return 1
}

files >/before
claim 'it installs with what it depends on and nothing else' dpkg -i /old.deb
claim 'its user is there' getent passwd goxeld
claim 'its data folder is its own' \
    test "$(stat -c %U:%a /var/lib/goxeld)" = goxeld:700
claim 'its unit is enabled' enabled
claim 'the settings are good' /usr/sbin/goxeld --check -c /etc/goxeld.conf
claim 'completion knows the methods' grep -q ' goxel.fill_box ' \
    /usr/share/bash-completion/completions/goxelctl
claim 'it starts as the unit says' start
pid=$(cat /run/goxeld/pid)
claim 'it runs as its own user' runs_as "$pid" goxeld

exec 3<>/dev/tcp/127.0.0.1/7531
claim 'a project is made' ask goxel.create_project '{"name": "kept"}'
claim 'and filled' ask goxel.procedural_shape '{"shape_type": "sphere",
    "size_x": 20, "size_y": 20, "size_z": 20, "color": "#e0a030"}'
wanted=$(digest)
claim 'and has a digest' test -n "$wanted"

claim 'the next version installs over it' dpkg -i /new.deb
claim 'it is the same process' pid_is "$pid"
claim 'of the new version' info "\"version\":\"$version\""
claim 'no process runs the old binary' all_new
claim 'the client is still connected, to the project' serves
claim 'no connection was lost' info '"connections_lost":0'

echo 'workers many' >>/etc/goxeld.conf
claim 'a version that cannot take over installs all the same' dpkg -i /old.deb
cp /said /told
claim 'the operator is told' says 'stays what it was: .*refused: .*workers must be'
claim 'and the server goes on' serves
claim 'as it was' info "\"version\":\"$version\""
claim 'settings that were changed stay' grep -qx 'workers many' /etc/goxeld.conf
sed -i '/^workers many/d' /etc/goxeld.conf

claim 'it is removed' dpkg -r goxeld
claim 'the server has ended' gone "$pid"
claim 'the programs are gone' lacks /usr/sbin/goxeld
claim 'the settings stay' test -e /etc/goxeld.conf
claim 'the projects stay' test -s /var/lib/goxeld/journal.db

exec 3>&-
claim 'it is installed again' dpkg -i /new.deb
claim 'it starts again' start
exec 3<>/dev/tcp/127.0.0.1/7531
claim 'the project is asked for' ask goxel.open_project '{"name": "kept"}'
claim 'and is what it was' serves

pid=$(cat /run/goxeld/pid)
claim 'it is purged while it runs' dpkg -P goxeld
claim 'the server has ended too' gone "$pid"
claim 'its user is gone' test -z "$(getent passwd goxeld)"
files >/after
claim 'nothing is left' diff /before /after
exit $failed
