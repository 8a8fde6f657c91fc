/* base/unpack_priv.h: a file or bytes in memory as one stream of unpacked bytes. */
#ifndef ENT_BASE_UNPACK_PRIV_H
#define ENT_BASE_UNPACK_PRIV_H

#include "entente/base.h"

/** Plain, gzip or zstd, told apart by the first bytes, not by name. Opaque. */
typedef struct ent_unpack ent_unpack;

/** "-" is standard input. @error ENT_E_IO, ENT_E_NOMEM  @owner *out: ent_unpack_close */
ent_status ent_unpack_open_file(const char *path, ent_unpack **out, ent_error *err);
/** bytes must outlive it. @error ENT_E_NOMEM */
ent_status ent_unpack_open_bytes(const void *bytes, size_t n, ent_unpack **out, ent_error *err);

/**
 * The next bytes, at most n > 0 of them; *got 0 at the end.
 * @error ENT_E_IO, ENT_E_NOMEM
 * @error ENT_E_PARSE  packed data damaged or cut short, or packed in a way that is not read here
 * @error ENT_E_LIMIT  unpacks to more than ENT_EXPANSION_MAX allows
 * After an error every further call gives the end.
 */
ent_status ent_unpack_read(ent_unpack *u, char *out, size_t n, size_t *got, ent_error *err);
void ent_unpack_close(ent_unpack *u);

#endif
