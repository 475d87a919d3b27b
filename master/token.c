/*
 * token - what HTTP clients over TCP must bring
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
read_line(FILE *f, char token[AGENTS_TOKEN])
{
	size_t len;

	if (fgets(token, AGENTS_TOKEN, f) == NULL)
		return ferror(f) ? strerror(errno) : "it is empty";
	len = strcspn(token, "\r\n");
	if (token[len] == '\0' && !feof(f))
		return "its first line is longer than 254 characters";
	memset(token + len, 0, AGENTS_TOKEN - len);
	if (len < SHORTEST)
		return "its first line must have 16 characters at least";
	return token[strspn(token, LETTERS)] == '\0' ? NULL :
	    "a token is letters, digits and any of -._~+/=";
}

enum err
token_read(const char *path, char token[AGENTS_TOKEN], char why[MASTER_WHY])
{
	const char *wrong;
	FILE *f;

	memset(token, 0, AGENTS_TOKEN);
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
	text_format(why, MASTER_WHY, "http_token_file %.*s: %s", PATH_TOLD,
	    path, wrong);
	return ERR_PARAMS;
}

enum err
token_take(struct master *m)
{
	char token[AGENTS_TOKEN];
	enum err err = token_read(m->config.http_token_file, token, m->why);

	if (err == OK)
		agents_set_token(m->segment.agents, token);
	explicit_bzero(token, sizeof token);
	return err;
}
