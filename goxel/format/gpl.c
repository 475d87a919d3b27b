/*
 * gpl - palettes as files: GIMP's text, or a picture
 */
#include <string.h>

#include "goxel/format/gpl.h"
#include "goxel/format/png.h"
#include "text.h"

#define MAGIC	"GIMP Palette"
#define NAME	"Name:"
#define COLUMNS	16u

struct line {
	const char	*at;
	size_t		 len;
};

/* The next line, without its end; false when there is none. */
static bool
next_line(struct line *rest, struct line *line)
{
	const char *end;

	if (rest->len == 0)
		return false;
	end = memchr(rest->at, '\n', rest->len);
	line->at = rest->at;
	line->len = end == NULL ? rest->len : (size_t)(end - rest->at);
	rest->at += line->len + (end != NULL);
	rest->len -= line->len + (end != NULL);
	if (line->len > 0 && line->at[line->len - 1] == '\r')
		line->len--;
	return true;
}

static void
skip_blanks(struct line *line)
{
	while (line->len > 0 && (*line->at == ' ' || *line->at == '\t')) {
		line->at++;
		line->len--;
	}
}

static bool
begins(const struct line *line, const char *word)
{
	return line->len >= strlen(word) &&
	    memcmp(line->at, word, strlen(word)) == 0;
}

/* A number from 0 to 255, blanks before it. */
static bool
take_channel(struct line *line, uint8_t *channel)
{
	unsigned value = 0, digits = 0;

	skip_blanks(line);
	while (line->len > 0 && *line->at >= '0' && *line->at <= '9') {
		value = value * 10 + (unsigned)(*line->at - '0');
		line->at++;
		line->len--;
		if (++digits > 3)
			return false;
	}
	*channel = (uint8_t)value;
	return digits > 0 && value <= 255;
}

static enum err
take_color(struct line *line, struct palette *palette)
{
	uint8_t color[3];
	int k;

	for (k = 0; k < 3; k++)
		if (!take_channel(line, &color[k]))
			return ERR_FORMAT;
	if (line->len > 0 && *line->at != ' ' && *line->at != '\t')
		return ERR_FORMAT;
	return palette_add(palette, color);
}

/* Names that are no text stay away. */
static void
take_name(struct line *line, struct palette *palette)
{
	line->at += strlen(NAME);
	line->len -= strlen(NAME);
	skip_blanks(line);
	if (line->len > BOUND_NAME || !text_utf8(line->at, line->len) ||
	    memchr(line->at, '\0', line->len) != NULL)
		return;
	memcpy(palette->name, line->at, line->len);
	palette->name[line->len] = '\0';
}

static enum err
take_line(struct line *line, struct palette *palette)
{
	if (palette->count == 0 && begins(line, NAME)) {
		take_name(line, palette);
		return OK;
	}
	if (palette->count == 0 && begins(line, "Columns:"))
		return OK;
	skip_blanks(line);
	if (line->len == 0 || *line->at == '#')
		return OK;
	return take_color(line, palette);
}

static enum err
read_text(struct line *rest, struct palette *palette)
{
	struct line line;
	enum err err = OK;

	if (!next_line(rest, &line) || !begins(&line, MAGIC))
		return ERR_FORMAT;
	while (err == OK && next_line(rest, &line))
		err = take_line(&line, palette);
	return err;
}

static bool
has_color(const struct palette *palette, struct rgba color)
{
	uint32_t i;

	for (i = 0; i < palette->count; i++)
		if (memcmp(palette->color[i], color.c, 3) == 0)
			return true;
	return false;
}

static enum err
take_pixels(const struct picture *picture, struct palette *palette)
{
	uint64_t i, count = (uint64_t)picture->width * picture->height;
	struct rgba last = { { 0, 0, 0, 0 } };
	enum err err = OK;

	if (count > GPL_PIXELS)
		return ERR_TOO_BIG;
	for (i = 0; err == OK && i < count; i++) {
		if (rgba_same(picture->pixel[i], last))
			continue;
		last = picture->pixel[i];
		if (rgba_exists(last) && !has_color(palette, last))
			err = palette_add(palette, last.c);
	}
	return err;
}

enum err
gpl_read(const void *bytes, size_t len, struct palette *palette)
{
	struct line rest = { bytes, len };
	struct picture picture = { 0 };
	enum err err;

	palette->count = 0;
	palette->name[0] = '\0';
	if (len == 0)
		return ERR_FORMAT;
	if (begins(&rest, "\x89PNG")) {
		if ((err = png_read(bytes, len, &picture)) != OK)
			return err;
		err = take_pixels(&picture, palette);
		picture_fini(&picture);
	} else {
		err = read_text(&rest, palette);
	}
	return err == OK && palette->count == 0 ? ERR_EMPTY : err;
}

enum err
gpl_write(const struct palette *palette, struct buf *out)
{
	uint32_t i;

	buf_add_format(out, MAGIC "\n" NAME " %s\nColumns: %u\n#\n",
	    palette->name, COLUMNS);
	for (i = 0; i < palette->count; i++) {
		const uint8_t *c = palette->color[i];

		buf_add_format(out, "%3u %3u %3u\t%02x%02x%02x\n", c[0], c[1],
		    c[2], c[0], c[1], c[2]);
	}
	return out->failed ? ERR_TOO_BIG : OK;
}

enum err
gpl_write_picture(const struct palette *palette, struct buf *out)
{
	uint32_t i, rows = (palette->count + COLUMNS - 1) / COLUMNS;
	struct picture picture = { 0 };
	enum err err;

	if ((err = picture_init(&picture, COLUMNS, rows)) != OK)
		return err;
	memset(picture.pixel, 0, sizeof *picture.pixel * COLUMNS * rows);
	for (i = 0; i < palette->count; i++) {
		memcpy(picture.pixel[i].c, palette->color[i], 3);
		picture.pixel[i].c[ALPHA] = 255;
	}
	err = png_write(&picture, PNG_SMALL, out);
	picture_fini(&picture);
	return err;
}
