/*
 * privileges - become the user and group of the settings, for good
 */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "log.h"
#include "master/listen.h"
#include "master/logs.h"
#include "master/privileges.h"
#include "text.h"

/* Whom to become; -1: as it is. */
struct identity {
	uid_t		 uid;
	gid_t		 gid;
	const char	*user;		/* NULL: only the group */
};

static enum err
cannot(struct master *m, const char *what, const char *where)
{
	text_format(m->why, sizeof m->why, "cannot %s %s: %s", what, where,
	    strerror(errno));
	return ERR_DENIED;
}

static struct identity
find_identity(const struct config *c)
{
	const struct passwd *user = c->user[0] == '\0' ? NULL :
	    getpwnam(c->user);
	const struct group *group = c->group[0] == '\0' ? NULL :
	    getgrnam(c->group);
	struct identity id = { (uid_t)-1, (gid_t)-1, NULL };

	if (user != NULL)
		id = (struct identity){ user->pw_uid, user->pw_gid, c->user };
	if (group != NULL)
		id.gid = group->gr_gid;
	return id;
}

/* All three of each kind: a saved one could be taken again. */
static bool
is_whole(const struct identity *id)
{
	uid_t u[3];
	gid_t g[3];

	if (getresuid(&u[0], &u[1], &u[2]) == -1 ||
	    getresgid(&g[0], &g[1], &g[2]) == -1)
		return false;
	if (id->gid != (gid_t)-1 &&
	    (g[0] != id->gid || g[1] != id->gid || g[2] != id->gid))
		return false;
	return id->uid == (uid_t)-1 ||
	    (u[0] == id->uid && u[1] == id->uid && u[2] == id->uid);
}

/* As a service manager may have arranged it before us. */
static bool
is_already(const struct identity *id)
{
	return geteuid() != 0 && is_whole(id);
}

/* What is to be removed at the end, connected to, or opened again. */
static enum err
give_files(struct master *m, const struct identity *id)
{
	const struct config *c = &m->config;
	bool own_log = strcmp(c->log, "stderr") != 0 &&
	    strcmp(c->log, "syslog") != 0;

	if (m->listen_unix != -1 && lchown(c->socket, id->uid, id->gid) == -1)
		return cannot(m, "give away", c->socket);
	if (m->listen_stats != -1 &&
	    lchown(c->stats_socket, id->uid, id->gid) == -1)
		return cannot(m, "give away", c->stats_socket);
	if (m->listen_admin != -1 && listen_is_path(c->admin_listen) &&
	    lchown(c->admin_listen, id->uid, id->gid) == -1)
		return cannot(m, "give away", c->admin_listen);
	if (m->pid_fd != -1 && fchown(m->pid_fd, id->uid, id->gid) == -1)
		return cannot(m, "give away", c->pid_file);
	if (own_log && fchown(log_keep(), id->uid, id->gid) == -1)
		return cannot(m, "give away", c->log);
	if (logs_access_is_file(c) &&
	    lchown(c->access_log, id->uid, id->gid) == -1)
		return cannot(m, "give away", c->access_log);
	/* A port is shared, by accept reuseport, with sockets of the same
	 * owner only. */
	if (m->listen_tcp != -1 && fchown(m->listen_tcp, id->uid, id->gid) ==
	    -1)
		return cannot(m, "give away", c->listen);
	return OK;
}

static enum err
become(struct master *m, const struct identity *id)
{
	if (id->gid != (gid_t)-1 && ((id->user != NULL ?
	    initgroups(id->user, id->gid) : setgroups(1, &id->gid)) == -1 ||
	    setresgid(id->gid, id->gid, id->gid) == -1))
		return cannot(m, "become the group of", id->user != NULL ?
		    id->user : m->config.group);
	if (id->uid != (uid_t)-1 &&
	    setresuid(id->uid, id->uid, id->uid) == -1)
		return cannot(m, "become the user", id->user);
	return OK;
}

/* It was done, and cannot be undone. */
static bool
is_done(const struct identity *id)
{
	return is_whole(id) &&
	    (id->uid == (uid_t)-1 || id->uid == 0 || setuid(0) == -1);
}

enum err
privileges_drop(struct master *m)
{
	struct identity id = find_identity(&m->config);
	enum err err;

	if ((id.uid == (uid_t)-1 && id.gid == (gid_t)-1) || is_already(&id))
		return OK;
	if ((err = give_files(m, &id)) != OK || (err = become(m, &id)) != OK)
		return err;
	if (is_done(&id))
		return OK;
	text_format(m->why, sizeof m->why, "the privileges of before are not "
	    "gone after becoming %s", id.user != NULL ? id.user :
	    m->config.group);
	return ERR_DENIED;
}
