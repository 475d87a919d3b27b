#!/bin/sh
# tests of tool/floors, tool/shape and tool/exports: each rule is broken once and
# must be found where it is; what stands at a limit must pass
tool=$(cd "$(dirname "$0")/../../tool" && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

# says NAME WANTED GOT: the output is exactly what is wanted.  Counted in a
# file, because the end of a pipe is a process of its own.
says() {
	echo "$1" >>claims
	[ "$2" = "$3" ] && return
	echo "$1" >>broken
	printf '%s\n  wanted: %s\n  got:    %s\n' "$1" "$2" "$3"
}

repeat() {	# repeat COUNT TEXT
	yes "$2" | head -n "$1"
}

# shape NAME WANTED: check standard input as f.c
shape() {
	cat >f.c
	says "shape: $1" "$2" "$("$tool/shape" f.c)"
}

body() {	# a function whose body has $1 lines
	printf 'int\nf(void)\n{\n'
	repeat $(($1 - 3)) '	g();'
	printf '	return 0;\n}\n'
}

body 60 | shape 'a function of 60 lines passes' ''
body 61 | shape 'a function of 61 lines' 'f.c:2: f: 61 lines, at most 60'
repeat 600 'int g(void);' | shape 'a source of 600 lines passes' ''
repeat 601 'int g(void);' | shape 'a source of 601 lines' \
    'f.c:601: 601 lines, at most 600'

repeat 200 'int g(void);' >h.h
says 'shape: a header of 200 lines passes' '' "$("$tool/shape" h.h)"
repeat 201 'int g(void);' >h.h
says 'shape: a header of 201 lines' 'h.h:201: 201 lines, at most 200' \
    "$("$tool/shape" h.h)"

shape 'five parameters pass, whatever they are' '' <<'END'
int
f(int a, void (*b)(int, int), int c[3], int d, int e, ...)
{
	return a;
}
END
shape 'six parameters' 'f.c:2: f: 6 parameters, at most 5' <<'END'
static int
f(int a, int b, int c, int d, int e, int g)
{
	return a;
}
END
shape 'a test may be given much' '' <<'END'
Test(suite, claim, .init = a, .fini = b, .timeout = 3, .signal = 6, .c = 7)
{
	f();
}
END
shape 'nesting of three passes, else-if does not nest' '' <<'END'
int
f(int a)
{
	for (;;)
		while (a) {
			if (a == 1)
				g();
			else if (a == 2)
				g();
			else if (a == 3)
				return (struct x){ 1 };
		}
out:
	return a ? (int)b : c;
}
END
shape 'nesting of four with braces' 'f.c:7: nested deeper than 3' <<'END'
int
f(int a)
{
	for (;;) {
		switch (a) {
		case 1:
			do { if (a) { g(); } } while (a);
		}
	}
}
END
shape 'nesting of four without braces' 'f.c:8: nested deeper than 3' <<'END'
int
f(int a)
{
	FOREACH(a, b)
		while (a)
			if (a)
				for (;;)
					g();
}
END
shape 'braces in strings and comments are not read' '' <<'END'
int
f(int a)
{
	/* { { { */
	return "{{{\"{"[0] + '{' + '\'';	// {
}
END
{ echo 'struct s {'; repeat 24 '	int a;'; echo '	struct { int b, c; } d;'
  echo '};'; } | shape '25 fields pass' ''
{ echo 'struct s {'; repeat 24 '	int a;'; echo '	int b, c;'
  echo '};'; } | shape '26 fields' 'f.c:1: s: 26 fields, at most 25'
printf '\tint a;%66s\n' 'b;' | shape '80 columns pass' ''
printf '\tint a;%67s\n' 'b;' | shape '81 columns' 'f.c:1: 81 columns, at most 80'
printf '/*%74s.µ*/\n' '' | shape 'columns are characters' ''
printf '/* https://example.org/%70s*/\n' . | shape 'an address may be long' ''
printf '        int a;\n' | shape 'spaces for a tab' \
    'f.c:1: indented with spaces'
printf '/* %s: later */\n' TODO FIXME | shape 'work put off' \
'f.c:1: TODO: do it or open an issue
f.c:2: FIXME: do it or open an issue'
printf 'char name[] = "aXXXXXX";\n' | shape 'a file name template passes' ''
printf 'int\nf(void)\n{\n\tif (a) {\n}\n' | shape 'a brace left open' \
    'f.c:5: a brace is not closed'

mkdir -p include/tbl base shm goxel/format script store master worker/mcp worker/method client
touch include/err.h include/tbl/errors.h base/json.h shm/ring.h goxel/tile.h \
    goxel/format/gox.h script/script.h store/journal.h master/spawn.h worker/worker.h \
    worker/conn.h worker/method/table.h client/line.h

# floors NAME FILE INCLUDED WANTED: the file includes that header, alone
floors() {
	echo "#include $3" >"$2"
	says "floors: $1" "${4:+$2:1: $4}" "$("$tool/floors")"
	rm "$2"
}

climb() {	# climb FILE FLOOR HEADER FLOOR
	floors "$1 to $3" "$1" "\"$3\"" \
	    "floor $2 (${1%/*}) includes floor $4 (${3%/*}): $3"
}

climb include/a.h 0 base/json.h 1
climb base/a.c 1 shm/ring.h 2
climb shm/a.c 2 goxel/tile.h 2
climb goxel/a.c 2 shm/ring.h 2
climb goxel/a.c 2 goxel/format/gox.h 3
climb goxel/format/a.c 3 store/journal.h 4
climb store/a.c 4 worker/method/table.h 5
climb script/a.c 4 worker/method/table.h 5
climb goxel/format/a.c 3 script/script.h 4
climb worker/method/a.c 5 worker/conn.h 7
climb worker/a.c 7 master/spawn.h 7
climb worker/mcp/a.c 6 worker/conn.h 7
climb client/a.c 7 worker/conn.h 7
climb master/a.c 7 worker/conn.h 7
floors 'down passes' worker/a.c '"store/journal.h"' ''
floors 'beside passes' goxel/a.c '"tile.h"' ''
floors 'the floor below all passes' goxel/a.c '"tbl/errors.h"' ''
floors 'the door of the master passes' master/a.c '"worker/worker.h"' ''
floors 'a header that is not there' base/a.c '"gone.h"' '"gone.h" is nowhere'
for h in store/journal.h script/script.h goxel/tile.h goxel/format/gox.h \
    worker/method/table.h
do
	floors "master to $h" master/a.c "\"$h\"" \
	    "$h: the master knows nothing of models and methods"
done
floors 'master to JSON' master/a.c '"base/json.h"' \
    'base/json.h: the master parses no JSON'
floors 'libevent in the worker passes' worker/a.c '<event2/event.h>' ''
floors 'libevent in the master passes' master/a.c '<event2/event.h>' ''
for d in base shm goxel goxel/format store client worker/method; do
	floors "libevent in $d" $d/a.c '<event2/event.h>' \
	    '<event2/event.h>: libevent is for master/ and worker/'
done
floors 'duktape in script passes' script/a.c '<duktape.h>' ''
floors 'duktape in a handler' worker/method/do_a.c '<duktape.h>' \
    '<duktape.h>: duktape is for script/'
floors 'cJSON in the client passes' client/a.c '<cjson/cJSON.h>' ''
floors 'cJSON in the worker passes' worker/a.c '<cjson/cJSON.h>' ''
for d in base shm goxel goxel/format store master; do
	floors "cJSON in $d" $d/a.c '<cjson/cJSON.h>' \
	    '<cjson/cJSON.h>: cJSON is for client/ and the documents of worker/'
done
floors 'cJSON in a handler' worker/method/do_a.c '<cjson/cJSON.h>' \
    '<cjson/cJSON.h>: a handler sees no JSON'
floors 'JSON in a handler' worker/method/do_a.c '"base/json.h"' \
    'base/json.h: a handler sees no JSON'
floors 'a socket in a handler' worker/method/do_a.c '<sys/socket.h>' \
    '<sys/socket.h>: a handler sees no socket'

object() {	# object NAME SOURCE
	echo "$2" | cc -x c -c -o "$1" -
}

exports() {	# exports NAME WANTED OBJECT...: used by these and user.o
	name=$1 wanted=$2
	shift 2
	says "exports: $name" "$wanted" "$("$tool/exports" "$@" -- "$@" user.o)"
}

object user.o 'int shared(void); int user(void) { return shared(); }'
object one.o 'int shared(void) { return 1; }'
object two.o 'int shared(void) { return 2; }'
object lone.o 'int lone(void) { return lone(); }'
object data.o 'int shared = 2;'
object main.o 'int main(void) { return 0; }'
object hidden.o 'static int shared(void) { return 1; }
int (*take_it)(void) = shared;'
exports 'a function of one object passes' '' one.o
exports 'a function of two objects' \
    'two.o: shared is exported by one.o, too' one.o two.o
exports 'data and a function' 'data.o: shared is exported by one.o, too' \
    one.o data.o
exports 'a function that nobody else uses' \
    'lone.o: lone is used by no other: make it static' lone.o
exports 'a main in each program passes' '' main.o main.o
exports 'a static one beside it and an exempt name pass' '' one.o hidden.o

touch broken
echo "tool: $(wc -l <claims) claims, $(wc -l <broken) failed"
[ ! -s broken ]
