/* panel_priv.h: spans of days, and which coverage windows speak about which states. */
#ifndef ENT_LEDGER_PANEL_PRIV_H
#define ENT_LEDGER_PANEL_PRIV_H

#include "ledger/ledger_priv.h"

typedef struct ent_span {
    int32_t first, last;
} ent_span;

/* Spans in order, apart from one another. */
typedef struct ent_spans {
    ent_span *v;
    size_t n;
} ent_spans;

/* Times at which a line counts as an actor: alive, and as a member of the COW system. */
typedef struct ent_line_life {
    const char *line;
    ent_spans alive, member;
    bool member_known;
} ent_line_life;

/* What one panel call knows: windows known by the day asked, and lives looked up so far. */
typedef struct ent_panel_maker {
    ent_ledger *ledger;
    ent_arena *arena;
    int32_t known_by;
    ent_window_held *windows;
    size_t n_windows;
    ent_line_life *lives;
    size_t n_lives, cap_lives;
    bool members_asked, members_held; /* are there claims of system.member at all? */
} ent_panel_maker;

/* Windows that apply to a series, clipped to when both sides existed. to NULL: monadic. */
ENT_MUST_USE ent_status ent_panel_windows(ent_panel_maker *m, const ent_indicator *indicator,
                                          const char *from, const char *to, ent_series *out,
                                          ent_error *err);
/* Last day an ongoing claim is known to hold: the end of its coverage, else the day it was known;
 * ENT_DAY_ALWAYS when nobody says, so that it holds on its first date alone. */
int32_t ent_panel_open_end(const ent_panel_maker *m, const ent_claim *claim, int32_t known_day);
/* Is the code among blank-separated ones ("trade.*" is a prefix, "*" any)? */
bool ent_code_listed(const char *list, const char *code);

#endif
