/* event/codes.c: an event code, or its title, to its class and intensity. */
#include "event/event_priv.h"

#include <string.h>

/* Where event_cameo_slots holds a code of these digits; twin of CAMEO_FIRST in gen_event.py. No
 * value of n digits that is too great may reach the slots of n + 1. */
static const struct {
    unsigned first, slots;
} cameo_first[] = {{0, 21}, {21, 210}, {231, 2100}};

static const ent_event_code *
find_cameo(const char *code, size_t n)
{
    unsigned value = 0, slot;

    if (n < 2 || n > 4) return NULL;
    for (size_t i = 0; i < n; i++) {
        unsigned digit = (unsigned)(unsigned char)code[i] - '0';

        if (digit > 9) return NULL;
        value = 10 * value + digit;
    }
    if (value >= cameo_first[n - 2].slots) return NULL;
    slot = event_cameo_slots[cameo_first[n - 2].first + value];
    return slot ? &event_code_rows[slot - 1] : NULL;
}

static const ent_event_code *
find_plover(const char *code, size_t n)
{
    size_t low = event_code_plover, high = event_code_rows_n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = strncmp(event_code_rows[mid].code, code, n);

        if (order == 0 && event_code_rows[mid].code[n] == '\0') return &event_code_rows[mid];
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

const ent_event_code *
ent_event_code_find(ent_event_scheme scheme, const char *code, size_t n)
{
    if (!code || n == 0) return NULL;
    switch (scheme) {
    case ENT_EVENT_CAMEO:
        return find_cameo(code, n);
    case ENT_EVENT_PLOVER:
        return memchr(code, '\0', n) ? NULL : find_plover(code, n);
    case ENT_EVENT_NONE:
        break;
    }
    return NULL;
}

/* Twin of title_key in gen_event.py. */
static char
title_char(char c)
{
    if (c >= 'A' && c <= 'Z') return (char)(c - 'A' + 'a');
    return c == '_' || c == '-' ? ' ' : c;
}

static int
title_compare(const char *title, const char *key)
{
    for (;; title++, key++) {
        unsigned char a = (unsigned char)title_char(*title), b = (unsigned char)*key;

        if (a != b) return a < b ? -1 : 1;
        if (a == '\0') return 0;
    }
}

const ent_event_code *
ent_event_code_titled(ent_event_scheme scheme, const char *title)
{
    size_t low = 0, high = event_titles_n;

    if (!title) return NULL;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const event_title *at = &event_titles[mid];
        int order = (int)scheme - (int)at->scheme;

        if (order == 0) order = title_compare(title, at->key);
        if (order == 0) return &event_code_rows[at->at];
        if (order > 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}
