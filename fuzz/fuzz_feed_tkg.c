/* fuzz_feed_tkg.c: any rows with any tables of names beside them, as a graph set of ICEWS. */
#include "feed_fuzz.h"

#include <stdlib.h>

static void
write_file(const char *folder, const char *name, const uint8_t *bytes, size_t n)
{
    char path[128];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    f = fopen(path, "wb");
    ENT_ASSERT(f && fwrite(bytes, 1, n, f) == n && fclose(f) == 0);
}

/* Length of the part that ends before the next byte 1. */
static size_t
part(const uint8_t *bytes, size_t n)
{
    const uint8_t *end = n ? memchr(bytes, 1, n) : NULL;

    return end ? (size_t)(end - bytes) : n;
}

/* The first byte picks the set; then entity2id.txt, relation2id.txt and the rows, a byte 1 between.
 */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char *const names[] = {"entity2id.txt", "relation2id.txt", "train.txt"};
    static char folder[64];
    char path[128];
    const char *feed;
    ent_event_table t = {0};
    ent_error err = {0};

    if (n == 0) return 0;
    if (!folder[0]) {
        snprintf(folder, sizeof folder, "/dev/shm/ent-fuzz-XXXXXX");
        ENT_ASSERT(mkdtemp(folder));
    }
    feed = bytes[0] % 2 ? "icews18" : "icews14";
    bytes++;
    n--;
    for (int i = 0; i < 3; i++) {
        const size_t length = i < 2 ? part(bytes, n) : n;

        write_file(folder, names[i], bytes, length);
        bytes += length;
        n -= length;
        if (n > 0) {
            bytes++;
            n--;
        }
    }
    snprintf(path, sizeof path, "%s/train.txt", folder);
    (void)feed_fuzz_run(path, feed, 0, 1, &t, &err);
    ent_event_table_clear(&t);
    for (int i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        ENT_ASSERT(unlink(path) == 0);
    }
    ENT_ASSERT(rmdir(folder) == 0);
    folder[0] = '\0';
    return 0;
}
