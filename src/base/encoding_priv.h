/* base/encoding_priv.h: bytes of a known or guessed encoding as UTF-8. */
#ifndef ENT_BASE_ENCODING_PRIV_H
#define ENT_BASE_ENCODING_PRIV_H

#include "entente/base.h"

/** No byte is NUL or above 127. @cost O(n), eight bytes a step */
bool ent_is_plain_ascii(const char *s, size_t n);

/**
 * Append the n bytes as UTF-8. encoding is ENT_ENC_CP1252 or ENT_ENC_MACROMAN.
 * @error ENT_E_PARSE a byte that Windows-1252 does not define   @error ENT_E_NOMEM
 */
ent_status ent_encoding_add(ent_buf *buf, const char *s, size_t n, ent_encoding encoding);

#endif
