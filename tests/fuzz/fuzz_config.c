/*
 * fuzz_config - any bytes as a configuration file
 *
 * Refused with a reason that names the file, or a config in which every
 * value, told as text and written in quotes, is read back the same.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "buf.h"
#include "master/config.h"
#include "tests/fuzz/fuzz.h"

static void
demand(bool promise)
{
	if (!promise)
		abort();
}

/* Into a file without a name; `path` is how this process opens it. */
static int
make_file(const void *bytes, size_t len, char path[64])
{
	int fd = memfd_create("fuzz_config", MFD_CLOEXEC);

	demand(fd != -1 && write(fd, bytes, len) == (ssize_t)len);
	snprintf(path, 64, "/proc/self/fd/%d", fd);
	return fd;
}

static enum err
load(const void *bytes, size_t len, struct config *config)
{
	char path[64], why[MASTER_WHY] = "";
	struct flags flags = { .config_path = path };
	int fd = make_file(bytes, len, path);
	enum err err = config_load(config, &flags, why);

	demand(err == OK || strncmp(why, path, strlen(path)) == 0);
	demand(err != OK || config->workers > 0);
	close(fd);
	return err;
}

/* A text with a quote in it has no way to be written. */
static bool
tell_all(const struct config *config, struct buf *out)
{
	char value[CONFIG_TEXT];
	int id;

	for (id = 0; id < SETTING_COUNT; id++) {
		config_tell(config, (enum setting_id)id, value, sizeof value);
		if (strchr(value, '"') != NULL)
			return false;
		buf_add_format(out, "%s \"%s\"\n", settings[id].name, value);
	}
	return !out->failed;
}

static void
read_back(const struct config *config)
{
	struct config again;
	struct buf out;
	char first[CONFIG_TEXT], second[CONFIG_TEXT];
	int id;

	buf_init(&out, 1u << 20);
	if (tell_all(config, &out)) {
		demand(load(out.bytes, out.len, &again) == OK);
		for (id = 0; id < SETTING_COUNT; id++) {
			config_tell(config, (enum setting_id)id, first,
			    sizeof first);
			config_tell(&again, (enum setting_id)id, second,
			    sizeof second);
			demand(strcmp(first, second) == 0);
		}
	}
	buf_fini(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static struct config config;

	if (load(bytes, len, &config) == OK)
		read_back(&config);
	return 0;
}
