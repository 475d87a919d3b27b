#!/bin/bash
# service - the package under a systemd that runs: installed, upgraded under a
# client, reloaded, killed, logged, rotated, stopped, purged
#
# Run as a unit by the systemd of boot.sh, with /old.deb, /new.deb and the
# version of the second; ends the machine when it is done, or at the first
# claim that does not hold.
version=$1
socket=/run/goxeld/sock
logs=/var/log/goxeld
export GOXEL_SOCKET=$socket DEBIAN_FRONTEND=noninteractive LC_ALL=C

finish() {
	echo "$1" >/failed
	systemctl poweroff --force
	exit
}

claim() {	# claim WORDS COMMAND...
	local words=$1

	shift
	if "$@" >/said 2>&1; then
		echo "ok    $words"
	else
		echo "FAIL  $words"
		cat /said
		systemctl status goxeld --no-pager --lines 20
		finish 1
	fi
}

soon() {	# soon COMMAND...: within ten seconds
	for _ in {1..200}; do
		"$@" && return
		sleep 0.05
	done
	return 1
}

of_unit() { systemctl show goxeld -P "$1"; }
status() { of_unit StatusText | grep -qx "$1"; }
is() { [[ $(of_unit "$1") = "$2" ]]; }
lacks() { ! [[ -e $1 || -L $1 ]]; }
no() { ! "$@"; }
info() { goxelctl stats show info json | grep -q "$1"; }
settings() { printf '%s\n' "$@" >/etc/goxeld.conf; }
journal() { journalctl -q -u goxeld -o cat "$@"; }
says() {	# says WORDS JOURNALCTL-OPTION...
	local words=$1

	shift
	journal "$@" | grep -q "$words"
}

ask() {		# ask METHOD PARAMS: over the one connection that stays open
	printf '{"jsonrpc":"2.0","id":1,"method":"%s","params":%s}\n' \
	    "$1" "$2" >&3
	read -r -t 20 reply <&3
}
digest() {
	ask goxel.get_digest '{}' && grep -o '"digest":"[^"]*"' <<<"$reply"
}
serves() { [[ $(digest) = "$wanted" ]]; }
open_project() {
	exec 3>&-
	exec 3<>/dev/tcp/127.0.0.1/7531
	ask goxel.open_project '{"name": "kept"}'
}

kill_worker() {
	kill -KILL "$(goxelctl stats show workers json | tr ',{' '\n\n' |
	    sed -n 's/.*"pid": *\([0-9]*\).*/\1/p' | head -n 1)"
}

install() { apt-get -q -y --allow-downgrades install "$1"; }

claim 'apt installs it' install /old.deb
claim 'the service is active, by its own word' is ActiveState active
claim 'its workers serve' soon status '[0-9]* of [0-9]* workers serve'
pid=$(of_unit MainPID)
claim 'it runs as its own user' test "$(stat -c %U "/proc/$pid")" = goxeld
claim 'its folder for logs is its own' \
    test "$(stat -c %U:%a $logs)" = goxeld:750
claim 'it starts with the machine' systemctl is-enabled goxeld

exec 3<>/dev/tcp/127.0.0.1/7531
claim 'a project is made' ask goxel.create_project '{"name": "kept"}'
claim 'and filled' ask goxel.procedural_shape '{"shape_type": "sphere",
    "size_x": 20, "size_y": 20, "size_z": 20, "color": "#e0a030"}'
wanted=$(digest)
claim 'and has a digest' test -n "$wanted"

claim 'apt installs the next version over it' install /new.deb
claim 'the service is the same process' is MainPID "$pid"
claim 'of the new version' soon info "\"version\":\"$version\""
claim 'and active' is ActiveState active
claim 'the client is still connected, to the project' serves

settings 'workers 3' 'listen 127.0.0.1:7531' "access_log $logs/access.log"
claim 'systemctl reloads it' systemctl reload goxeld
claim 'with the new settings' soon status '3 of 3 workers serve'
claim 'as the same process' is MainPID "$pid"
claim 'and the client is still connected' serves

claim 'a worker is killed' kill_worker
claim 'the journal has it as a warning' soon says 'worker 0 .* starting another' -p 4..4
claim 'and what is told is not one' no says 'serves' -p 4
claim 'but information' says 'serves' -p 6..6
claim 'and the client is still connected' serves

claim 'the access log is in the folder' soon test -s $logs/access.log
claim 'it is rotated' logrotate -f /etc/logrotate.d/goxeld
claim 'the old one is there' test -s $logs/access.log.1
claim 'requests go on' serves
claim 'and go to the new one' soon grep -q get_digest $logs/access.log

claim 'the server is killed' kill -KILL "$pid"
claim 'systemd starts it again' soon is NRestarts 1
claim 'it is active' soon is ActiveState active
claim 'and the project is there' soon open_project
claim 'as it was' serves

settings 'workers 2' 'listen 127.0.0.1:7531' 'log syslog'
claim 'it is restarted, to log to syslog' systemctl restart goxeld
claim 'lines arrive there' soon says 'worker 1 .* serves' _TRANSPORT=syslog \
    SYSLOG_FACILITY=3 PRIORITY=6
kill_worker
claim 'with their priority' soon says 'worker 0 .* starting another' \
    _TRANSPORT=syslog PRIORITY=4

claim 'systemctl stops it' systemctl stop goxeld
claim 'well' is Result success
claim 'and nothing of it runs' no pgrep -x goxeld
claim 'or listens' lacks $socket
claim 'it is started' systemctl start goxeld
claim 'it is purged while it runs' apt-get -q -y purge goxeld
claim 'nothing of it runs' no pgrep -x goxeld
claim 'its unit is gone' is LoadState not-found
for path in /var/lib/goxeld $logs /etc/logrotate.d/goxeld /etc/goxeld.conf \
    /run/goxeld /etc/systemd/system/multi-user.target.wants/goxeld.service; do
	claim "$path is gone" lacks $path
done
finish 0
