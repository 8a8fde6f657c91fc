/* track_events.c: two years of coded events, as graph files, into monthly tones of pairs. */
#include "track_evidence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ENTITIES_MAX = 40000, RELATIONS_MAX = 512, NAME_MAX_BYTES = 512 };

/* What a relation's name means: its intensity, and whether it is of words or of deeds. */
typedef struct meaning {
    double intensity;
    int source; /* EV_TONE_B, EV_TONE_R, or -1: not in the table */
} meaning;

/* One month, direction and kind. */
typedef struct cell {
    uint16_t from, to;
    uint8_t source, month;
    double intensity;
} cell;

typedef struct reading {
    evidence *ev;
    int16_t line[ENTITIES_MAX]; /* -1: no state */
    meaning relations[RELATIONS_MAX];
    char scale_name[1024][64];
    double scale[1024];
    uint8_t scale_root[1024];
    size_t n_scale;
    cell *cells;
    size_t n_cells, room;
} reading;

/* "Citizen_(Nigeria)" and "Make_statement" with blanks; lower case for relations. */
static void
tidy(const char *name, bool lower, char out[NAME_MAX_BYTES])
{
    size_t n = 0;

    for (; name[n] && n + 1 < NAME_MAX_BYTES; n++) {
        char c = name[n] == '_' ? ' ' : name[n];

        out[n] = (char)(lower && c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    out[n] = '\0';
}

typedef int (*row_fn)(reading *r, const char *const *fields, size_t n);

static int
each_row(reading *r, const char *folder, const char *file, char separator, row_fn fn,
         ent_error *err)
{
    char path[1024];
    ent_lines *lines = NULL;
    ent_rows *rows = NULL;
    ent_rows_options options = {.separator = separator, .no_quotes = separator == '\t'};
    const char *const *fields = NULL;
    size_t n = 0;
    int failed;
    ent_status st;

    if (!ent_snprintf(path, sizeof path, "%s%s%s", folder, *folder ? "/" : "", file)) return 1;
    failed = ent_lines_open(path, ENT_ENC_AUTO, &lines, err) != ENT_OK ||
             ent_rows_open(lines, &options, &rows, err) != ENT_OK;
    while (!failed && (st = ent_rows_next(rows, &fields, &n, err)) != ENT_END)
        failed = st != ENT_OK || fn(r, fields, n);
    ent_rows_close(rows);
    return failed;
}

/* code,name,goldstein,... */
static int
scale_row(reading *r, const char *const *f, size_t n)
{
    char name[NAME_MAX_BYTES];
    double v = 0;

    if (n < 3 || r->n_scale == 1024 || ent_parse_double(f[2], &v, NULL)) return 0;
    tidy(f[1], true, name);
    if (!ent_snprintf(r->scale_name[r->n_scale], 64, "%.63s", name)) return 0;
    r->scale[r->n_scale] = v;
    r->scale_root[r->n_scale++] = (uint8_t)((f[0][0] - '0') * 10 + (f[0][1] - '0'));
    return 0;
}

/* Roots 01-05 and 09-13 are words, 06-08 and 14-20 deeds. */
static int
relation_row(reading *r, const char *const *f, size_t n)
{
    char name[NAME_MAX_BYTES];
    int64_t id = 0;

    if (n < 2 || ent_parse_i64(f[1], &id, NULL) || id < 0 || id >= RELATIONS_MAX) return 0;
    tidy(f[0], true, name);
    name[63] = '\0';
    r->relations[id].source = -1;
    for (size_t i = 0; i < r->n_scale; i++)
        if (strcmp(r->scale_name[i], name) == 0) {
            int root = r->scale_root[i];

            r->relations[id].intensity = r->scale[i];
            r->relations[id].source =
                root <= 5 || (root >= 9 && root <= 13) ? EV_TONE_R : EV_TONE_B;
        }
    return 0;
}

/* A state by its own name, or an office of it: "Government (Iran)". Others are no state acts. */
static int
entity_row(reading *r, const char *const *f, size_t n)
{
    static const char *const offices[] = {"Government (", "Head of Government (", "Military (",
                                          "Foreign Affairs (", "Defense / Security Ministry ("};
    char name[NAME_MAX_BYTES], *inner = name;
    const ent_polity *polity = NULL;
    ent_date none = {0};
    int64_t id = 0;

    if (n < 2 || ent_parse_i64(f[1], &id, NULL) || id < 0 || id >= ENTITIES_MAX) return 0;
    r->line[id] = -1;
    tidy(f[0], false, name);
    for (size_t i = 0; i < sizeof offices / sizeof offices[0]; i++)
        if (strncmp(name, offices[i], strlen(offices[i])) == 0) {
            inner = name + strlen(offices[i]);
            inner[strcspn(inner, ")")] = '\0';
        }
    if (strchr(inner, '(')) return 0;
    if (ent_ref_resolve(r->ev->ref, inner, ENT_SCHEME_NAME, &none, &polity, NULL) == ENT_OK)
        r->line[id] = (int16_t)ev_line(r->ev, polity->code);
    return 0;
}

static int
keep_cell(reading *r, const cell *c)
{
    if (r->n_cells == r->room) {
        size_t room = r->room ? 2 * r->room : 65536;
        cell *more = ent_realloc(r->cells, room, sizeof *more);

        if (!more) return 1;
        r->cells = more;
        r->room = room;
    }
    r->cells[r->n_cells++] = *c;
    return 0;
}

/* subject, relation, object, hours since the year began; ICEWS18 pads with blanks */
static int
event_row(reading *r, const char *const *f, size_t n)
{
    int64_t v[4] = {0};
    const meaning *m;
    int16_t from, to;

    for (size_t i = 0; i < 4; i++) {
        char text[32];

        if (n < 4 || !ent_snprintf(text, sizeof text, "%s", f[i])) return 0;
        text[strcspn(text, " ")] = '\0';
        if (ent_parse_i64(text, &v[i], NULL) || v[i] < 0) return 0;
    }
    if (v[0] >= ENTITIES_MAX || v[2] >= ENTITIES_MAX || v[1] >= RELATIONS_MAX) return 0;
    m = &r->relations[v[1]];
    from = r->line[v[0]];
    to = r->line[v[2]];
    if (from < 0 || to < 0 || from == to || m->source < 0) return 0;
    return keep_cell(r, &(cell){.from = (uint16_t)from,
                                .to = (uint16_t)to,
                                .source = (uint8_t)m->source,
                                .month = (uint8_t)fmin(11, floor((double)v[3] / 730.5)),
                                .intensity = m->intensity});
}

static int
compare_cells(const void *x, const void *y)
{
    const cell *p = x, *q = y;

    if (p->from != q->from) return p->from < q->from ? -1 : 1;
    if (p->to != q->to) return p->to < q->to ? -1 : 1;
    if (p->source != q->source) return p->source < q->source ? -1 : 1;
    if (p->month != q->month) return p->month < q->month ? -1 : 1;
    return p->intensity < q->intensity ? -1 : p->intensity > q->intensity;
}

static int
put_months(reading *r, int first_year)
{
    qsort(r->cells, r->n_cells, sizeof *r->cells, compare_cells);
    for (size_t i = 0, next; i < r->n_cells; i = next) {
        const cell *c = &r->cells[i];
        ev_pair *p = ev_pair_of(r->ev, c->from, c->to);
        double t = first_year + (c->month + 0.5) / 12, sum = 0;
        ent_track_obs obs = {.t_first = t, .t_last = t, .grade = 1, .source = c->source};

        for (next = i; next < r->n_cells; next++) {
            cell same = r->cells[next];

            same.intensity = c->intensity;
            if (compare_cells(&same, c) != 0) break;
            sum += r->cells[next].intensity;
        }
        if (!p) continue;
        obs.n = (double)(next - i);
        obs.value = sum / obs.n;
        obs.on =
            (uint8_t)((c->from == p->a ? ENT_ON_B_AB : ENT_ON_B_BA) + (c->source == EV_TONE_R));
        if (ev_add(p, &obs)) return 1;
        p->evented = true;
        r->ev->counts[c->source]++;
    }
    return 0;
}

int
evidence_events(evidence *ev, const char *folder, const char *scale, int first_year, ent_error *err)
{
    static const char *const parts[] = {"train.txt", "valid.txt", "test.txt"};
    reading *r = ent_alloc(1, sizeof *r);
    int failed = !r;

    if (!failed) {
        r->ev = ev;
        memset(r->line, 0xff, sizeof r->line);
        failed = each_row(r, "", scale, ',', scale_row, err) ||
                 each_row(r, folder, "relation2id.txt", '\t', relation_row, err) ||
                 each_row(r, folder, "entity2id.txt", '\t', entity_row, err);
        for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
            failed = failed || each_row(r, folder, parts[i], '\t', event_row, err);
        failed = failed || put_months(r, first_year);
        ent_free(r->cells);
    }
    ent_free(r);
    return failed;
}
