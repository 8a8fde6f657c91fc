/* base/hash.c: SHA-256 by libsodium, and hex. */
#include "entente/base.h"

#include <sodium/crypto_hash_sha256.h>
#include <string.h>

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(ent_sha256), "state must fit");
_Static_assert(_Alignof(crypto_hash_sha256_state) <= _Alignof(ent_sha256), "state must align");
_Static_assert(crypto_hash_sha256_BYTES == ENT_SHA256_BYTES, "digest is 32 bytes");

/* libsodium's three calls return 0 always (they cannot fail), which is why ours return nothing. */

void
ent_sha256_init(ent_sha256 *h)
{
    (void)crypto_hash_sha256_init((crypto_hash_sha256_state *)(void *)h);
}

void
ent_sha256_add(ent_sha256 *h, const void *bytes, size_t n)
{
    if (n > 0) (void)crypto_hash_sha256_update((crypto_hash_sha256_state *)(void *)h, bytes, n);
}

void
ent_sha256_end(ent_sha256 *h, uint8_t out[ENT_SHA256_BYTES])
{
    (void)crypto_hash_sha256_final((crypto_hash_sha256_state *)(void *)h, out);
}

void
ent_hex(const uint8_t *bytes, size_t n_bytes, char *out)
{
    static const char digits[] = "0123456789abcdef";
    size_t i;

    for (i = 0; i < n_bytes; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[2 * n_bytes] = '\0';
}
