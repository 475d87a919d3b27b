/*
 * owner - who has a connection, and who has the project, while workers die
 *
 * Two workers, one connection, one project that lives in one of them and is
 * moved once.  The connection is offered, adopted, released to go to the data;
 * a worker may die at any step, DEATHS times, and is replaced.  Messages to the
 * master wait in a channel and may be read after the death of who sent them.
 *
 * Guards:
 *	NO_DRAIN	what a dead worker said is read before its rows are
 *			given on, or late messages are told by their generation
 *			(recover.c handoff_unwatch, handoff.c is_current)
 *	NO_RELEASE	a connection whose project is elsewhere is released
 *			before it is served (holding.c hold: MOVE)
 *	NO_MOVE		the connections of the dead are given on
 *			(recover.c move_connections)
 *	EARLY_ASSIGN	a moved project has its new owner only when the old one
 *			has let go (move.c move_end)
 */
#ifndef DEATHS
#define DEATHS	2
#endif
#define REQUESTS 2
#define NOBODY	9

mtype = { ACCEPTED, OFFERED, OWNED, RELEASED };

mtype state = ACCEPTED;
byte owner = NOBODY;		/* of the connection */
byte wanted = NOBODY;
byte generation = 0;		/* of the offer, for late messages */
byte lives_in = 0;		/* the project: row->worker */
bool held[2];			/* in a worker's memory */
bool ready[2], up[2];
byte served = 0, deaths = 0;
bool moving = false, has_moved = false;

chan offer[2] = [2] of { byte };
chan released[2] = [2] of { byte };
chan let_go[2] = [1] of { bool };
chan moved[2] = [2] of { bool };

#define OVER	(served == REQUESTS && !moving)
#define MAY_DIE	if :: deaths < DEATHS -> deaths++; goto dead :: skip fi
/* To the master, if there is room; what is lost is seen by its tick. */
#define SAY(c, x)	if :: len(c) < 2 -> c!x :: len(c) == 2 -> skip fi

proctype worker(byte me) {
	byte g;
	bool b;

	ready[me] = true;
	do
	:: OVER -> goto out
	:: atomic { offer[me]?g ->
		if
		:: g == generation && owner == me && state == OFFERED ->
			state = OWNED				/* conn_adopt */
		:: else
		fi }
	:: state == OWNED && owner == me && lives_in == me &&
	    served < REQUESTS && !(moving && !held[me]) ->
		/* load_project; one writer a project */
		held[me] = true;
		assert(!held[1 - me] || !up[1 - me]);
		MAY_DIE;
		assert(!held[1 - me] || !up[1 - me]);
		served++					/* the commit */
	:: state == OWNED && owner == me && lives_in != me &&
	    served < REQUESTS ->
#ifdef NO_RELEASE
		held[me] = true;
		assert(!held[1 - me] || !up[1 - me]);
		assert(lives_in == me);
		served++
#else
		/* MOVE */
		MAY_DIE;
		wanted = lives_in;
		state = RELEASED;
		MAY_DIE;
		SAY(released[me], generation)
#endif
	:: let_go[me]?b ->					/* holding_let_go */
		MAY_DIE;
		held[me] = false;
		MAY_DIE;
		SAY(moved[me], true)
	od;
dead:
	atomic {
		held[me] = false;
		ready[me] = false;
		do
		:: offer[me]?g
		:: let_go[me]?b
		:: empty(offer[me]) && empty(let_go[me]) -> break
		od;
		up[me] = false
	};
out:	skip
}

/* handoff_offer: to where it is wanted, if that one serves; else later. */
inline give() {
	state = ACCEPTED;
	owner = NOBODY;
	if
	:: wanted < 2 -> to = wanted
	:: wanted >= 2 && ready[0] -> to = 0
	:: wanted >= 2 && ready[1] -> to = 1
	:: wanted >= 2 && !ready[0] && !ready[1] -> to = 0
	fi;
	if
	:: ready[to] && len(offer[to]) < 2 ->
		generation++;
		owner = to;
		state = OFFERED;
		offer[to]!generation
	:: else
	fi
}

/* take_message RELEASED, if it is current. */
inline take_back(w) {
	if
#ifdef NO_DRAIN
	:: true ->
#else
	:: g == generation && state == RELEASED && owner == w ->
#endif
		give()
	:: else
	fi
}

/* move_end */
inline assign(w) {
	if
	:: moving && lives_in == w ->
#ifndef EARLY_ASSIGN
		lives_in = 1 - w;
#endif
		moving = false
	:: else -> moving = false
	fi
}

/* recover: the rest of its channel, its rows, a successor. */
inline replace(w) {
	do
	:: released[w]?g -> take_back(w)
	:: moved[w]?b -> assign(w)
	:: empty(released[w]) && empty(moved[w]) -> break
	od;
	if
	:: moving && lives_in == w -> moving = false
	:: else
	fi;
#ifdef EARLY_ASSIGN
	moving = false;
#endif
#ifndef NO_MOVE
	if
	:: owner == w && state != ACCEPTED ->
		wanted = lives_in;				/* aim */
		owner = NOBODY;
		state = ACCEPTED
	:: else
	fi;
#endif
	up[w] = true;
	run worker(w)
}

active proctype master() {
	byte to, g;
	bool b;

	do
	:: OVER -> break
	:: atomic { !OVER && !up[0] -> replace(0) }
	:: atomic { !OVER && !up[1] -> replace(1) }
	:: atomic { released[0]?g -> take_back(0) }
	:: atomic { released[1]?g -> take_back(1) }
	:: atomic { moved[0]?b -> assign(0) }
	:: atomic { moved[1]?b -> assign(1) }
	/* handoff_tick: what waits, and what was said in vain */
	:: atomic { state == ACCEPTED && !OVER && (ready[0] || ready[1]) &&
	    (wanted >= 2 || ready[wanted]) -> give() }
	:: atomic { state == RELEASED && empty(released[0]) &&
	    empty(released[1]) && up[owner] && ready[wanted] -> give() }
	:: atomic { !has_moved && ready[0] && ready[1] && !OVER ->
		has_moved = true;				/* move_begin */
		moving = true;
#ifdef EARLY_ASSIGN
		to = lives_in;
		lives_in = 1 - lives_in;
		let_go[to]!true
#else
		let_go[lives_in]!true
#endif
	    }
	od
}
