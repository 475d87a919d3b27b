/*
 * patient - the server that doctor examines, as far as it can be asked
 */
#include <errno.h>
#include <string.h>

#include "client/gauge.h"
#include "client/patient.h"
#include "text.h"

void
patient_open(struct patient *p, const struct target *target)
{
	memset(p, 0, sizeof *p);
	p->target = target;
	p->info = gauge_ask(target, "show info json");
	if (p->info == NULL) {
		p->error = errno;
		return;
	}
	if (gauge_number(p->info, "pid") > 1)
		p->pid = (pid_t)gauge_number(p->info, "pid");
	p->config = gauge_ask(target, "show config json");
	p->projects = gauge_ask(target, "show projects json");
	p->crashes = gauge_ask(target, "show crashes json");
}

void
patient_close(struct patient *p)
{
	cJSON_Delete(p->info);
	cJSON_Delete(p->config);
	cJSON_Delete(p->projects);
	cJSON_Delete(p->crashes);
}

void
patient_setting(const struct patient *p, const char *name, char *out,
    size_t size)
{
	const cJSON *row, *value;

	out[0] = '\0';
	cJSON_ArrayForEach(row, p->config) {
		if (strcmp(gauge_text(row, "name"), name) != 0)
			continue;
		value = cJSON_GetObjectItemCaseSensitive(row, "value");
		if (cJSON_IsNumber(value))
			text_format(out, size, "%.0f", value->valuedouble);
		else if (cJSON_IsString(value))
			text_copy(out, size, value->valuestring);
	}
}

int64_t
patient_number(const struct patient *p, const char *name)
{
	char text[32];
	int64_t number;

	patient_setting(p, name, text, sizeof text);
	return text_integer(text, 0, INT64_MAX, &number) ? number : 0;
}

void
patient_path(const struct patient *p, const char *name, char out[PATH_MAX])
{
	char path[PATH_MAX - 64];

	patient_setting(p, name, path, sizeof path);
	if (path[0] == '/' || path[0] == '\0' || strcmp(path, "off") == 0)
		text_copy(out, PATH_MAX, path);
	else
		text_format(out, PATH_MAX, "/proc/%d/cwd/%s", (int)p->pid,
		    path);
}
