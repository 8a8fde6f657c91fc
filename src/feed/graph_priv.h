/* graph_priv.h: names that the numbers of a graph set stand for, from the tables beside its files.
 */
#ifndef FEED_GRAPH_PRIV_H
#define FEED_GRAPH_PRIV_H

#include "feed/feed_priv.h"

enum { GRAPH_IDS_MAX = 1 << 20 }; /* ids of one table */

typedef struct graph_entity {
    feed_text
        country; /* "Police (India)": "India"; a name without bracket whole; n 0: no such id */
    uint8_t role;
} graph_entity;

typedef struct graph_relation {
    feed_text code; /* "010"; n 0: no such id */
    uint8_t class_number;
    int16_t intensity_tenths;
} graph_relation;

/* A graph set's names. Read-only once loaded. */
typedef struct graph_names {
    ent_arena arena;
    graph_entity *entities;
    size_t n_entities, cap_entities; /* n: greatest id + 1 */
    graph_relation *relations;
    size_t n_relations, cap_relations;
    int32_t first_day, last_day; /* of the set */
} graph_names;

/*
 * Read entity2id.txt and relation2id.txt in the folder of this path.
 * @error ENT_E_FORMAT a line is no "name TAB id", an id stands twice, a relation is no CAMEO title
 * @error ENT_E_IO, ENT_E_NOMEM, ENT_E_LIMIT (an id above GRAPH_IDS_MAX)
 * @owner names is the caller's, zeroed before: graph_names_clear, also after a failure
 */
ENT_MUST_USE ent_status graph_names_load(const char *path, graph_names *names, ent_error *err);
void graph_names_clear(graph_names *names);

/* How many names entity2id.txt in the folder of this path has; 0 when it cannot be read. */
size_t graph_names_count(const char *path);

/*
 * Why this head, which no feed took, is a graph set that cannot be read: without names, with names
 * of another set, or names only.
 * @return ENT_OK when it looks like no graph set: nothing said   @error ENT_E_FORMAT
 */
ENT_MUST_USE ent_status graph_tell(const feed_head *head, ent_error *err);

/* Is the first line four or five whole numbers between tabs, blanks around them allowed? */
bool graph_looks_like_rows(const feed_head *head);

#endif
