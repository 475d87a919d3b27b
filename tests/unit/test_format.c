#include <criterion/criterion.h>
#include <string.h>

#include "goxel/format/format.h"

Test(format, found_by_name_and_extension_in_either_case)
{
	cr_assert_str_eq(format_named("obj")->name, "obj");
	cr_assert_null(format_named("doc"));
	cr_assert_str_eq(format_of_path("a.b/c.OBJ")->name, "obj");
	cr_assert_str_eq(format_of_path("x.gox")->name, "gox");
	cr_assert_null(format_of_path("a.gox/c"));
	cr_assert_null(format_of_path("gox"));
	cr_assert_null(format_of_path("a."));
}

Test(format, found_by_first_bytes)
{
	cr_assert_str_eq(format_of_bytes("GOX \2\0\0\0", 8)->name, "gox");
	cr_assert_null(format_of_bytes("GOX", 3));
	cr_assert_str_eq(format_of_bytes("# Goxel 0.11\n", 13)->name, "txt");
	cr_assert_str_eq(format_of_bytes("VOX \226\0\0\0", 8)->name, "vox");
	cr_assert_str_eq(format_of_bytes("Kvxl\0", 5)->name, "kv6");
	cr_assert_str_eq(format_of_bytes("QBCL\0", 5)->name, "qbcl");
	cr_assert_str_eq(format_of_bytes("MTSM\0", 5)->name, "mts");
	cr_assert_str_eq(format_of_bytes("\x1f\x8b\b", 3)->name, "schem");
	cr_assert_null(format_of_bytes("ply\n", 4));
	cr_assert_null(format_of_bytes("", 0));
}

Test(format, without_first_bytes_found_by_extension_if_it_can_be_read)
{
	cr_assert_str_eq(format_unmarked("a/b.KVX")->name, "kvx");
	cr_assert_str_eq(format_unmarked("a.csv")->name, "csv");
	cr_assert_null(format_unmarked("a.vox"));
	cr_assert_null(format_unmarked("a.stl"));
	cr_assert_null(format_unmarked("kvx"));
}

Test(format, list_has_all_that_can_be_written)
{
	char text[FORMAT_LIST], *end = text;
	const struct format *f;

	format_list(text, sizeof text);
	for (f = formats; f->name != NULL; f++) {
		if (f->write == NULL && f->write_mesh == NULL)
			continue;
		if (end > text) {
			cr_assert_eq(strncmp(end, ", ", 2), 0);
			end += 2;
		}
		cr_assert_eq(strncmp(end, f->name, strlen(f->name)), 0);
		end += strlen(f->name);
	}
	cr_assert_eq(*end, '\0');
}

Test(format, every_writer_writes_and_every_reader_refuses_rubbish)
{
	struct image *image = image_new(""), *read;
	const struct format *f;
	char why[FORMAT_WHY];
	struct buf b;

	volume_set(&image_layer_write(image, 0)->volume,
	    &(struct pos){ { 1, 2, 3 } }, (struct rgba){ { 9, 9, 9, 255 } });
	for (f = formats; f->name != NULL; f++) {
		buf_init(&b, 16u << 20);
		cr_assert(!format_writes(f) || format_write(f, image,
		    &(struct mesh_options){ 0 }, &b, why) == OK);
		cr_assert(!format_writes(f) || b.len > 0);
		read = NULL;
		why[0] = '\0';
		cr_assert(f->read == NULL || f->read("rubbish", 7, &read,
		    why) == ERR_FORMAT, "%s", f->name);
		cr_assert_null(read);
		cr_assert(f->read == NULL || why[0] != '\0', "%s", f->name);
		buf_fini(&b);
	}
	image_free(image);
}
