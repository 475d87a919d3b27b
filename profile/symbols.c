/*
 * symbols - the names of functions, by addresses of this process
 *
 * The file is our own program's, but nothing in it is trusted: each offset is
 * held against its size.
 */
#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mem.h"
#include "profile/symbols.h"
#include "text.h"

/* The first that is told of is the program itself. */
static int
take_base(struct dl_phdr_info *info, size_t size, void *base)
{
	(void)size;
	*(uint64_t *)base = info->dlpi_addr;
	return 1;
}

static void
map_program(struct symbols *s)
{
	int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
	struct stat st;

	if (fd == -1)
		return;
	if (fstat(fd, &st) == 0 && st.st_size > (off_t)sizeof(ElfW(Ehdr))) {
		s->size = (size_t)st.st_size;
		s->file = mmap(NULL, s->size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (s->file == MAP_FAILED)
			s->file = NULL;
	}
	close(fd);
}

/* `count` records of `size` bytes each, or NULL: they are not in the file. */
static const void *
part(const struct symbols *s, uint64_t at, uint64_t count, size_t size)
{
	if (at > s->size || at % 8 != 0 || count > (s->size - at) / size)
		return NULL;
	return (const char *)s->file + at;
}

/* A section of symbols: the full table, or else that of the linker. */
static const ElfW(Shdr) *
find_table(const ElfW(Shdr) *section, size_t count)
{
	const ElfW(Shdr) *found = NULL;
	size_t i;

	for (i = 0; i < count; i++)
		if (section[i].sh_type == SHT_SYMTAB ||
		    (section[i].sh_type == SHT_DYNSYM && found == NULL))
			found = &section[i];
	return found;
}

static int
by_start(const void *a, const void *b)
{
	uint64_t left = ((const struct symbol *)a)->start;
	uint64_t right = ((const struct symbol *)b)->start;

	return left < right ? -1 : left > right;
}

/* A name's bytes, with the NUL, are in the file. */
static const char *
find_name(const struct symbols *s, const ElfW(Shdr) *names, uint32_t at)
{
	const char *name = (const char *)s->file + names->sh_offset + at;

	if (names->sh_offset > s->size ||
	    names->sh_size > s->size - names->sh_offset ||
	    at >= names->sh_size ||
	    memchr(name, '\0', names->sh_size - at) == NULL)
		return NULL;
	return name;
}

static void
read_table(struct symbols *s, const ElfW(Shdr) *table,
    const ElfW(Shdr) *names)
{
	size_t count = table->sh_size / sizeof(ElfW(Sym)), i;
	const ElfW(Sym) *sym = part(s, table->sh_offset, count, sizeof *sym);
	const char *name;

	if (sym == NULL)
		return;
	s->symbol = xmalloc(count * sizeof *s->symbol);
	for (i = 0; i < count; i++) {
		if ((sym[i].st_info & 0xf) != STT_FUNC || sym[i].st_size == 0 ||
		    (name = find_name(s, names, sym[i].st_name)) == NULL)
			continue;
		s->symbol[s->count++] = (struct symbol){
		    .start = s->base + sym[i].st_value, .name = name,
		    .end = s->base + sym[i].st_value + sym[i].st_size };
	}
	qsort(s->symbol, s->count, sizeof *s->symbol, by_start);
}

void
symbols_open(struct symbols *s)
{
	const ElfW(Shdr) *section, *table;
	const ElfW(Ehdr) *head;

	*s = (struct symbols){ 0 };
	dl_iterate_phdr(take_base, &s->base);
	map_program(s);
	if ((head = s->file) == NULL ||
	    memcmp(head->e_ident, ELFMAG, SELFMAG) != 0 ||
	    (section = part(s, head->e_shoff, head->e_shnum,
	    sizeof *section)) == NULL ||
	    (table = find_table(section, head->e_shnum)) == NULL ||
	    table->sh_link >= head->e_shnum)
		return;
	read_table(s, table, &section[table->sh_link]);
}

void
symbols_close(struct symbols *s)
{
	free(s->symbol);
	if (s->file != NULL)
		munmap(s->file, s->size);
}

static const char *
find(const struct symbols *s, uint64_t address)
{
	size_t lo = 0, hi = s->count, middle;

	/* The last that starts at the address or before. */
	while (lo < hi) {
		middle = lo + (hi - lo) / 2;
		if (s->symbol[middle].start <= address)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo > 0 && address < s->symbol[lo - 1].end ?
	    s->symbol[lo - 1].name : NULL;
}

/* What the linker knows. */
static void
name_foreign(uint64_t address, char out[SYMBOLS_NAME])
{
	const char *slash;
	Dl_info info;

	if (dladdr((void *)(uintptr_t)address, &info) == 0) {
		text_format(out, SYMBOLS_NAME, "0x%llx",
		    (unsigned long long)address);
		return;
	}
	if (info.dli_sname != NULL) {
		text_copy(out, SYMBOLS_NAME, info.dli_sname);
		return;
	}
	slash = strrchr(info.dli_fname, '/');
	text_format(out, SYMBOLS_NAME, "%s+0x%llx", slash != NULL ? slash + 1 :
	    info.dli_fname, (unsigned long long)(address -
	    (uint64_t)(uintptr_t)info.dli_fbase));
}

bool
symbols_name(const struct symbols *s, uint64_t address,
    char out[SYMBOLS_NAME])
{
	const char *name = find(s, address);

	if (name == NULL) {
		name_foreign(address, out);
		return false;
	}
	/* What a compiler split off, ".cold", is the same function. */
	text_format(out, SYMBOLS_NAME, "%.*s", (int)strcspn(name, "."), name);
	return true;
}
