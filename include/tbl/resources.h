/*
 * resources - what agents can read by MCP's resources/read, declared once
 *
 * RESOURCE(id, uri, name, title, mime, doc)
 *	id	a row of tbl/methods.h with the flag AGENTS, read_<id>, which
 *		writes the contents
 *	uri	with a gap {parameter} for each parameter of that method; what
 *		stands there in a URI is percent-encoded
 *	name	what clients show
 *	mime	of the contents
 *	doc	what an agent has to know to read it
 */
RESOURCE(models, "voxel://models", "models", "All models", "application/json",
	"Names and revisions of the models.")
RESOURCE(model, "voxel://model/{model}", "model", "A model",
	"application/json", "Revision, bounds and layers of a model.")
RESOURCE(render, "voxel://model/{model}/render/{view}", "render",
	"Picture of a model", "image/png",
	"View: iso, front, back, left, right, top, bottom, or a camera's name.")
RESOURCE(layer, "voxel://model/{model}/layer/{layer}", "layer",
	"A layer of a model", "application/json",
	"Bounds and voxels of a layer, by name or id.")
RESOURCE(export, "voxel://export/{id}", "export", "An exported file",
	"application/octet-stream", "A file that voxel_export has made.")
RESOURCE(docs, "voxel://docs/{topic}", "docs", "Documentation",
	"text/markdown", "What agents should know: voxel://docs/guide first.")
#undef RESOURCE
