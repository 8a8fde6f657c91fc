/* folder_test.h: a temporary folder for tests that need files beside each other. */
#ifndef FOLDER_TEST_H
#define FOLDER_TEST_H

#include "format_test.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct test_folder {
    char path[64];
} test_folder;

static inline void
folder_make(test_folder *f)
{
    const char *base = getenv("TMPDIR");

    snprintf(f->path, sizeof f->path, "%.40s/feed-XXXXXX", base ? base : "/tmp");
    assert_non_null(mkdtemp(f->path));
}

/* Path of a file in the folder, in one of a few buffers that take turns. */
static inline const char *
folder_file(const test_folder *f, const char *name)
{
    static char paths[8][384];
    static int turn;
    char *path = paths[turn++ % 8];

    snprintf(path, 384, "%s/%s", f->path, name);
    return path;
}

static inline void
folder_write(const test_folder *f, const char *name, const char *text)
{
    FILE *file = fopen(folder_file(f, name), "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

/* n made-up names, "Ministry_(Land_7)" with 7. */
static inline void
folder_write_names(const test_folder *f, unsigned n)
{
    FILE *file = fopen(folder_file(f, "entity2id.txt"), "wb");

    assert_non_null(file);
    for (unsigned i = 0; i < n; i++)
        fprintf(file, "Ministry_(Land_%u)\t%u\n", i, i);
    assert_int_equal(fclose(file), 0);
}

static inline void
folder_remove(const test_folder *f)
{
    DIR *dir = opendir(f->path);

    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir));)
        if (e->d_name[0] != '.') unlink(folder_file(f, e->d_name));
    closedir(dir);
    rmdir(f->path);
}

#endif
