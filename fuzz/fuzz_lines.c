/* fuzz_lines.c: any bytes give lines of UTF-8 or reasons, in order, and an end. */
#include <stdint.h>
#include <string.h>

#include "entente/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* The first byte picks the encoding; the rest is the file. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    ent_lines *lines = NULL;
    ent_error err = {0};
    const char *line = NULL;
    size_t line_n = 0;
    uint64_t row = 0, byte = 0;
    ent_status st;

    if (n == 0) return 0;
    st = ent_lines_open_bytes(bytes + 1, n - 1, "fuzz", (ent_encoding)(bytes[0] % 4), &lines, &err);
    ENT_ASSERT(st == ENT_OK);
    while ((st = ent_lines_next(lines, &line, &line_n, &err)) != ENT_END) {
        ENT_ASSERT(ent_lines_row(lines) == row + 1);
        ENT_ASSERT(ent_lines_byte(lines) >= byte);
        row = ent_lines_row(lines);
        byte = ent_lines_byte(lines);
        if (st == ENT_OK) {
            ENT_ASSERT(ent_utf8_valid(line, line_n));
            ENT_ASSERT(line_n <= 3 * (size_t)ENT_LINE_MAX); /* a byte becomes at most three */
            ENT_ASSERT(!memchr(line, '\n', line_n) && !memchr(line, '\r', line_n));
        } else {
            ENT_ASSERT(st == ENT_E_PARSE || st == ENT_E_LIMIT);
            ENT_ASSERT(err.status == st && err.row == row && err.byte == byte && err.text[0]);
        }
    }
    ENT_ASSERT(ent_lines_next(lines, &line, &line_n, &err) == ENT_END);
    ent_lines_close(lines);
    return 0;
}
