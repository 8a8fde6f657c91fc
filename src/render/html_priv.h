/* html_priv.h: the parts of the HTML page that its files hand to each other. */
#ifndef ENTENTE_HTML_PRIV_H
#define ENTENTE_HTML_PRIV_H

#include "render/render_priv.h"

typedef struct ent_html {
    ent_rd_out o;
    ent_rd_index index;
    ent_buf text; /**< scratch */
    int level;    /**< of headings inside the section */
} ent_html;

/** The style sheet, in parts up to a NULL. */
extern const char *const ent_html_css[];

void ent_html_run(ent_html *h, const ent_text_run *run);
/** As a table; caption hidden when a heading above says it already. */
void ent_html_table(ent_html *h, const ent_table *t);
void ent_html_chart(ent_html *h, const ent_chart *c, size_t nth);
void ent_html_blocks(ent_html *h, const ent_section *s, size_t *charts);
/** Figures, claims and sources. */
void ent_html_annex(ent_html *h);
/** Append a claim's words through one of the ent_rd_claim_* functions, escaped. */
void ent_html_say(ent_html *h, ent_status (*say)(const ent_claim *, ent_buf *), const ent_claim *c);

#endif
