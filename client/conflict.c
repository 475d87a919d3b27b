/*
 * conflict - doctor's fourth group: settings that contradict each other
 */
#include <sys/stat.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "client/examine.h"
#include "text.h"

#define MIB		(1024 * 1024)

static bool
is_set(const struct patient *p, const char *name, const char *value)
{
	char text[PATH_MAX];

	patient_setting(p, name, text, sizeof text);
	return strcmp(text, value) == 0;
}

static void
examine_store(const struct patient *p, struct findings *list)
{
	if (!is_set(p, "durability", "power") || !is_set(p, "data_dir", "off"))
		return;
	finding_add(list, "settings", VERDICT_BAD, "durability is power and "
	    "data_dir is off: nothing survives a power cut");
	finding_remedy(list, "set data_dir to a folder");
}

static void
examine_http(const struct patient *p, struct findings *list)
{
	static const char *const names[] = { "http_hosts", "http_origins",
	    "http_token_file" };
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (!is_set(p, "listen", "off") || is_set(p, names[i], ""))
			continue;
		finding_add(list, "settings", VERDICT_WARN, "%s is set and "
		    "listen is off: it says nothing", names[i]);
		finding_remedy(list, "set listen, or remove it");
	}
	if (is_set(p, "mcp_fixtures", "yes")) {
		finding_add(list, "settings", VERDICT_WARN, "mcp_fixtures is "
		    "yes, which is for MCP's conformance suite alone");
		finding_remedy(list, "set mcp_fixtures no and restart");
	}
}

static void
examine_token(const struct patient *p, const char *setting,
    struct findings *list)
{
	char path[PATH_MAX];
	struct stat st;

	patient_path(p, setting, path);
	if (path[0] == '\0')
		return;
	if (stat(path, &st) == -1 && errno != EACCES) {
		finding_add(list, "settings", VERDICT_BAD, "the file that "
		    "%s names is not there", setting);
		finding_remedy(list, "write it again, or a reload is refused");
	} else if (errno != EACCES && (st.st_mode & S_IROTH) != 0) {
		finding_add(list, "settings", VERDICT_BAD, "everybody may "
		    "read the file that %s names", setting);
		finding_remedy(list, "chmod o-r it, and change the token");
	}
}

static void
examine_files_root(const struct patient *p, struct findings *list)
{
	char path[PATH_MAX];
	struct stat st;

	patient_path(p, "files_root", path);
	if (path[0] == '\0' || (stat(path, &st) == 0 && S_ISDIR(st.st_mode)))
		return;
	finding_add(list, "settings", VERDICT_WARN, "files_root names %s, "
	    "which is no folder", path);
	finding_remedy(list, "make it, or clients' files cannot be opened");
}

static void
examine_memory(const struct patient *p, struct findings *list)
{
	static const char *const names[] = { "worker_memory", "job_memory" };
	int64_t mib = (int64_t)sysconf(_SC_PHYS_PAGES) *
	    sysconf(_SC_PAGESIZE) / MIB;
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (patient_number(p, names[i]) <= mib)
			continue;
		finding_add(list, "settings", VERDICT_WARN, "%s is more than "
		    "the machine has, %lld MiB", names[i], (long long)mib);
		finding_remedy(list, "set it lower, or the kernel ends what "
		    "the server should");
	}
	if (patient_number(p, "script_memory") >
	    patient_number(p, "job_memory")) {
		finding_add(list, "settings", VERDICT_WARN, "script_memory is "
		    "more than job_memory, which ends a script before");
		finding_remedy(list, "set job_memory higher");
	}
}

static void
examine_workers(const struct patient *p, struct findings *list)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	if (patient_number(p, "workers") <= 4 * processors)
		return;
	finding_add(list, "settings", VERDICT_WARN, "%lld workers on %ld "
	    "processors only wait for each other",
	    (long long)patient_number(p, "workers"), processors);
	finding_remedy(list, "set workers 0, one a processor");
}

void
conflict_examine(const struct patient *p, struct findings *list)
{
	int before = list->count;

	if (!cJSON_IsArray(p->config))
		return;
	examine_store(p, list);
	examine_http(p, list);
	examine_token(p, "http_token_file", list);
	examine_token(p, "admin_token_file", list);
	examine_files_root(p, list);
	examine_memory(p, list);
	examine_workers(p, list);
	if (list->count == before)
		finding_add(list, "settings", VERDICT_OK, "none contradicts "
		    "another");
}
