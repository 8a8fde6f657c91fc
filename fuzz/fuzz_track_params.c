/* fuzz_track_params.c: any text is refused, or are parameters that write it back to the byte. */
#include "entente/track.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static ent_track_params params;
    ent_error err = {.status = ENT_OK};
    ent_buf text = {.max = 0};
    ent_status st = ent_track_params_read(bytes, n, "params", &params, &err);

    if (st == ENT_OK) {
        ENT_ASSERT(ent_track_params_write(&params, &text, &err) == ENT_OK);
        ENT_ASSERT(text.len == n && memcmp(text.data, bytes, n) == 0);
    } else {
        ENT_ASSERT(err.status == st && err.text[0]);
    }
    ent_buf_clear(&text);
    return 0;
}
