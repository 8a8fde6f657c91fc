/* roles_priv.h: a feed's own word for who acts, to the role that we count it under. */
#ifndef FEED_ROLES_PRIV_H
#define FEED_ROLES_PRIV_H

#include "entente/claim.h"

/* Agent of a CAMEO actor code, three letters ("GOV"); NONE when it is none or says nothing. */
ent_role feed_role_cameo(const char *agent);

/* The first agent that has a role in a run of CAMEO codes, from the second one on: "CHNGOVMED" is
 * GOV. n bytes. */
ent_role feed_role_cameo_actor(const char *code, size_t n);

/* ICEWS sectors with commas: MIL goes before GOV, GOV before PAR and so on. n bytes. */
ent_role feed_role_sectors(const char *list, size_t n);

/* "Police", the part before the bracket of an actor in an ICEWS graph set; "_" is a blank. n bytes.
 * @cost O(n * words of the table): for names of a table, not for rows */
ent_role feed_role_title(const char *title, size_t n);

/* Tables, made by tools/gen_roles.py. */
typedef struct feed_role_word {
    const char *word;
    uint8_t role; /* ent_role */
} feed_role_word;
extern const uint8_t feed_role_cameo_slots[]; /* 26 * 26 * 26, by letters */
extern const size_t feed_role_cameo_slots_n;
extern const feed_role_word feed_role_sector_words[]; /* by word */
extern const size_t feed_role_sector_words_n;
extern const feed_role_word feed_role_title_words[]; /* lower case; the first that fits decides */
extern const size_t feed_role_title_words_n;

#endif
