/* import_feed.h: the part of `import` that reads event feeds. */
#ifndef ENTENTE_IMPORT_FEED_H
#define ENTENTE_IMPORT_FEED_H

#include "cli.h"

/** Are both paths for the event engine, and of one feed: named so by --feed, or recognised? */
bool is_same_feed(const cli *c, const char *first, const char *path);
/** All paths of one feed into the ledger, or a dry run; an exit code. */
int import_feed(const cli *c, ent_workspace *ws, const char *const *paths, size_t n);
void list_feeds(FILE *out);

#endif
