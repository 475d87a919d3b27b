/*
 * do_render · methods about pictures that were rendered into files
 *
 * All of them look at a disk, so all are jobs.  What there is, the folder
 * itself tells, whichever worker asks.
 */
#include <stdlib.h>

#include "worker/method/gallery.h"
#include "worker/method/method.h"
#include "worker/method/reply.h"

/* The picture's name, with the gallery open; ERR_NO_FILE: it is none's. */
static enum err
find(struct call *c, const char *path, struct gallery *g, const char **name)
{
	enum err err;

	if (path == NULL)
		return fail(c, ERR_PARAMS, "Must specify path parameter");
	if ((err = gallery_open(c, "", g)) != OK)
		return err;
	if ((*name = renders_name(&g->folder, path)) != NULL)
		return OK;
	gallery_close(g);
	return gallery_fail(c, ERR_NO_FILE);
}

enum err
do_get_render_info(struct call *c, const struct get_render_info_in *in)
{
	struct rendering found;
	struct gallery g;
	const char *name;
	enum err err;

	if ((err = find(c, in->path, &g, &name)) != OK)
		return err;
	err = renders_look(&g.folder, name, &found);
	gallery_close(&g);
	if (err != OK)
		return gallery_fail(c, err);
	reply_open(c);
	reply_bool(c, "success", true);
	gallery_reply(c, "render", &g, &found, true);
	return reply_close(c);
}

enum err
do_cleanup_render(struct call *c, const struct cleanup_render_in *in)
{
	struct gallery g;
	const char *name;
	enum err err;

	if ((err = find(c, in->path, &g, &name)) != OK)
		return err;
	err = renders_remove(&g.folder, name);
	gallery_close(&g);
	if (err != OK)
		return gallery_fail(c, err);
	reply_open(c);
	reply_bool(c, "success", true);
	reply_text(c, "message", "Render cleaned up successfully");
	return reply_close(c);
}

/* All pictures, with the gallery open; the list is to be freed. */
static enum err
list(struct call *c, struct gallery *g, struct rendering **all, size_t *count)
{
	enum err err;

	if ((err = gallery_open(c, "", g)) != OK)
		return err;
	if ((err = renders_list(&g->folder, all, count)) == OK)
		return OK;
	free(*all);
	gallery_close(g);
	return gallery_fail(c, err);
}

/* Only those that are pictures, and are still there, stay in the list. */
static size_t
look_at_all(const struct gallery *g, struct rendering *all, size_t count)
{
	struct rendering found;
	size_t i, good = 0;

	for (i = 0; i < count; i++)
		if (renders_look(&g->folder, all[i].name, &found) == OK)
			all[good++] = found;
	return good;
}

enum err
do_list_renders(struct call *c, const struct list_renders_in *in)
{
	struct rendering *all;
	struct gallery g;
	size_t i, count;
	enum err err;

	(void)in;
	if ((err = list(c, &g, &all, &count)) != OK)
		return err;
	count = look_at_all(&g, all, count);
	gallery_close(&g);
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "count", (int64_t)count);
	reply_list(c, "renders");
	for (i = 0; i < count; i++)
		gallery_reply(c, NULL, &g, &all[i], true);
	reply_list_end(c);
	free(all);
	return reply_close(c);
}

enum err
do_get_render_stats(struct call *c, const struct get_render_stats_in *in)
{
	struct rendering *all;
	struct swept swept;
	uint64_t total = 0;
	struct gallery g;
	size_t i, count;
	enum err err;

	(void)in;
	if ((err = list(c, &g, &all, &count)) != OK)
		return err;
	for (i = 0; i < count; i++)
		total += all[i].size;
	free(all);
	expiry_total(&g.folder, &swept);
	gallery_close(&g);
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "count", (int64_t)count);
	reply_int(c, "total_size", (int64_t)total);
	reply_int(c, "max_size", g.facts.render_max_size);
	reply_int(c, "ttl", g.facts.render_ttl);
	reply_int(c, "cleanup_interval", g.facts.render_interval);
	reply_text(c, "output_dir", g.folder.path);
	reply_int(c, "removed", (int64_t)swept.removed);
	reply_int(c, "freed_bytes", (int64_t)swept.freed);
	return reply_close(c);
}

enum err
do_cleanup_expired(struct call *c, const struct cleanup_expired_in *in)
{
	struct expiry wish;
	struct swept swept;
	struct gallery g;
	enum err err;

	(void)in;
	if ((err = gallery_open(c, "", &g)) != OK)
		return err;
	wish = (struct expiry){ g.facts.now, g.facts.render_ttl,
	    (uint64_t)g.facts.render_max_size };
	err = expiry_run(&g.folder, &wish, &swept);
	gallery_close(&g);
	if (err != OK)
		return gallery_fail(c, err);
	reply_open(c);
	reply_bool(c, "success", true);
	reply_int(c, "removed", (int64_t)swept.removed);
	reply_int(c, "freed_bytes", (int64_t)swept.freed);
	return reply_close(c);
}
