/* fuzz_claim_tsv.c: any text as a claim TSV gives whole claims or reasons. */
#include "reader_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    ent_read_input in = {.bytes = bytes, .n_bytes = n};
    ent_counting_sink s;
    ent_error err = {0};
    ent_status st;

    in.ref = fuzz_ref();
    ent_counting_sink_init(&s, 2, true);
    st = ent_reader_by_name("claim-tsv")->read(&in, &s.sink, &err);
    fuzz_verdict(&s, st, &err);
    ent_counting_sink_clear(&s);
    return 0;
}
