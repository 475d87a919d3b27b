/*
 * token - what HTTP clients and operators must bring
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "master/token.h"
#include "text.h"

#define SHORTEST	16		/* characters; less can be guessed */
#define PATH_TOLD	80		/* bytes of it: the reason needs room */
#define LETTERS								\
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"		\
	"0123456789-._~+/="		/* RFC 6750, 2.1 */

/* Who else could know it, or why it cannot be read; or NULL. */
static const char *
check_file(FILE *f)
{
	struct stat st;

	if (fstat(fileno(f), &st) == -1)
		return strerror(errno);
	if (!S_ISREG(st.st_mode))
		return "it is no file";
	if (st.st_mode & S_IRWXO)
		return "others may read or write it; chmod o= helps";
	return st.st_mode & S_IWGRP ?
	    "its group may write it; chmod g-w helps" : NULL;
}

static const char *
read_line(FILE *f, char token[BEARER_MAX])
{
	size_t len;

	if (fgets(token, BEARER_MAX, f) == NULL)
		return ferror(f) ? strerror(errno) : "it is empty";
	len = strcspn(token, "\r\n");
	if (token[len] == '\0' && !feof(f))
		return "its first line is longer than 254 characters";
	memset(token + len, 0, BEARER_MAX - len);
	if (len < SHORTEST)
		return "its first line must have 16 characters at least";
	return token[strspn(token, LETTERS)] == '\0' ? NULL :
	    "a token is letters, digits and any of -._~+/=";
}

enum err
token_read(const char *setting, const char *path, char token[BEARER_MAX],
    char why[MASTER_WHY])
{
	const char *wrong;
	FILE *f;

	memset(token, 0, BEARER_MAX);
	if (path[0] == '\0')
		return OK;
	if ((f = fopen(path, "re")) == NULL) {
		wrong = strerror(errno);
	} else {
		if ((wrong = check_file(f)) == NULL)
			wrong = read_line(f, token);
		fclose(f);
	}
	if (wrong == NULL)
		return OK;
	text_format(why, MASTER_WHY, "%s %.*s: %s", setting, PATH_TOLD, path,
	    wrong);
	return ERR_PARAMS;
}

static enum err
take(struct master *m, const char *setting, const char *path,
    struct bearer *out)
{
	char token[BEARER_MAX];
	enum err err = token_read(setting, path, token, m->why);

	if (err == OK)
		bearer_set(out, token);
	explicit_bzero(token, sizeof token);
	return err;
}

enum err
token_take(struct master *m)
{
	enum err err = take(m, "http_token_file", m->config.http_token_file,
	    &m->segment.agents->token);

	return err != OK ? err : take(m, "admin_token_file",
	    m->config.admin_token_file, &m->segment.errands->token);
}
