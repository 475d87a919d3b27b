/*
 * events - what happens to a server as a whole, declared once
 *
 * EVENT(id, name, doc)
 *	name	what `show events` and charts call it; never changed
 */
EVENT(START, "start", "the server began to serve")
EVENT(RELOAD, "reload", "new settings hold")
EVENT(RELOAD_REFUSED, "reload_refused", "a reload was refused because of a bad setting")
EVENT(UPGRADE, "upgrade", "a new binary took over")
EVENT(WORKER_START, "worker_start", "a worker was started")
EVENT(WORKER_DEATH, "worker_death", "a worker died unasked")
EVENT(TAKEOVER, "takeover", "a shadow took the place of its worker")
EVENT(DEGRADED, "degraded", "too many deaths in a minute")
EVENT(RECOVERED, "recovered", "the server is no longer degraded")
EVENT(KEEPER_DEATH, "keeper_death", "the keeper ended and was started again")
EVENT(JOURNAL_FULL, "journal_full", "the disk is full and edits are refused")
EVENT(JOURNAL_AGAIN, "journal_again", "there is room again")
EVENT(CHECKPOINT_FAILED, "checkpoint_failed", "the file of a project could not be written")
EVENT(CONFIG, "config", "a setting was changed by an operator")
EVENT(ORDER, "order", "an operator had something done")
#undef EVENT
