#!/bin/sh
# run - the models, whole and with each guard taken out
#
#	tests/model/run.sh long|short
#
# Whole, no state that can be reached breaks a claim; without any one guard
# some state does, or the model does not know why the guard is there.
here=$(cd "$(dirname "$0")" && pwd)
length=${1:-short}
"$here/../../tool/deps" spin || exit 1
work=$(mktemp -d /tmp/goxeld-model.XXXXXX) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
passed=0 failed=0

# explore MODEL FLAG ...: what the search finds, into errors and states
explore() {
	model=$1
	shift
	spin -a "$@" "$here/$model.pml" >spin.log 2>&1 &&
	    gcc -O2 -DSAFETY -DCOLLAPSE -DMEMLIM=3000 -o pan pan.c 2>>spin.log || {
		cat spin.log
		errors=-1 states=0
		return
	}
	timeout 170 ./pan -m200000 >pan.log 2>&1
	errors=$(sed -n 's/.*errors: \([0-9]*\).*/\1/p' pan.log)
	states=$(sed -n 's/ *\([0-9.e+]*\) states, stored.*/\1/p' pan.log)
	claim=$(sed -n 's/^pan:[0-9]*: \(.*\) (at depth.*/\1/p' pan.log)
	grep -q 'max search depth too small\|out of memory' pan.log && errors=-2
	[ -n "$errors" ] || errors=-3
}

line() { printf '%-8s %-14s %10s states  %s\n' "$1" "$2" "$states" "$3"; }

whole() {
	explore "$@"
	if [ "$errors" = 0 ]; then
		passed=$((passed + 1)); line "$1" "${2:-whole}" "no claim is broken"
	else
		failed=$((failed + 1)); line "$1" "${2:-whole}" "FAILED: $claim ($errors)"
	fi
}

without() {
	explore "$1" "-D$2" $3
	if [ "$errors" -gt 0 ]; then
		passed=$((passed + 1)); line "$1" "$2" "missed: $claim"
	else
		failed=$((failed + 1)); line "$1" "$2" "FAILED: nobody misses it"
	fi
}

whole commit
whole commit -DPOISON
whole owner
whole keep
whole shadow -DDEATHS=1
whole shadow -DSEATS -DDEATHS=1
without commit NO_SLOT
without owner EARLY_ASSIGN
without keep EARLY_TICKET
without shadow NO_CATCH_UP
if [ "$length" = long ]; then
	whole shadow
	whole shadow -DSEATS
	whole shadow -DFORKS=2 -DDEATHS=1
	whole shadow -DSEATS -DFORKS=2 -DDEATHS=1
	for guard in FLIP_FIRST NO_REDO NO_REVISION TRIM_EARLY; do
		without commit $guard
	done
	without commit NO_BLAME -DPOISON
	for guard in NO_DRAIN NO_RELEASE NO_MOVE; do
		without owner $guard
	done
	for guard in NO_TICKET FREE_READS EARLY_STORED TRIM_UNSTORED NO_SKIP \
	    EARLY_DONE NO_WANTED NO_LOOK; do
		without keep $guard
	done
	for guard in NO_GENERATION NO_OWNER NO_CUT NO_REDO SEAT_FIRST; do
		without shadow $guard
	done
	for guard in NO_FATAL NO_DROP EARLY_SEAT NO_LOOK NO_KILL; do
		without shadow $guard -DSEATS
	done
fi
echo "model: $passed passed, $failed failed"
[ $failed = 0 ]
