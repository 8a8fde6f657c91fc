/* fuzz_reader.c: any bytes through any reader of a published set give whole claims or reasons. */
#include "reader_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* The first byte picks the reader; the rest is the file. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    size_t n_readers = 0;
    const ent_reader *const *readers = ent_readers(&n_readers);
    /* the votes find their table of roll calls beside this path */
    ent_read_input in = {.path = "tests/data/source/un/un_votes_x.csv",
                         .mapping = "data/mappings/cow_nmc.tsv"};
    ent_counting_sink s;
    ent_error err = {0};
    ent_status st;

    if (n == 0) return 0;
    in.ref = fuzz_ref();
    in.bytes = bytes + 1;
    in.n_bytes = n - 1;
    ent_counting_sink_init(&s, 2, true);
    st = readers[bytes[0] % n_readers]->read(&in, &s.sink, &err);
    fuzz_verdict(&s, st, &err);
    ent_counting_sink_clear(&s);
    return 0;
}
