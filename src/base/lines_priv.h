/* base/lines_priv.h: what rows.c may do with lines and others may not. */
#ifndef ENT_BASE_LINES_PRIV_H
#define ENT_BASE_LINES_PRIV_H

#include "entente/base.h"

/** As ent_lines_next; the line may be written to, and its byte *out_n is a NUL. */
ent_status ent_lines_next_mutable(ent_lines *lines, char **out, size_t *out_n, ent_error *err);

/** Remember the place behind the line last given. The bytes from there on are kept. */
void ent_lines_mark(ent_lines *lines);
/** Back to the mark, which is gone then. False: there is none, or a too long line lay behind it. */
bool ent_lines_rewind(ent_lines *lines);
/** Forget the mark. */
void ent_lines_unmark(ent_lines *lines);

#endif
