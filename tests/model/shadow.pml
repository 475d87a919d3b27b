/*
 * shadow - a worker, the copies that follow it, and who has the seat
 *
 * One seat, one project that lives there or elsewhere, one connection whose
 * EDITS edits are done wherever the project is.  The worker forks a shadow,
 * which does its edits again from the log; any of them is killed at any step,
 * DEATHS times; the master seats the shadow or starts a process that begins
 * with the kept file and the log.  Meanwhile the log is cut, the project leaves
 * and comes back, is closed and made anew, the worker is replaced by a reload,
 * or brings its death on itself; a shadow is slow, or stops for good, and the
 * message that tells of it is lost.  What commits, checkpoints and moves do at
 * each step is in commit.pml and owner.pml.
 *
 * Two searches: of what a shadow may miss; and, with SEATS, of who may not have
 * the seat.
 *
 * Claims: who serves has every edit that was committed, and nothing else (no
 * acknowledged edit is lost); no edit is committed twice; at most one process
 * serves; nobody gets the seat with old settings; and as no state is an end
 * before all edits are done, the seat is filled again.
 *
 * Guards:
 *	NO_CATCH_UP	the logs are read to the end once the worker is dead
 *			(worker/shadow.c take_seat)
 *	NO_GENERATION	a project made anew in the same row is another one
 *			(is_followed)
 *	NO_OWNER	one that left is dropped (is_followed)
 *	NO_CUT		what the log may have lost while it was read does not
 *			count (worker/load.c copy_record)
 *	NO_FATAL	the memory of who crashed is not taken further
 *			(master/understudy.c understudy_is_there)
 *	NO_DROP		the shadow of who is told to end is dropped
 *			(master/spawn.c drain)
 *	NO_REDO		the last commit reaches its connection's row
 *			(master/recover.c redo_commit)
 *	SEAT_FIRST	and does so before anybody has the seat (died)
 *	EARLY_SEAT	the seat is given when the worker is dead, not when it
 *			is silent
 *	NO_LOOK		a shadow that was told and does not come is given up
 *			(understudy_look)
 *	NO_KILL		and killed before somebody else begins
 */
#ifndef DEATHS
#define DEATHS	2
#endif
#ifndef FORKS
#define FORKS	1
#endif
#define PIDS	4			/* enough: the dead are used again */
#define NONE	PIDS

/* Shared memory, and what the kept file and the store have besides. */
byte log_head = 0, log_tail = 0;	/* positions are revisions */
byte generation = 0;			/* of the project */
bool here = true;			/* it lives in this seat */
byte head = 0;				/* edits consumed, by the row's cut */
bool fatal = false;

byte committed = 0;			/* edits, ever */
byte config = 0;			/* settings that hold */

/* Of each process: what everybody knows, and its copy of the project. */
bool used[PIDS], alive[PIDS], killed[PIDS], serving[PIDS];
bool shadow[PIDS], announced[PIDS], told[PIDS], ready[PIDS], drain[PIDS];
byte settings[PIDS];
bool holds[PIDS], bad[PIDS];
byte rev[PIDS], its[PIDS];

/* The master's. */
byte occupant = NONE, understudy = NONE;
bool draining = false;

/* What may yet happen: what a shadow may miss, or who may not have a seat. */
byte deaths = DEATHS, forks = FORKS;
#ifdef SEATS
#define EDITS	2
byte moves = 0, anew = 0, cuts = 0, reloads = 1, crashes = 1, stops = 1;
#else
#define EDITS	3
byte moves = 1, anew = 1, cuts = 1, reloads = 0, crashes = 0, stops = 0;
#endif

byte x, servers;

#define OVER	(head == EDITS)
#define ROOM	(!used[0] || !used[1] || !used[2] || !used[3])

#ifdef NO_GENERATION
#define SAME_ONE	true
#else
#define SAME_ONE	(its[me] == generation)
#endif
#ifdef NO_OWNER
#define IS_FOLLOWED	SAME_ONE
#else
#define IS_FOLLOWED	(SAME_ONE && here)
#endif

inline forget(p) { holds[p] = false; rev[p] = 0; its[p] = 0; bad[p] = false }

inline have(p, r) {
	holds[p] = true; rev[p] = r; its[p] = generation; bad[p] = false
}

inline slay(p) { killed[p] = true; alive[p] = false; serving[p] = false }

/* A process that is used by nobody, into x. */
inline find() {
	x = 0;
	do
	:: used[x] -> x++
	:: else -> break
	od;
	used[x] = true; alive[x] = true
}

/* load_follow, one record: copy it, and see whether it was still there. */
inline follow() {
	d_step {
		if
#ifdef NO_CUT
		:: rev[me] < log_tail ->
			bad[me] = bad[me] || log_head > rev[me];
			rev[me]++
#else
		:: rev[me] < log_tail && log_head > rev[me] -> forget(me)
		:: rev[me] < log_tail && log_head <= rev[me] -> rev[me]++
#endif
		:: else
		fi
	}
}

/* start, in shadow.c: at most one at a time. */
inline fork_shadow() {
	forks--;
	find();
	shadow[x] = true;
	settings[x] = settings[me];
	holds[x] = holds[me]; rev[x] = rev[me]; its[x] = its[me];
	bad[x] = bad[me];
	child = x; x = 0
}

/* One edit, as in commit.pml. */
inline edit() {
	d_step {
		if
		:: !holds[me] -> have(me, log_tail)	/* load_project */
		:: else
		fi;
		assert(its[me] == generation && rev[me] == log_tail);
		assert(!bad[me]);
		assert(committed == head);
		rev[me]++; log_tail++; committed++	/* hotlog_append */
	};
	head++						/* conn_commit */
}

#define MAY_FORK	(forks > 0 && !OVER && ROOM && \
			(child == NONE || !alive[child] || !shadow[child]))

proctype process(byte me) {
	byte child = NONE;

end_idle:
	{
	alive[me];
	if
	:: !shadow[me] -> goto sit
	:: shadow[me]
	fi;
end_be:	do						/* be_shadow */
	:: told[me] -> break
	:: stops > 0 && !OVER -> stops--; goto end_stopped
	:: d_step { holds[me] && !IS_FOLLOWED && !OVER -> forget(me) }
	:: holds[me] && IS_FOLLOWED && rev[me] < log_tail && !OVER -> follow()
	:: d_step { !holds[me] && here && log_head == 0 && log_tail > 0 &&
	    !OVER -> have(me, 0) }			/* follow_new */
	od;
#ifndef NO_CATCH_UP
	do						/* catch_up */
	:: d_step { holds[me] && !IS_FOLLOWED -> forget(me) }
	:: holds[me] && IS_FOLLOWED && rev[me] < log_tail -> follow()
	:: !holds[me] || (IS_FOLLOWED && rev[me] >= log_tail) -> break
	od;
	if
	:: holds[me] && rev[me] != log_tail -> holds[me] = false
	:: else
	fi;
#endif
sit:	atomic {					/* worker_sit_down */
		serving[me] = true;
		shadow[me] = false;
		servers = serving[0] + serving[1] + serving[2] + serving[3];
		assert(servers == 1);
		servers = 0
	};
	ready[me] = true;
end_do:	do
	:: d_step { drain[me] -> slay(me) }
	:: here && head < EDITS -> edit()
	:: d_step { cuts > 0 && !OVER && holds[me] && log_head < log_tail ->
		cuts--; log_head = log_tail }		/* checkpoint_kept */
	:: d_step { MAY_FORK -> fork_shadow() };
		if
		:: d_step { alive[child] -> announced[child] = true }
		:: true			/* the channel is full */
		fi
	:: d_step { moves > 0 && here && !OVER ->	/* leave_let_go */
		moves--; forget(me); here = false }
	:: d_step { anew > 0 && !OVER && here && log_tail > 0 ->
		anew--; generation++; log_tail = 0; log_head = 0; have(me, 0) }
	/* A wild store, a copy of what it left, the end. */
	:: d_step { crashes > 0 && MAY_FORK ->
		crashes--; have(me, log_tail); bad[me] = true; fork_shadow();
		announced[child] = true; fatal = true; slay(me) }
	od;
end_stopped:
	false
	} unless { killed[me] };
	d_step {
		forget(me); child = NONE; killed[me] = false;
		shadow[me] = false; announced[me] = false; told[me] = false;
		ready[me] = false; drain[me] = false; settings[me] = 0;
		/* What is said to it from now on does not pass. */
		if
		:: understudy == me -> understudy = NONE
		:: else
		fi;
		if
		:: occupant == me -> occupant = NONE
		:: else
		fi;
		used[me] = false
	};
	goto end_idle
}

/* The other worker. */
active proctype other() {
end:	do
	:: d_step { !here && head < EDITS -> log_tail++; committed++; head++ }
	:: !here && !OVER -> here = true
	od
}

#define KILL(p)	d_step { deaths > 0 && alive[p] && !OVER -> \
			slay(p); deaths-- }

active proctype nemesis() {
end:	do
	:: KILL(0) :: KILL(1) :: KILL(2) :: KILL(3)
	od
}

inline redo() {
#ifndef NO_REDO
	if
	:: head < committed -> head = committed
	:: else
	fi
#else
	skip
#endif
}

inline seat_anew() {
	find();
	settings[x] = config;
	occupant = x; x = 0
}

/* understudy_seat; it may be dead, or die, after it was told. */
inline seat_shadow() {
	assert(settings[understudy] == config);
	occupant = understudy;
	told[occupant] = true
}

/* MESSAGE_SHADOW. */
inline hear(p) {
	announced[p] = false;
	if
	:: !draining -> understudy = p
	:: else
	fi
}

#define HEAR(p)	d_step { announced[p] -> hear(p) }
#define NOBODY	(occupant == NONE || !alive[occupant])

active proctype master() {
	atomic {
		run process(0); run process(1); run process(2);
		run process(3);
		seat_anew()
	};
	do
	:: OVER -> break
	:: HEAR(0) :: HEAR(1) :: HEAR(2) :: HEAR(3)
	:: atomic { !OVER && NOBODY && ROOM ->		/* recover, died */
		do
		:: announced[0] -> hear(0)
		:: announced[1] -> hear(1)
		:: announced[2] -> hear(2)
		:: announced[3] -> hear(3)
		:: else -> break
		od;
#ifndef SEAT_FIRST
		redo();
#endif
#ifndef NO_FATAL
		if
		:: fatal -> understudy = NONE
		:: else
		fi;
#endif
		if
		:: !draining && understudy != NONE -> seat_shadow();
			understudy = NONE
		:: draining || understudy == NONE -> seat_anew()
		fi;
		draining = false;
		fatal = false }
#ifdef SEAT_FIRST
		; redo()
#endif
#ifdef EARLY_SEAT
	:: d_step { !OVER && !NOBODY && understudy != NONE && !draining ->
		seat_shadow(); understudy = NONE }
#endif
#ifndef NO_LOOK
	:: d_step { !OVER && !NOBODY && told[occupant] && !ready[occupant] &&
	    ROOM ->
#ifdef NO_KILL
		seat_anew()
#else
		slay(occupant)
#endif
		}
#endif
	:: d_step { reloads > 0 && !OVER && !NOBODY ->	/* drain */
		reloads--;
		config++;
#ifndef NO_DROP
		understudy = NONE;
#endif
		draining = true;
		drain[occupant] = true }
	od
}
