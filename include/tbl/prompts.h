/*
 * prompts - what agents get by MCP's prompts/get, declared once
 *
 * PROMPT(id, title, doc, arguments, text)
 *	id	the prompt's name
 *	doc	what a person has to know to choose it
 *	text	what the model is told; {argument} stands for its value
 *
 * ARGUMENT(name, need, absent, doc)
 *	need	MUST or MAY
 *	absent	stands in the text where a MAY is not given
 */
PROMPT(build_from_description, "Build from a description",
	"Build a new voxel model from words.",
	ARGUMENT(description, MUST, "", "What to build.")
	ARGUMENT(model, MAY, "named after what it shows", "Its name.")
	ARGUMENT(size, MAY, "32 to 64 voxels", "Of its longest side."),
	"Build this as a voxel model: {description}\n\n"
	"Name: {model}. Longest side: {size}.\n\n"
	"Read voxel://docs/guide and voxel://docs/colors first. Open the "
	"model, plan its parts and their boxes, give each part a layer. Build "
	"in few large batches, large shapes first. After each batch look at "
	"it from iso, front, right and top, and mend what is wrong before you "
	"go on. At the end check it, and tell the model's name, size and what "
	"is in it.")
PROMPT(build_from_picture, "Build from a picture",
	"Build a voxel model of what a picture shows.",
	ARGUMENT(picture, MUST, "", "Path or URL of the picture, or: attached.")
	ARGUMENT(model, MAY, "named after what it shows", "Its name.")
	ARGUMENT(size, MAY, "32 to 64 voxels", "Of its longest side."),
	"Build a voxel model of what this picture shows: {picture}\n\n"
	"Name: {model}. Longest side: {size}.\n\n"
	"First describe the picture: its parts, their proportions as numbers, "
	"a short list of colours as #rrggbb. Guess what is hidden; most things "
	"are symmetric. Then read voxel://docs/guide, open the model and build "
	"the parts in layers, large ones first. Render it from where the "
	"picture was taken, compare the two part by part, and mend until "
	"nothing important differs.")
PROMPT(refine_model, "Refine a model",
	"Improve a model that is there.",
	ARGUMENT(model, MUST, "", "The model's name.")
	ARGUMENT(goal, MAY, "make it look better, without changing what it is",
	    "What to improve."),
	"Improve the voxel model {model}: {goal}.\n\n"
	"Read voxel://model/{model} and look at it from iso, front, right, "
	"back and top before you change anything. List what is weak: flat "
	"colours, missing detail, broken symmetry, holes. Change one thing a "
	"batch, look again, and undo what did not help. Keep its layers and "
	"their names.")
PROMPT(prepare_print, "Prepare for printing",
	"Make a model fit for a 3D printer and export it.",
	ARGUMENT(model, MUST, "", "The model's name.")
	ARGUMENT(format, MAY, "stl", "Of the file.")
	ARGUMENT(voxel_mm, MAY, "1", "Millimetres a voxel."),
	"Prepare the voxel model {model} for 3D printing, {voxel_mm} mm a "
	"voxel.\n\n"
	"Check it: nothing may float, no wall may be thinner than two voxels, "
	"no cavity may be closed, and it must stand on z = 0 with enough of "
	"it to hold. Mend what you find with as little change as possible, "
	"look at it, and check again. Then export it as {format} and tell its "
	"size in millimetres and what you changed.")
#undef PROMPT
#undef ARGUMENT
