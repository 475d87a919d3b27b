/*
 * pictures - the folder of rendered pictures, at a server's begin and end
 */
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/expiry.h"
#include "log.h"
#include "master/config.h"
#include "master/pictures.h"
#include "text.h"

static bool
is_off(const struct master *m)
{
	return strcmp(m->config.render_dir, "off") == 0;
}

void
pictures_give(const struct master *m)
{
	const char *path = m->config.render_dir;
	const struct passwd *user = m->config.user[0] == '\0' ? NULL :
	    getpwnam(m->config.user);

	/* One that was there before is whose it was. */
	if (user == NULL || is_off(m) || mkdir(path, 0700) == -1)
		return;
	if (lchown(path, user->pw_uid, user->pw_gid) == -1)
		log_warn("cannot give away %s -- no pictures by file_path",
		    path);
}

enum err
pictures_check(struct master *m)
{
	char why[RENDERS_WHY];
	struct renders folder;

	if (is_off(m))
		return OK;
	if (renders_open(m->config.render_dir, &folder, why) == OK) {
		renders_close(&folder);
		return OK;
	}
	text_copy(m->why, sizeof m->why, why);
	if (m->config.origin[SETTING_render_dir] != CONFIG_DEFAULT)
		return ERR_IO;
	log_warnx("%s -- render_scene refuses return_mode file_path", why);
	text_copy(m->config.render_dir, CONFIG_TEXT, "off");
	return OK;
}

void
pictures_clear(const struct master *m)
{
	char why[RENDERS_WHY];
	struct renders folder;

	if (!is_off(m) && access(m->config.render_dir, F_OK) == 0 &&
	    renders_open(m->config.render_dir, &folder, why) == OK)
		expiry_all(&folder);
}
