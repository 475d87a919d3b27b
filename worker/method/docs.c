/*
 * docs - what agents should know, by topic: voxel://docs/{topic}
 */
#include <string.h>

#include "goxel/format/format.h"
#include "worker/method/docs.h"
#include "worker/method/ops.h"

static const char guide[] =
    "# Modelling with voxels\n\n"
    "1. `voxel_open` makes or opens a model; its name is the handle of all "
    "other calls.\n"
    "2. Build in batches: one call, many changes, all or nothing, one undo "
    "step.\n"
    "3. Look at the model after each batch: `voxel://model/{model}/render/iso`"
    ", and front, right and top where the shape is hidden.\n"
    "4. Correct what the picture shows, not what you remember.\n"
    "5. `voxel_save` or `voxel_export` at the end.\n\n"
    "## Space\n\n"
    "- Coordinates are integers, z is up, front looks along +y.\n"
    "- A box includes both of its corners: from 0 to 9 is ten voxels.\n"
    "- Begin at z = 0 and build upward; keep symmetric models symmetric about "
    "x = 0.\n\n"
    "## What works well\n\n"
    "- Large shapes first, then details; few colours, each with a darker "
    "neighbour for edges.\n"
    "- A layer for each part, with a name, so that a part can be changed "
    "alone.\n"
    "- Pass the revision of the last reply as `expect_revision`: a change "
    "made by somebody else is then noticed.\n"
    "- Pass a `request_key` when a call may be repeated.\n"
    "- A result that changed 0 voxels built nothing: read its warnings.\n";

static const char colors[] =
    "# Colours\n\n"
    "A colour is `#rrggbb`, or `#rrggbbaa` with its opacity.\n\n"
    "| material | light | middle | dark |\n|---|---|---|---|\n"
    "| stone | #b8b8b0 | #8c8c86 | #5e5e5a |\n"
    "| wood | #c89858 | #96683a | #5f3f22 |\n"
    "| grass | #86c04a | #5a9432 | #38641f |\n"
    "| brick | #c8705a | #a04a3a | #6e3026 |\n"
    "| sand | #f0dca0 | #d8bc78 | #a88c50 |\n"
    "| water | #78c0f0 | #3c84cc | #205090 |\n"
    "| metal | #d8dce4 | #9aa2b0 | #5c6470 |\n"
    "| gold | #ffe080 | #e0a030 | #986818 |\n"
    "| leaf | #70b050 | #3f8038 | #245224 |\n"
    "| skin | #f4d0b0 | #d8a078 | #a06c48 |\n\n"
    "Use the middle one for a surface, the light one where it faces up, the "
    "dark one for edges and gaps.\n";

static void
write_formats(struct buf *out)
{
	const struct format *f;

	buf_add_text(out, "# File formats\n\n"
	    "| format | reads | writes | what it holds |\n|---|---|---|---|\n");
	for (f = formats; f->name != NULL; f++)
		buf_add_format(out, "| %s | %s | %s | %s%s%s |\n", f->name,
		    f->read != NULL ? "yes" : "no",
		    format_writes(f) ? "yes" : "no", f->doc,
		    f->holds != NULL ? " At most " : "",
		    f->holds != NULL ? f->holds : "");
}

const struct doc docs[] = {
	{ "guide", "How to model with voxels", guide, NULL },
	{ "ops", "Ops of voxel_build", NULL, ops_write_reference },
	{ "formats", "File formats", NULL, write_formats },
	{ "colors", "Colours that go together", colors, NULL },
	{ .topic = NULL }
};

const struct doc *
docs_find(const char *topic)
{
	const struct doc *doc = docs;

	while (doc->topic != NULL && strcmp(doc->topic, topic) != 0)
		doc++;
	return doc->topic != NULL ? doc : NULL;
}

void
docs_write(const struct doc *doc, struct buf *out)
{
	if (doc->text != NULL)
		buf_add_text(out, doc->text);
	else
		doc->write(out);
}
