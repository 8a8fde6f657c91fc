/* feed/hash.c: XXH3 hashes of codes and lines, and digests of segments. */
#define XXH_INLINE_ALL
#include "feed/run_priv.h"

#include <xxhash.h>

uint64_t
feed_hash(const void *bytes, size_t n)
{
    return XXH3_64bits(bytes, n);
}

feed_hash128
feed_hash_line(const void *bytes, size_t n)
{
    XXH128_hash_t h = XXH3_128bits(bytes, n);

    return (feed_hash128){h.low64, h.high64};
}

void
feed_digest_init(feed_digest *d)
{
    d->n = 0;
    ent_sha256_init(&d->sha);
}

/* Whatever the machine's own order of bytes. */
static void
put_bytes(uint64_t v, uint8_t out[8])
{
    for (unsigned i = 0; i < 8; i++)
        out[i] = (uint8_t)(v >> (8 * i));
}

void
feed_digest_flush(feed_digest *d)
{
    feed_hash128 h = feed_hash_line(d->lines, d->n * sizeof *d->lines);
    uint8_t bytes[16];

    put_bytes(h.low, bytes);
    put_bytes(h.high, bytes + 8);
    ent_sha256_add(&d->sha, bytes, sizeof bytes);
    d->n = 0;
}

void
feed_digest_end(feed_digest *d, uint64_t n_bytes, char out[ENT_SHA256_HEX_MAX])
{
    uint8_t bytes[8], sha[ENT_SHA256_BYTES];

    if (d->n) feed_digest_flush(d);
    put_bytes(n_bytes, bytes);
    ent_sha256_add(&d->sha, bytes, sizeof bytes);
    ent_sha256_end(&d->sha, sha);
    ent_hex(sha, sizeof sha, out);
}
