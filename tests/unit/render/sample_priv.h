/* sample_priv.h: small builders shared by the sample page and its charts. */
#ifndef SAMPLE_PRIV_H
#define SAMPLE_PRIV_H

#include "sample_page.h"

/** "Boundary treaty". */
#define ARABIC                                          \
    "\xd9\x85\xd8\xb9\xd8\xa7\xd9\x87\xd8\xaf\xd8\xa9 " \
    "\xd8\xa7\xd9\x84\xd8\xad\xd8\xaf\xd9\x88\xd8\xaf"
#define COUNT(a) (sizeof(a) / sizeof *(a))

void *take(ent_arena *arena, size_t n, size_t size);
/** "plain {F:id|text} plain {S|strong}" to spans: F figure, C claim, Q source, S strong, M mark. */
ent_text_run run(ent_arena *arena, const char *s);
ent_text_run hostile_run(ent_arena *arena);
/** A table from "Title>|Title" (> = right) and cells row by row; "!" = the hostile text. */
ent_table *table(ent_arena *arena, const char *id, const char *title, const char *columns,
                 const char *const *cells, size_t n_cells, size_t n_foot);

#endif
