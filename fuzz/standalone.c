/* standalone.c: run a fuzz target over every file of a folder once, with any compiler. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { PATH_BYTES = 4096 };

/* The copy has exactly the file's size, so that the address sanitizer sees one byte too many. */
static int
run_file(const char *path)
{
    int failed = 1;
    long size = 0;
    uint8_t *bytes = NULL;
    FILE *file = fopen(path, "rb");

    if (!file || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0) goto out;
    rewind(file);
    bytes = malloc(size > 0 ? (size_t)size : 1);
    if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size) goto out;
    printf("%s: %ld bytes\n", path, size);
    fflush(stdout); /* a crash below leaves the name of the guilty file behind */
    LLVMFuzzerTestOneInput(bytes, (size_t)size);
    failed = 0;

out:
    if (failed) fprintf(stderr, "%s: cannot be read\n", path);
    free(bytes);
    if (file) fclose(file);
    return failed;
}

/* Files run; -1 when the folder or one of its files cannot be read. */
static long
run_folder(const char *path)
{
    long n = 0;
    int failed = 0;
    const struct dirent *entry;
    DIR *folder = opendir(path);

    if (!folder) {
        fprintf(stderr, "%s: no such folder\n", path);
        return -1;
    }
    while ((entry = readdir(folder)) != NULL) {
        char file[PATH_BYTES];
        int length;

        if (entry->d_name[0] == '.') continue;
        length = snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        failed |= length < 0 || (size_t)length >= sizeof file || run_file(file) != 0;
        n++;
    }
    closedir(folder);
    return failed ? -1 : n;
}

int
main(int argc, char **argv)
{
    long total = 0;

    for (int i = 1; i < argc; i++) {
        long n = run_folder(argv[i]);
        if (n < 0) return 1;
        total += n;
    }
    printf("%ld inputs\n", total);
    return total > 0 ? 0 : 1; /* an empty corpus tests nothing */
}
