/*
 * commit - a connection's requests, a project's log, and workers that die
 *
 * Two connections, one project, one worker at a time, and its successors; a
 * worker may die between any two of its steps, DEATHS times.  Each connection
 * sends EDITS edits, answered in order; the socket is a counter of what the
 * kernel took, which the row learns of later, as in wire.c.
 *
 * What a step stands for is named beside it.  Guards that can be taken out,
 * each of which must then be missed by some property:
 *	NO_SLOT		slot_repair (shm/workers.c, master/recover.c)
 *	FLIP_FIRST	the log before the row (worker/answer.c commit)
 *	NO_REDO		redo_commit (master/recover.c)
 *	NO_REVISION	revisions tell what a checkpoint has (worker/load.c)
 *	TRIM_EARLY	the log is cut only when the file is kept
 *			(worker/checkpoint.c)
 *	NO_BLAME	a request that kills is not run for ever
 *			(master/recover.c blame)
 */
#ifndef DEATHS
#define DEATHS	2
#endif
#ifndef EDITS
#define EDITS	2
#endif
#define CONNS	2

/* Shared memory: it survives. */
byte log_conn[5];		/* whose edit record i is; i from 1 */
byte log_seq[5];		/* its number on that connection */
byte log_head = 0, log_tail = 0;
byte revision = 0;		/* of the project, published */
byte head[CONNS];		/* requests consumed, by the row's cut */
byte tail[CONNS];		/* replies answered, by the row's cut */
byte sent_row[CONNS];		/* replies sent, as the row knows */
byte kept = 0;			/* revision of the file the master keeps */
byte file = 0;			/* of the one being made */
byte slot_conn = CONNS;		/* the socket slot */
byte slot_pos, slot_len;
byte executing = CONNS, attempts[CONNS];

/* The world: what clients and the kernel know. */
byte sent[CONNS];		/* replies the kernel took */
byte applied[CONNS];		/* how often the project has had an edit of it,
				 * in the newest image that was read */
byte order = 0;			/* revision of the last reply sent */
byte deaths = 0;
bool alive = false;

/* Private memory of the worker: gone with it. */
byte image = 0;			/* revision of its copy */
byte had[CONNS];		/* edits of each in it */

#ifdef POISON
#define IS_POISON(c)	(c == 1 && head[c] == 0)
#else
#define IS_POISON(c)	false
#endif
#define LIMIT		2

/* A death here?  Then nothing after it happens. */
#define MAY_DIE	if :: deaths < DEATHS -> deaths++; goto dead :: skip fi

/* Every revision is of one edit, each edit is in one. */
inline check_image() {
	assert(had[0] <= EDITS && had[1] <= EDITS);
	assert(image == had[0] + had[1])
}

/* load_project: the kept file, then the log. */
inline load() {
	d_step {
		image = kept;
		had[0] = 0; had[1] = 0;
		i = 1;
		do
		:: i <= kept -> had[log_conn[i]]++; i++
		:: else -> break
		od;
		i = log_head + 1;
		do
		:: i <= log_tail ->
#ifdef NO_REVISION
			image++; had[log_conn[i]]++;
#else
			if
			:: i > image -> image++; had[log_conn[i]]++
			:: else
			fi;
#endif
			i++
		:: else -> break
		od
	}
	/* What a client has an answer for is there. */
	assert(had[0] >= sent[0] - refused[0]);
	assert(had[1] >= sent[1] - refused[1]);
	/* And what is behind the head was cut only if a file has it. */
	assert(kept >= log_head);
	check_image()
}

byte refused[CONNS];		/* answered with an error, not done */

/* jsonrpc_serve: one request of connection c. */
inline serve(c) {
	if
	:: IS_POISON(c) && attempts[c] >= LIMIT ->
		/* is_poison: answered by an error */
		d_step { head[c]++; tail[c]++; refused[c]++; attempts[c] = 0 }
	:: else ->
		executing = c;				/* mark */
		MAY_DIE;
		if
#ifdef NO_BLAME
		:: IS_POISON(c) -> goto dead
#else
		:: IS_POISON(c) -> goto dead
#endif
		:: else
		fi;
		d_step { image++; had[c]++ }		/* context_apply */
		MAY_DIE;
#ifdef FLIP_FIRST
		d_step { head[c]++; tail[c]++ }
		MAY_DIE;
#endif
		/* hotlog_append: THE commit */
		d_step {
			log_conn[log_tail + 1] = c;
			log_seq[log_tail + 1] = head[c];
#ifdef FLIP_FIRST
			log_seq[log_tail + 1] = head[c] - 1;
#endif
			log_tail++;
			revision = image
		}
		MAY_DIE;
#ifndef FLIP_FIRST
		d_step { head[c]++; tail[c]++ }		/* conn_commit */
#endif
		attempts[c] = 0;
		MAY_DIE;
		executing = CONNS			/* dispatch_end */
	fi
}

/* wire_write: what is answered goes out. */
inline send(c) {
	d_step { slot_conn = c; slot_pos = sent_row[c]; slot_len = 0 }
	MAY_DIE;
	/* sendmmsg: the kernel takes one reply or all, and notes it */
	if
	:: d_step { slot_len = 1; sent[c] = sent[c] + 1 }
	:: d_step { slot_len = tail[c] - sent_row[c];
		sent[c] = sent[c] + slot_len }
	fi;
	/* Never more than was asked, nor anything twice. */
	assert(sent[c] <= EDITS);
	MAY_DIE;
	sent_row[c] = slot_pos + slot_len;
	MAY_DIE;
	slot_conn = CONNS
}

proctype worker() {
	byte i;

	load();
	do
	:: head[0] < EDITS -> serve(0)
	:: head[1] < EDITS -> serve(1)
	:: sent_row[0] < tail[0] -> send(0)
	:: sent_row[1] < tail[1] -> send(1)
	:: file == 0 && image > kept ->			/* checkpoint_start */
		file = image;
		MAY_DIE;
#ifdef TRIM_EARLY
		log_head = file;
		MAY_DIE;
#endif
		kept = file;				/* take_checkpoint */
		MAY_DIE;
		log_head = kept;			/* checkpoint_kept */
		file = 0
	:: head[0] == EDITS && head[1] == EDITS && sent_row[0] == tail[0] &&
	    sent_row[1] == tail[1] -> goto done
	od;
dead:
	atomic { alive = false; file = 0 };
	goto gone;
done:
	/* All is answered once, and all is in the project, or was refused. */
	assert(sent[0] == EDITS && sent[1] == EDITS);
	assert(had[0] == EDITS - refused[0]);
	assert(had[1] == EDITS - refused[1]);
	assert(revision == log_tail);
gone:
	skip
}

/* recover, in its order, and the seat filled again. */
active proctype master() {
	byte i, c;
	byte lives = 0;

	do
	:: !alive && !(sent[0] == EDITS && sent[1] == EDITS) ->
		d_step {
			/* repair_slot */
#ifndef NO_SLOT
			if
			:: slot_conn < CONNS ->
				sent_row[slot_conn] = slot_pos + slot_len
			:: else
			fi;
#endif
			slot_conn = CONNS;
			/* redo_commit: the last record's connection */
#ifndef NO_REDO
			if
			:: log_tail > 0 ->
				c = log_conn[log_tail];
				if
				:: head[c] == log_seq[log_tail] ->
					head[c]++; tail[c]++; attempts[c] = 0
				:: else
				fi
			:: else
			fi;
#endif
			/* blame */
			if
			:: executing < CONNS ->
#ifndef NO_BLAME
				attempts[executing]++;
#endif
				executing = CONNS
			:: else
			fi;
			lives++;
			alive = true
		};
		/* A request may kill so often, and clients come to an end. */
		assert(lives <= DEATHS + LIMIT + 2);
		run worker()
	:: sent[0] == EDITS && sent[1] == EDITS -> break
	od
}
