/* phoenix_priv.h: what both Phoenix vintages write alike: actors in parts, code, intensity. */
#ifndef FEED_PHOENIX_PRIV_H
#define FEED_PHOENIX_PRIV_H

#include "feed/feed_priv.h"

/* The country of a root; n 0 for IGO, NGO, IMG and MNC, which stand there instead of one. */
feed_text feed_phoenix_country(feed_text root);

/* ent_role of the agent, else of the first of the others (";" or "," between) that has one. */
uint8_t feed_phoenix_role(feed_text agent, feed_text others);

/* The code, or nothing for "---", the coder's own "no code". */
feed_text feed_phoenix_code(feed_text code);

/* The row's own Goldstein value, where it has one. Column 0-based. False: *why says. */
bool feed_phoenix_intensity(feed_text goldstein, unsigned column, feed_row *row, feed_reason *why);

#endif
