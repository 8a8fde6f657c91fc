/* fuzz_rows.c: any text gives rows of ended UTF-8 fields or reasons, and never more than the limit.
 */
#include <stdint.h>
#include <string.h>

#include "entente/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* The first byte picks the options; the rest is the file. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char separators[] = {0, '\t', ';', '|'};
    ent_rows_options options = {0};
    ent_lines *lines = NULL;
    ent_rows *rows = NULL;
    ent_error err = {0};
    const char *const *fields = NULL;
    size_t n_fields = 0, i;
    uint64_t row = 0;
    ent_status st;

    if (n == 0) return 0;
    options.separator = separators[bytes[0] & 3];
    options.no_quotes = bytes[0] & 4;
    options.comments = bytes[0] & 8;
    options.trailing_junk = bytes[0] & 16 ? ';' : 0;
    st =
        ent_lines_open_bytes(bytes + 1, n - 1, "fuzz", (ent_encoding)(bytes[0] >> 6), &lines, &err);
    ENT_ASSERT(st == ENT_OK);
    st = ent_rows_open(lines, &options, &rows, &err);
    ENT_ASSERT(st == ENT_OK);
    while ((st = ent_rows_next(rows, &fields, &n_fields, &err)) != ENT_END) {
        ENT_ASSERT(ent_rows_row(rows) > row);
        row = ent_rows_row(rows);
        if (st) {
            ENT_ASSERT(st == ENT_E_PARSE || st == ENT_E_LIMIT);
            ENT_ASSERT(err.row == row && err.byte == ent_rows_byte(rows) && err.text[0]);
            continue;
        }
        ENT_ASSERT(n_fields > 0 && n_fields <= ENT_FIELDS_MAX);
        for (i = 0; i < n_fields; i++)
            ENT_ASSERT(ent_utf8_valid(fields[i], strlen(fields[i])));
    }
    ent_rows_close(rows);
    return 0;
}
