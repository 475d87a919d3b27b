/*
 * killpoints - the steps at which a process may be made to die
 *
 * STEP(id, kind, doc)
 *	kind	DIES	it is killed there, and nobody may notice
 *		ACCEPTS	the same, in accept mode reuseport only
 *		PASSES	it is counted, never killed: the master's
 *		FELLS	the master's too: who it deals with is killed
 *		UPGRADES	the same, and only an upgrade gets there
 *		LOSES	counted in that mode, never killed: a death costs a
 *			connection there, as goxeld.conf says
 *
 * `make killpoints` kills at each of them in turn, and fails when one was not
 * reached.
 */
/* worker/transfer.c: a socket's bytes and their position */
STEP(wire_begun, DIES, "the slot is filled, its op not set")
STEP(wire_marked, DIES, "op is set, the call not made")
STEP(wire_called, DIES, "the kernel has moved bytes, the row knows not")
STEP(wire_moved, DIES, "the row knows, the slot stands")
STEP(wire_cleared, DIES, "the slot is clear")
/* worker/dispatch.c, answer.c, holding.c: a request */
STEP(request_marked, DIES, "the request is marked as running")
STEP(edit_begun, DIES, "it is applied, its record not begun")
STEP(edit_written, DIES, "the record is whole, not published")
STEP(edit_published, DIES, "the record counts, the connection's cut not")
STEP(cut_flipped, DIES, "the cut counts")
STEP(batch_headed, DIES, "all are answered, the last one's cut does not count")
STEP(http_batch_begun, DIES, "the batch counts, no element was run")
STEP(request_over, DIES, "nothing is marked as running")
/* worker/holding.c: closing a project */
STEP(close_begun, DIES, "the row says who closes it")
STEP(close_committed, DIES, "the reply counts, the project is there")
STEP(close_left, DIES, "it is gone, the connection still names it")
/* worker/checkpoint.c */
STEP(checkpoint_forked, DIES, "the child has the project")
STEP(checkpoint_written, DIES, "the child has written it")
STEP(checkpoint_sent, DIES, "the master was sent the file")
STEP(checkpoint_kept, DIES, "the master has it, the log is as it was")
STEP(checkpoint_trimmed, DIES, "the log is cut")
/* worker/filer.c: the child that writes a file */
STEP(filer_claimed, DIES, "it is known, and outlives its worker")
STEP(filer_written, DIES, "the file is there, the directory knows not")
STEP(filer_told, DIES, "the directory knows, its claim stands")
/* worker/conn.c: connections that go and come */
STEP(release_begun, DIES, "about to let a connection go to its data")
STEP(release_marked, DIES, "the row says so, the master was not told")
STEP(release_told, DIES, "the master was told")
STEP(adopt_begun, DIES, "an offer was taken from the channel")
STEP(adopt_owned, DIES, "the row says so, its bytes are unseen")
/* shm/rings.c: a ring that is changed for a larger one */
STEP(ring_taken, DIES, "the new one is claimed")
STEP(ring_copied, DIES, "it has the bytes, the row has the old one")
STEP(ring_swapped, DIES, "the row has the new one, both are held")
STEP(ring_freed, DIES, "the old one is free")
/* worker/load.c: a project that is made again */
STEP(load_begun, DIES, "nothing of it is there")
STEP(load_based, DIES, "what was kept is there, not the log")
STEP(load_redone, DIES, "the log is redone, nobody was told")
/* worker/shadow.c: in a worker that makes its shadow */
STEP(shadow_begun, DIES, "the channel is there, no copy yet")
STEP(shadow_forked, DIES, "the copy lives, the master was not told")
STEP(shadow_announced, DIES, "the master was told")
STEP(shadow_reaped, DIES, "the copy is dead, no other is on its way")
/* worker/shadow.c, load.c: in the shadow */
STEP(shadow_born, DIES, "it has all that the worker had")
STEP(shadow_shed, DIES, "it has let go of what is the worker's")
STEP(shadow_followed, DIES, "a record is redone, the next is not read")
STEP(shadow_told, DIES, "it was told to take the seat")
STEP(shadow_caught_up, DIES, "the logs are redone, the row is not its own")
STEP(shadow_settled, DIES, "it has the projects, not the seat")
/* worker/worker.c: whoever takes a seat, a shadow or not */
STEP(seat_locked, DIES, "the seat is its own, the master was not told")
STEP(seat_taken, DIES, "the master was told, nothing is served")
/* keeper/pass.c: edits on their way to the disk */
STEP(pass_begun, DIES, "a pass has begun, marks are not taken")
STEP(pass_taken, DIES, "marks are taken, nothing is written")
STEP(pass_committed, DIES, "it is on disk, no promise is made")
STEP(pass_promised, DIES, "promises are made, the pass is not done")
/* worker/accept.c */
STEP(accept_taken, LOSES, "accepted, unknown to the master")
STEP(accept_told, ACCEPTS, "the master has a copy")
STEP(accept_counted, ACCEPTS, "counted, and not adopted")
/* master/ */
STEP(master_offered, PASSES, "a connection was offered")
STEP(master_kept, PASSES, "a checkpoint was kept")
STEP(master_repaired, PASSES, "a dead worker's slot was looked at")
STEP(master_redone, PASSES, "its commits were redone")
STEP(master_moved, PASSES, "its connections were moved")
/* master/understudy.c: a shadow is seated, and dies meanwhile */
STEP(seat_vacant, FELLS, "it is there, its channel not used")
STEP(seat_offered, FELLS, "it was told, the seat is nobody's")
STEP(seat_given, FELLS, "the seat is its own by the master's word")
/* master/upgrade.c, master.c: a worker dies meanwhile */
STEP(upgrade_written, UPGRADES, "the legacy is written")
STEP(upgrade_sealed, UPGRADES, "signals wait, descriptors stay open")
STEP(upgrade_woken, UPGRADES, "the new binary runs and has nothing")
STEP(upgrade_taken, UPGRADES, "it has the descriptors, hears of no death")
STEP(upgrade_adopted, UPGRADES, "it has the workers, replaces none yet")
STEP(upgrade_rolling, UPGRADES, "the first is told to end")
#undef STEP
