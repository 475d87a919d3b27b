#!/bin/sh
# packages - install npm packages of named versions, once
#
#	packages.sh FOLDER NAME@VERSION ...
#
# Status 1, with a word to standard error, when that cannot be: no node, no
# npm, nowhere to get them.  What was installed is written down in FOLDER, so
# that another list installs again.
folder=$1
shift
[ "$(cat "$folder/installed" 2>/dev/null)" = "$*" ] && exit 0
command -v npm >/dev/null && command -v node >/dev/null || {
	echo "packages: node and npm are not there" >&2
	exit 1
}
rm -rf "$folder"
mkdir -p "$folder"
echo '{"private": true, "type": "module"}' >"$folder/package.json"
npm install --prefix "$folder" --no-audit --no-fund --no-package-lock \
    --save-exact --loglevel=error "$@" >"$folder/log" 2>&1 || {
	echo "packages: npm could not install $*" >&2
	tail -n 3 "$folder/log" >&2
	exit 1
}
echo "$*" >"$folder/installed"
