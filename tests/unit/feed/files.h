/* files.h: a folder of made-up files for tests of input, gone at the end. */
#ifndef ENT_TEST_FEED_FILES_H
#define ENT_TEST_FEED_FILES_H

#include "../base/zip_make.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A fresh folder. */
static inline void
folder_make(char path[64])
{
    (void)ent_snprintf(path, 64, "%s/ent-feed-XXXXXX", P_tmpdir);
    assert_non_null(mkdtemp(path));
}

static inline int
folder_remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about;
    (void)kind;
    (void)where;
    return remove(path);
}

static inline void
folder_remove(const char *path)
{
    assert_int_equal(nftw(path, folder_remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

/* Path of a name in the folder; borrowed until the 8th next call. */
static inline const char *
in_folder(const char *folder, const char *name)
{
    static char paths[8][256];
    static unsigned next;
    char *out = paths[next++ % 8];

    assert_true(ent_snprintf(out, sizeof paths[0], "%s/%s", folder, name));
    return out;
}

static inline void
file_make(const char *folder, const char *name, const void *bytes, size_t n)
{
    assert_int_equal(ent_file_write(in_folder(folder, name), bytes, n, NULL), ENT_OK);
}

static inline void
text_make(const char *folder, const char *name, const char *text)
{
    file_make(folder, name, text, strlen(text));
}

static inline void
subfolder_make(const char *folder, const char *name)
{
    assert_int_equal(mkdir(in_folder(folder, name), 0777), 0);
}

#endif
