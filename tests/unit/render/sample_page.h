/* sample_page.h: made-up pages for the tests of render: Ruritania and Borduria. */
#ifndef SAMPLE_PAGE_H
#define SAMPLE_PAGE_H

#include "entente/dossier.h"

/** A whole dossier page with every block, chart, state and much hostile text, in `arena`. */
const ent_page *sample_page(ent_arena *arena);
/** One chart of a kind, as on the page. */
const ent_chart *sample_chart(ent_arena *arena, ent_chart_kind kind);
/** The hostile text that it holds, as evidence would bring it. */
extern const char sample_hostile[];

#endif
