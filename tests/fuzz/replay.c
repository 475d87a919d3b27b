/*
 * replay - feed stored inputs to a fuzzer's function, once each
 *
 * What a fuzzer found stays found, and no fuzzer is needed to run it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

/* In memory of exactly its size, so that a sanitizer sees a read beyond. */
static void
replay_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *bytes;
	long size;

	if (file == NULL || fseek(file, 0, SEEK_END) != 0 ||
	    (size = ftell(file)) < 0) {
		perror(path);
		exit(1);
	}
	rewind(file);
	bytes = malloc(size == 0 ? 1 : (size_t)size);
	if (bytes == NULL || fread(bytes, 1, (size_t)size, file) !=
	    (size_t)size) {
		perror(path);
		exit(1);
	}
	fclose(file);
	LLVMFuzzerTestOneInput(bytes, (size_t)size);
	free(bytes);
}

/* "build/fuzz/fuzz_gox-replay" is called "gox". */
static const char *
name_of(char *program)
{
	char *name = strrchr(program, '/');

	name = name == NULL ? program : name + 1;
	if (strncmp(name, "fuzz_", 5) == 0)
		name += 5;
	name[strcspn(name, "-")] = '\0';
	return name;
}

int
main(int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++)
		replay_file(argv[i]);
	printf("replayed %d inputs of %s\n", argc - 1, name_of(argv[0]));
	return argc > 1 ? 0 : 1;
}
