/* event_priv.h: tables that tools/gen_event.py makes from data/ref, shared within src/event. */
#ifndef EVENT_PRIV_H
#define EVENT_PRIV_H

#include "entente/event.h"

/* A title of a code in lower case, "_" and "-" as blanks; sorted by scheme, then text. */
typedef struct event_title {
    const char *key;
    uint16_t at; /* in event_code_rows */
    uint8_t scheme;
} event_title;

extern const char event_version[];
extern const ent_event_class event_class_rows[];
extern const size_t event_class_rows_n;
/* CAMEO by code, then PLOVER by code from event_code_plover on. */
extern const ent_event_code event_code_rows[];
extern const size_t event_code_rows_n;
extern const size_t event_code_plover;
extern const event_title event_titles[];
extern const size_t event_titles_n;
/* By digits, see cameo_slot; 1 + place in event_code_rows, 0: no such code. */
extern const uint16_t event_cameo_slots[];
extern const size_t event_cameo_slots_n;

#endif
