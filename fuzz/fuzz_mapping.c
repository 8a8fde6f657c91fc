/* fuzz_mapping.c: any mapping over any table gives whole claims or reasons. */
#include <string.h>

#include "reader_fuzz.h"
#include "source/mapping_priv.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* Mapping and table, with a line of "----" between them. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char border[] = "\n----\n";
    const uint8_t *cut = memmem(bytes, n, border, sizeof border - 1);
    ent_read_input in = {.path = "table"};
    ent_mapping mapping = {0};
    ent_lines *lines = NULL;
    ent_counting_sink s;
    ent_error err = {0};
    ent_status st;

    if (!cut) return 0;
    in.ref = fuzz_ref();
    in.bytes = cut + sizeof border - 1;
    in.n_bytes = n - (size_t)(cut - bytes) - (sizeof border - 1);
    ent_counting_sink_init(&s, 2, true);
    st = ent_lines_open_bytes(bytes, (size_t)(cut - bytes), "mapping", ENT_ENC_UTF8, &lines, &err);
    ENT_ASSERT(st == ENT_OK);
    st = ent_mapping_parse(lines, "mapping", &mapping, &err);
    if (st == ENT_OK) st = ent_mapping_read(&mapping, &in, &s.sink, &err);
    fuzz_verdict(&s, st, &err);
    ent_mapping_clear(&mapping);
    ent_lines_close(lines);
    ent_counting_sink_clear(&s);
    return 0;
}
