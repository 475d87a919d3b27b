/*
 * keep - edits on their way to the disk, and replies that wait for them
 *
 * One project, a worker whose edits are committed in the log, the keeper who
 * stores what is there and tells, and a power cut at any time that leaves only
 * the journal.  The keeper may die at any step, DEATHS times.  Durability
 * power: a reply is sent when a pass is done that began after its commit.
 *
 * Guards:
 *	EARLY_TICKET	the ticket is taken after the append (shm/keeping.h)
 *	NO_TICKET	replies wait at all (answer.c hold_reply)
 *	FREE_READS	a reply that tells of an unstored edit waits as well
 *	EARLY_STORED	the position is published after COMMIT (keeper/pass.c)
 *	TRIM_UNSTORED	the log is cut only up to what is stored
 *			(holding.c holding_trim)
 *	NO_SKIP		a record that the journal has is skipped by its
 *			revision (pass.c copy_record)
 *	EARLY_DONE	a pass is done after COMMIT, not when it begins
 *	NO_WANTED	a ticket is said to be wanted: the mark may be taken by
 *			the pass before (shm/keeping.h)
 *	NO_LOOK		a new keeper looks at everything (keeper.c main)
 */
#ifndef DEATHS
#define DEATHS	2
#endif
#define EDITS	2

byte log_tail = 0, log_head = 0, log_stored = 0;
byte begun = 0, done = 0, wanted = 0;
bool mark = false;

/* Of the worker: what it has committed, and the holding's ticket. */
byte committed = 0, ticket = 0;

byte journal = 0;		/* on disk: the newest revision in it */
byte rows = 0;			/* edits in it; each once */
byte deaths = 0, told = 0;
bool keeper_up = false;

#define ALL_TOLD (told == EDITS)
#define MAY_DIE	if :: deaths < DEATHS -> deaths++; goto dead :: skip fi

proctype keeper() {
	byte from, to, pass;
	bool took;

	do
#ifdef NO_WANTED
	:: mark ->
#else
	:: mark || wanted > done ->			/* has_work */
#endif
		pass = begun + 1;
		begun = pass;
#ifdef EARLY_DONE
		done = pass;
#endif
		MAY_DIE;
		d_step { took = mark; mark = false };	/* take_marks */
		MAY_DIE;
		from = log_stored;
		/* store_log, of what was marked */
		if
		:: took -> to = log_tail
		:: else -> to = from
		fi;
		/* What is read must be in the log still. */
		assert(log_head <= from || from == to || journal >= log_head);
#ifdef EARLY_STORED
		log_stored = to;
#endif
		MAY_DIE;
		/* COMMIT; what the journal has is not written again */
		d_step {
#ifndef NO_SKIP
			if
			:: from < journal -> from = journal
			:: else
			fi;
#endif
			if
			:: to > from -> rows = rows + (to - from)
			:: else
			fi;
			if
			:: to > journal -> journal = to
			:: else
			fi
		};
		assert(rows == journal);
		MAY_DIE;
		log_stored = to;			/* publish */
		MAY_DIE;
		done = pass
	:: !mark && wanted <= done && ALL_TOLD -> goto out
	od;
dead:
	keeper_up = false;
out:	skip
}

/* Another keeper, which looks at everything. */
active proctype master() {
	do
	:: atomic { !keeper_up && !ALL_TOLD ->
		keeper_up = true;
#ifdef NO_LOOK
		if :: deaths == 0 -> mark = true :: else fi;
#else
		mark = true;
#endif
		run keeper() }
	:: ALL_TOLD -> break
	od
}

active proctype worker() {
	byte early;

	do
	:: committed < EDITS ->
		early = begun + 1;
		log_tail++;				/* hotlog_append */
		mark = true;				/* keeping_mark */
		d_step {
#ifdef EARLY_TICKET
			ticket = early;
#else
			ticket = begun + 1;		/* keeping_ticket */
#endif
			wanted = ticket;
			committed++
		}
	:: log_head < log_stored || log_head < log_tail ->
#ifdef TRIM_UNSTORED
		log_head = log_tail
#else
		log_head = log_stored			/* holding_trim */
#endif
	:: committed == EDITS -> break
	od
}

/* A reply of an edit, or of a read that saw it: told is what anybody knows.
 * The power may be cut right after. */
active proctype client() {
	byte seen, wait;

	do
	:: told < committed ->
		d_step { seen = committed; wait = ticket }
#ifndef NO_TICKET
		done >= wait;
#endif
		assert(journal >= seen);
		told = seen
	:: ALL_TOLD -> break
	od
}

active proctype reader() {
	byte seen, wait, reads;

	do
	:: reads < 2 && committed > 0 ->
		reads++;
		d_step { seen = committed; wait = ticket }
#ifndef FREE_READS
		done >= wait;
#endif
		assert(journal >= seen)
	:: reads == 2 || ALL_TOLD -> break
	od
}
