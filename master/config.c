/*
 * config - settings from flags, environment, file and defaults
 *
 * Each source is laid over the one before, so that the strongest is read
 * last: defaults, file, environment, flags.  What depends on several settings
 * is checked and completed at the end.
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

#include "master/config.h"
#include "master/former.h"
#include "master/listen.h"
#include "master/token.h"
#include "text.h"

#define LINE	1024		/* bytes of a line of the file */
#define PATH_TOLD 96		/* bytes of its path: the reason needs room */
#define RELOAD	true
#define RESTART	false

const struct setting settings[SETTING_COUNT] = {
#define TEXT(id, fallback, reload, doc)					\
	{ #id, fallback, doc, NULL, 0, 0, NULL,				\
	    offsetof(struct config, id), reload },
#define NUMBER(id, fallback, lowest, highest, unit, reload, doc)	\
	{ #id, #fallback, doc, NULL, lowest, highest, unit,		\
	    offsetof(struct config, id), reload },
#define CHOICE(id, fallback, choices, reload, doc)			\
	{ #id, fallback, doc, choices, 0, 0, NULL,			\
	    offsetof(struct config, id), reload },
#include "tbl/settings.h"
};

/* Where a value is being read from, for what is said of it. */
struct source {
	enum config_origin origin;
	const char	*path;		/* of the file */
	uint32_t	 line;		/* in it; or one of former.h */
};

static void
name_source(const struct source *from, const char *name, char *out, size_t size)
{
	char upper[64];
	size_t i, len;

	for (i = 0; i < sizeof upper - 1 && name[i] != '\0'; i++)
		upper[i] = (char)toupper((unsigned char)name[i]);
	upper[i] = '\0';
	if (from->origin == CONFIG_FILE) {
		len = strlen(from->path);
		text_format(out, size, "%s%s:%u", len > PATH_TOLD ? "..." : "",
		    from->path + (len > PATH_TOLD ? len - PATH_TOLD : 0),
		    from->line);
	} else if (from->origin == CONFIG_ENVIRONMENT && from->line > 0)
		text_format(out, size, "environment %s",
		    former_name(from->line));
	else if (from->origin == CONFIG_ENVIRONMENT)
		text_format(out, size, "environment GOXEL_%s", upper);
	else if (from->origin == CONFIG_SET)
		text_format(out, size, "set");
	else
		text_format(out, size, "command line");
}

static enum err
refuse(const struct source *from, const char *name, const char *what,
    char why[MASTER_WHY])
{
	char where[128];

	name_source(from, name, where, sizeof where);
	text_format(why, MASTER_WHY, "%s: %s", where, what);
	return ERR_PARAMS;
}

static int
find_setting(const char *name)
{
	int id;

	for (id = 0; id < SETTING_COUNT; id++)
		if (strcmp(settings[id].name, name) == 0)
			return id;
	return -1;
}

/* The index of a word among "a|b|c", or -1. */
static int
find_choice(const char *choices, const char *word)
{
	size_t len = strlen(word), part;
	int index = 0;

	for (; *choices != '\0'; index++) {
		part = strcspn(choices, "|");
		if (part == len && strncmp(choices, word, len) == 0)
			return index;
		choices += part + (choices[part] == '|');
	}
	return -1;
}

/* Put a checked value in its place; what is wrong with it, or NULL. */
static const char *
store(struct config *config, const struct setting *s, const char *value,
    char *say, size_t size)
{
	char *place = (char *)config + s->offset;
	int64_t number;

	if (s->choices != NULL) {
		if ((number = find_choice(s->choices, value)) < 0) {
			text_format(say, size, "%s must be one of %s, not '%s'",
			    s->name, s->choices, value);
			return say;
		}
		memcpy(place, &number, sizeof number);
	} else if (s->unit != NULL) {
		if (!text_integer(value, s->lowest, s->highest, &number)) {
			text_format(say, size, "%s must be %lld to %lld %s, "
			    "not '%s'", s->name, (long long)s->lowest,
			    (long long)s->highest, s->unit, value);
			return say;
		}
		memcpy(place, &number, sizeof number);
	} else if (!text_copy(place, CONFIG_TEXT, value)) {
		text_format(say, size, "%s is longer than %d bytes", s->name,
		    CONFIG_TEXT - 1);
		return say;
	}
	return NULL;
}

static enum err
set(struct config *config, const struct source *from, const char *name,
    const char *value, char why[MASTER_WHY])
{
	char say[MASTER_WHY];
	int id = find_setting(name);

	if (id < 0) {
		text_format(say, sizeof say, "there is no setting '%s'; "
		    "goxeld.conf(5) lists them", name);
		return refuse(from, name, say, why);
	}
	if (store(config, &settings[id], value, say, sizeof say) != NULL)
		return refuse(from, name, say, why);
	config->origin[id] = (uint8_t)from->origin;
	config->line[id] = from->line;
	return OK;
}

static bool
is_blank(const char *line)
{
	line += strspn(line, " \t\r\n");
	return *line == '\0' || *line == '#';
}

/* A value in quotes, up to the closing one; what is wrong, or NULL. */
static const char *
cut_quoted(char *quote, char **value)
{
	char *end = strchr(quote + 1, '"');

	*value = quote + 1;
	if (end == NULL)
		return "a quote is not closed";
	*end = '\0';
	return is_blank(end + 1) ? NULL :
	    "there is more behind the closing quote";
}

/* Cut a line that is not blank into name and value; what is wrong, or NULL. */
static const char *
cut_line(char *line, char **name, char **value)
{
	char *end;

	line += strspn(line, " \t\r\n");
	*name = line;
	line += strcspn(line, " \t\r\n=");
	end = line;
	line += strspn(line, " \t=");
	*end = '\0';
	if (*line == '"')
		return cut_quoted(line, value);
	*value = line;
	end = line + strcspn(line, "#\r\n");
	while (end > line && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	*end = '\0';
	return NULL;
}

/* One line of the file, with its end. */
static enum err
take_line(struct config *config, const struct source *from, char *line,
    char why[MASTER_WHY])
{
	const char *wrong;
	char *name, *value;

	if (is_blank(line))
		return OK;
	if ((wrong = cut_line(line, &name, &value)) != NULL)
		return refuse(from, "", wrong, why);
	return set(config, from, name, value, why);
}

static enum err
cannot_read(const char *path, char why[MASTER_WHY])
{
	text_format(why, MASTER_WHY, "%s: %s", path, strerror(errno));
	return ERR_PARAMS;
}

static enum err
load_file(struct config *config, const char *path, char why[MASTER_WHY])
{
	struct source from = { CONFIG_FILE, path, 0 };
	const char *bad;
	char line[LINE];
	enum err err = OK;
	FILE *f = fopen(path, "re");

	if (f == NULL)
		return cannot_read(path, why);
	while (err == OK && fgets(line, sizeof line, f) != NULL) {
		from.line++;
		bad = former_format(line);
		if (bad == NULL && strchr(line, '\n') == NULL && !feof(f))
			bad = "the line is too long";
		err = bad != NULL ? refuse(&from, "", bad, why) :
		    take_line(config, &from, line, why);
	}
	/* A folder can be opened like a file. */
	if (err == OK && ferror(f))
		err = cannot_read(path, why);
	fclose(f);
	return err;
}

/* By the setting's own variable, else by an old one. */
static const char *
find_variable(const char *setting, struct source *from)
{
	char name[64] = "GOXEL_";
	const char *value;
	size_t i;

	for (i = 0; setting[i] != '\0'; i++)
		name[6 + i] = (char)toupper((unsigned char)setting[i]);
	name[6 + i] = '\0';
	from->line = 0;
	value = getenv(name);
	if (value == NULL && (from->line = former_variable(setting)) != 0)
		value = getenv(former_name(from->line));
	return value;
}

static enum err
load_environment(struct config *config, char why[MASTER_WHY])
{
	struct source from = { CONFIG_ENVIRONMENT, NULL, 0 };
	const char *value, *name;
	enum err err = OK;
	int id;

	for (id = 0; id < SETTING_COUNT && err == OK; id++) {
		name = settings[id].name;
		if ((value = find_variable(name, &from)) != NULL)
			err = set(config, &from, name,
			    former_word(name, value), why);
	}
	return err;
}

/* The socket's path with another ending: .pid for .sock, or .stats behind. */
static void
derive(char *out, const char *socket, const char *ending, bool replace)
{
	size_t len = strlen(socket);

	if (replace && len > 5 && strcmp(socket + len - 5, ".sock") == 0)
		len -= 5;
	text_format(out, CONFIG_TEXT, "%.*s%s", (int)len, socket, ending);
}

/* By its slash it is known to be a path and not HOST:PORT. */
static void
derive_admin(char *out, const char *socket)
{
	text_format(out, CONFIG_TEXT, "%s%s.admin",
	    strchr(socket, '/') == NULL ? "./" : "", socket);
}

static void
complete(struct config *c)
{
	const char *usual = settings[SETTING_socket].fallback, *base;

	/* The old daemon's way to ask for the usual one. */
	if (c->socket[0] == '\0')
		text_copy(c->socket, CONFIG_TEXT, usual);
	base = strcmp(c->socket, "off") == 0 ? usual : c->socket;
	if (c->stats_socket[0] == '\0')
		derive(c->stats_socket, base, ".stats", false);
	/* Who wants no stats socket wants nothing else of the kind unasked. */
	if (c->admin_listen[0] == '\0' && strcmp(c->stats_socket, "off") == 0)
		text_copy(c->admin_listen, CONFIG_TEXT, "off");
	if (c->admin_listen[0] == '\0')
		derive_admin(c->admin_listen, base);
	if (c->pid_file[0] == '\0')
		derive(c->pid_file, base, ".pid", true);
	if (c->render_dir[0] == '\0')
		derive(c->render_dir, base, ".renders", true);
	/* In the background nobody reads standard error. */
	if (c->daemonize && c->origin[SETTING_log] == CONFIG_DEFAULT)
		text_copy(c->log, CONFIG_TEXT, "syslog");
	if (c->workers == 0)
		c->workers = sysconf(_SC_NPROCESSORS_ONLN);
	if (c->workers < 1)
		c->workers = 1;
	if (c->workers > BOUND_WORKERS)
		c->workers = BOUND_WORKERS;
}

static enum err
wrong(const struct config *c, enum setting_id id, const struct flags *flags,
    const char *what, char why[MASTER_WHY])
{
	struct source from = { c->origin[id], flags->config_path, c->line[id] };

	return refuse(&from, settings[id].name, what, why);
}

static bool
fits_socket(const char *path)
{
	return strlen(path) < sizeof ((struct sockaddr_un *)0)->sun_path;
}

/* Of the path that nobody gave, the socket's is to blame. */
static enum err
too_long(const struct config *c, enum setting_id id, const struct flags *flags,
    char why[MASTER_WHY])
{
	bool made = c->origin[id] == CONFIG_DEFAULT;
	char say[MASTER_WHY];

	text_format(say, sizeof say, "%s%s: a Unix socket's path has at most "
	    "107 bytes", settings[id].name, made ? ", made from socket" : "");
	return wrong(c, made ? SETTING_socket : id, flags, say, why);
}

static enum err
check_paths(const struct config *c, const struct flags *flags,
    char why[MASTER_WHY])
{
	if (!fits_socket(c->socket))
		return wrong(c, SETTING_socket, flags,
		    "socket: a Unix socket's path has at most 107 bytes", why);
	if (!fits_socket(c->stats_socket))
		return too_long(c, SETTING_stats_socket, flags, why);
	if (!fits_socket(c->admin_listen))
		return too_long(c, SETTING_admin_listen, flags, why);
	return OK;
}

static enum err
check_addresses(const struct config *c, const struct flags *flags,
    char why[MASTER_WHY])
{
	struct sockaddr_in address;
	char say[MASTER_WHY];

	if (strcmp(c->listen, "off") != 0 && c->listen[0] != '\0' &&
	    listen_address(c->listen, &address, say) != OK)
		return wrong(c, SETTING_listen, flags, say, why);
	if (strcmp(c->admin_listen, "off") == 0 ||
	    listen_is_path(c->admin_listen) ||
	    listen_address(c->admin_listen, &address, say) == OK)
		return OK;
	text_format(say, sizeof say, "admin_listen must be a path, or "
	    "HOST:PORT of a loopback address, as 127.0.0.1:7532, or off, "
	    "not '%.100s'", c->admin_listen);
	return wrong(c, SETTING_admin_listen, flags, say, why);
}

static enum err
check_names(const struct config *c, const struct flags *flags,
    char why[MASTER_WHY])
{
	char say[MASTER_WHY];

	if (c->user[0] != '\0' && getpwnam(c->user) == NULL) {
		text_format(say, sizeof say, "user: there is no user '%s'",
		    c->user);
		return wrong(c, SETTING_user, flags, say, why);
	}
	if (c->group[0] != '\0' && getgrnam(c->group) == NULL) {
		text_format(say, sizeof say, "group: there is no group '%s'",
		    c->group);
		return wrong(c, SETTING_group, flags, say, why);
	}
	return OK;
}

/* What only several settings together, or the system, can tell. */
static enum err
check(const struct config *c, const struct flags *flags, char why[MASTER_WHY])
{
	char say[MASTER_WHY], token[BEARER_MAX];
	enum err err;

	if ((err = check_paths(c, flags, why)) != OK)
		return err;
	if (c->socket_mode % 10 > 7 || c->socket_mode / 10 % 10 > 7) {
		text_format(say, sizeof say, "socket_mode must be octal, as "
		    "600 or 660, not '%lld'", (long long)c->socket_mode);
		return wrong(c, SETTING_socket_mode, flags, say, why);
	}
	if ((err = check_addresses(c, flags, why)) != OK)
		return err;
	if (token_read("http_token_file", c->http_token_file, token,
	    say) != OK)
		return wrong(c, SETTING_http_token_file, flags, say, why);
	if (token_read("admin_token_file", c->admin_token_file, token,
	    say) != OK)
		return wrong(c, SETTING_admin_token_file, flags, say, why);
	return check_names(c, flags, why);
}

enum err
config_load(struct config *config, const struct flags *flags,
    char why[MASTER_WHY])
{
	struct source from = { CONFIG_DEFAULT, NULL, 0 };
	enum err err = OK;
	unsigned i;
	int id;

	memset(config, 0, sizeof *config);
	for (id = 0; id < SETTING_COUNT && err == OK; id++)
		err = set(config, &from, settings[id].name,
		    settings[id].fallback, why);
	if (err == OK && flags->config_path != NULL)
		err = load_file(config, flags->config_path, why);
	if (err == OK)
		err = load_environment(config, why);
	from.origin = CONFIG_FLAG;
	for (i = 0; i < flags->count && err == OK; i++)
		err = set(config, &from, flags->set[i].name,
		    flags->set[i].value, why);
	if (err != OK)
		return err;
	complete(config);
	return check(config, flags, why);
}

enum err
config_set(struct config *config, const struct flags *flags, const char *name,
    const char *value, char why[MASTER_WHY])
{
	struct source from = { CONFIG_SET, NULL, 0 };
	enum err err;

	if ((err = set(config, &from, name, value, why)) != OK)
		return err;
	complete(config);
	return check(config, flags, why);
}

void
config_tell(const struct config *config, enum setting_id id, char *out,
    size_t size)
{
	const struct setting *s = &settings[id];
	const char *place = (const char *)config + s->offset, *word;
	int64_t number;

	if (s->choices == NULL && s->unit == NULL) {
		text_copy(out, size, place);
		return;
	}
	memcpy(&number, place, sizeof number);
	if (s->choices == NULL) {
		text_format(out, size, "%lld", (long long)number);
		return;
	}
	for (word = s->choices; number > 0; number--)
		word += strcspn(word, "|") + 1;
	text_format(out, size, "%.*s", (int)strcspn(word, "|"), word);
}

void
config_origin(const struct config *config, const struct flags *flags,
    enum setting_id id, char out[MASTER_WHY])
{
	static const char *const names[] = { "default", "file", "environment",
	    "flag", "set" };

	if (config->origin[id] == CONFIG_FILE)
		text_format(out, MASTER_WHY, "%s:%u", flags->config_path,
		    config->line[id]);
	else if (config->origin[id] == CONFIG_ENVIRONMENT &&
	    config->line[id] > 0)
		text_format(out, MASTER_WHY, "environment %s",
		    former_name(config->line[id]));
	else
		text_copy(out, MASTER_WHY, names[config->origin[id]]);
}
