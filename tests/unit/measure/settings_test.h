/* settings_test.h: a table of settings as a file, made up for a test. */
#ifndef TESTS_UNIT_MEASURE_SETTINGS_TEST_H
#define TESTS_UNIT_MEASURE_SETTINGS_TEST_H

#include "../check.h"

#include "entente/measure.h"

#include <stdlib.h>
#include <unistd.h>

/* Writes text to a new file; path holds 64 bytes. */
static inline void
write_table(const char *text, char *path)
{
    const char *folder = getenv("TMPDIR");
    int file;
    size_t n = strlen(text);

    assert_true(ent_snprintf(path, 64, "%.40s/settings-XXXXXX", folder ? folder : "."));
    file = mkstemp(path);
    assert_true(file >= 0);
    assert_true(write(file, text, n) == (ssize_t)n);
    assert_int_equal(close(file), 0);
}

#endif
