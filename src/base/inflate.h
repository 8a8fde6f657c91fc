/* base/inflate.h: small gzip and deflate runs unpacked at once. */
#ifndef ENT_BASE_INFLATE_H
#define ENT_BASE_INFLATE_H

#include "base/unpack.h"

/**
 * Unpack all of packed into out.
 * @param packing  ENT_PACKING_GZIP (exactly one member) or ENT_PACKING_DEFLATE
 * @return ENT_OK; ENT_NONE when it does not fit, is damaged, or is not one member: a stream has to
 *         look closer   @error ENT_E_NOMEM
 */
ent_status ent_inflate_whole(ent_packing packing, const void *packed, size_t n_packed, void *out,
                             size_t cap, size_t *n_out);
/** What the end of a gzip file says of its size when it is one member below 4 GiB. */
size_t ent_inflate_gzip_size(const void *packed, size_t n_packed);
/** CRC-32 of zip and gzip, continued; begin with 0. */
uint32_t ent_crc32(uint32_t crc, const void *bytes, size_t n);

#endif
