/* params_text.c: the parameters of the tracks as lines of text, and their hash. */
#include "entente/track.h"

#include <stddef.h>
#include <string.h>

/*
 * One line a number: section, name, field, index, value. A table of places says what there is, so
 * that writing and reading cannot differ. Names and kinds come in lines of their own, first.
 */
enum { TEXT_MAX = 1 << 22, FIELDS = 5 };

static const char first_line[] = "# entente track parameters, version 1";

/* ---- places --------------------------------------------------------------------------------- */

typedef struct place {
    const char *field;
    size_t offset, n;
} place;

#define PLACE(type, member, count)             \
    {                                          \
#member, offsetof(type, member), count \
    }

static const place process_places[] = {
    PLACE(ent_track_params, kappa, ENT_TRACK_KINDS),
    {"fast.mood", offsetof(ent_track_params, fast.mood), ENT_TRACK_KINDS},
    {"fast.lean", offsetof(ent_track_params, fast.lean), ENT_TRACK_KINDS},
    {"fast.own", offsetof(ent_track_params, fast.own), ENT_TRACK_KINDS},
    {"slow.mood", offsetof(ent_track_params, slow.mood), ENT_TRACK_KINDS},
    {"slow.lean", offsetof(ent_track_params, slow.lean), ENT_TRACK_KINDS},
    {"slow.own", offsetof(ent_track_params, slow.own), ENT_TRACK_KINDS},
    {"level.mood", offsetof(ent_track_params, level.mood), ENT_TRACK_KINDS},
    {"level.lean", offsetof(ent_track_params, level.lean), ENT_TRACK_KINDS},
    {"level.own", offsetof(ent_track_params, level.own), ENT_TRACK_KINDS},
    {"mu.contiguous", offsetof(ent_track_params, mu[ENT_CLASS_CONTIGUOUS]), ENT_TRACK_KINDS},
    {"mu.major", offsetof(ent_track_params, mu[ENT_CLASS_MAJOR]), ENT_TRACK_KINDS},
    {"mu.other", offsetof(ent_track_params, mu[ENT_CLASS_OTHER]), ENT_TRACK_KINDS},
    PLACE(ent_track_params, volatility, ENT_TRACK_VOLATILITIES),
};

/* Each once; knots and thresholds as many as there are. */
static const place source_places[] = {
    PLACE(ent_track_source, lam, 1),    PLACE(ent_track_source, alpha, 1),
    PLACE(ent_track_source, sigma, 1),  PLACE(ent_track_source, rho, 1),
    PLACE(ent_track_source, phi, 1),    PLACE(ent_track_source, outliers, 1),
    PLACE(ent_track_source, knot_t, 0), PLACE(ent_track_source, knot_b, 0),
    PLACE(ent_track_source, tau, 0),
};

static const place house_places[] = {
    PLACE(ent_track_house, effect, 1),
    PLACE(ent_track_house, sd, 1),
};

#define N_OF(a) (sizeof(a) / sizeof((a)[0]))

/* How many numbers a source has at a place. */
static size_t
count_of(const ent_track_source *s, const place *p)
{
    if (p->n) return p->n;
    if (p->offset != offsetof(ent_track_source, tau)) return s->n_knots;
    return s->n_levels ? s->n_levels - 1 : 0;
}

/* ---- writing -------------------------------------------------------------------------------- */

static ent_status
write_place(ent_buf *out, const char *section, const char *name, const place *p, size_t n,
            const void *from)
{
    const double *values = (const double *)(const void *)((const char *)from + p->offset);
    ent_status st = ENT_OK;

    for (size_t i = 0; i < n && !st; i++) {
        char text[32];

        ent_format_double(values[i], text, sizeof text);
        st = ent_buf_addf(out, "%s\t%s\t%s\t%zu\t%s\n", section, name, p->field, i + 1, text);
    }
    return st;
}

static ent_status
write_source(ent_buf *out, const ent_track_source *s)
{
    ent_status st = ent_buf_addf(out, "source\t%s\tkind\t%zu\t%s\n", s->name, s->n_knots,
                                 ent_track_kind_name(s->kind));

    if (!st && s->kind == ENT_OBS_ORDERED)
        st = ent_buf_addf(out, "source\t%s\tlevels\t1\t%zu\n", s->name, s->n_levels);
    for (size_t i = 0; i < N_OF(source_places) && !st; i++)
        st = write_place(out, "source", s->name, &source_places[i], count_of(s, &source_places[i]),
                         s);
    return st;
}

static const char *const kind_names[ENT_TRACK_KINDS] = {"B", "R", "O"};

static ent_status
write_world(ent_buf *out, const ent_track_params *p)
{
    const place t = {"t", offsetof(ent_track_params, world_t), 0};
    const place w = {"w", 0, 0};
    ent_status st = write_place(out, "world", "", &t, p->n_world, p);

    for (size_t k = 0; k < ENT_TRACK_KINDS && !st; k++)
        st = write_place(out, "world", kind_names[k], &w, p->n_world, p->world_w[k]);
    return st;
}

ent_status
ent_track_params_write(const ent_track_params *p, ent_buf *out, ent_error *err)
{
    ent_status st = ent_track_params_check(p, err);

    if (st) return st;
    st = ent_buf_addf(out, "%s\nsection\tname\tfield\tindex\tvalue\norigin\t\t\t1\t%s\n",
                      first_line, p->origin);
    for (size_t i = 0; i < N_OF(process_places) && !st; i++)
        st = write_place(out, "process", "", &process_places[i], process_places[i].n, p);
    if (!st) st = write_world(out, p);
    for (size_t i = 0; i < p->n_sources && !st; i++)
        st = write_source(out, &p->sources[i]);
    for (size_t i = 0; i < p->n_houses && !st; i++)
        for (size_t j = 0; j < N_OF(house_places) && !st; j++)
            st = write_place(out, "house", p->houses[i].name, &house_places[j], 1, &p->houses[i]);
    if (st) return ent_fail(err, st, "no memory for the text of parameters");
    return ENT_OK;
}

ent_status
ent_track_params_hash(const ent_track_params *p, char out[ENT_SHA256_HEX_MAX], ent_error *err)
{
    uint8_t digest[ENT_SHA256_BYTES];
    ent_buf text = {.max = TEXT_MAX};
    ent_sha256 hash;
    ent_status st = ent_track_params_write(p, &text, err);

    if (!st) {
        ent_sha256_init(&hash);
        ent_sha256_add(&hash, text.data, text.len);
        ent_sha256_end(&hash, digest);
        ent_hex(digest, sizeof digest, out);
    }
    ent_buf_clear(&text);
    return st;
}

/* ---- reading -------------------------------------------------------------------------------- */

/*
 * Lines must come in the order in which they are written: the reader fills in the parameters, and
 * then asks whether writing them gives the same lines. So nothing can be lacking, twice or unknown.
 */
typedef struct reading {
    ent_rows *rows;
    const char *const *fields;
    ent_track_params *out;
} reading;

static ent_status
bad(const reading *r, const char *what, ent_error *err)
{
    return ent_fail_at(err, ENT_E_PARSE, ent_rows_name(r->rows), ent_rows_row(r->rows),
                       ent_rows_byte(r->rows), "%s", what);
}

static ent_status
number_at(const reading *r, const place *places, size_t n_places, void *to, ent_error *err)
{
    int64_t index = 0;

    for (size_t i = 0; i < n_places; i++) {
        size_t most = places[i].n;
        double value = 0;

        if (strcmp(places[i].field, r->fields[2]) != 0) continue;
        if (most == 0)
            most = places[i].offset == offsetof(ent_track_source, tau)
                       ? (size_t)ENT_TRACK_LEVELS_MAX - 1
                       : (size_t)ENT_TRACK_KNOTS_MAX;
        if (ent_parse_i64(r->fields[3], &index, NULL) || index < 1 || (size_t)index > most)
            return bad(r, "index is out of range", err);
        if (ent_parse_double(r->fields[4], &value, NULL))
            return bad(r, "value is not a number", err);
        memcpy((char *)to + places[i].offset + ((size_t)index - 1) * sizeof value, &value,
               sizeof value);
        return ENT_OK;
    }
    return bad(r, "field is unknown", err);
}

static bool
same_name(const char *have, const char *name)
{
    return strncmp(have, name, ENT_TRACK_NAME_MAX) == 0;
}

/* "source NAME kind KNOTS KIND" begins a source. */
static ent_status
begin_source(const reading *r, ent_error *err)
{
    ent_track_source *s = &r->out->sources[r->out->n_sources];
    int64_t knots = 0;
    unsigned kind = 0;

    if (r->out->n_sources == ENT_TRACK_SOURCES_MAX) return bad(r, "too many sources", err);
    while (kind < ENT_OBS_KINDS &&
           strcmp(ent_track_kind_name((ent_track_kind)kind), r->fields[4]) != 0)
        kind++;
    if (kind == ENT_OBS_KINDS) return bad(r, "kind of the source is unknown", err);
    if (ent_parse_i64(r->fields[3], &knots, NULL) || knots < 0 || knots > ENT_TRACK_KNOTS_MAX)
        return bad(r, "number of knots is out of range", err);
    if (!ent_snprintf(s->name, sizeof s->name, "%s", r->fields[1]))
        return bad(r, "name is too long", err);
    s->kind = (ent_track_kind)kind;
    s->n_knots = (size_t)knots;
    r->out->n_sources++;
    return ENT_OK;
}

static ent_status
source_line(const reading *r, ent_error *err)
{
    ent_track_source *s;
    int64_t levels = 0;

    if (strcmp(r->fields[2], "kind") == 0) return begin_source(r, err);
    if (r->out->n_sources == 0) return bad(r, "source does not begin with its kind", err);
    s = &r->out->sources[r->out->n_sources - 1];
    if (!same_name(s->name, r->fields[1]))
        return bad(r, "source does not begin with its kind", err);
    if (strcmp(r->fields[2], "levels") != 0)
        return number_at(r, source_places, N_OF(source_places), s, err);
    if (ent_parse_i64(r->fields[4], &levels, NULL) || levels < 2 || levels > ENT_TRACK_LEVELS_MAX)
        return bad(r, "number of levels is out of range", err);
    s->n_levels = (size_t)levels;
    return ENT_OK;
}

static ent_status
house_line(const reading *r, ent_error *err)
{
    ent_track_params *p = r->out;

    if (p->n_houses == 0 || !same_name(p->houses[p->n_houses - 1].name, r->fields[1])) {
        if (p->n_houses == ENT_TRACK_HOUSES_MAX) return bad(r, "too many houses", err);
        if (!ent_snprintf(p->houses[p->n_houses].name, ENT_TRACK_NAME_MAX, "%s", r->fields[1]))
            return bad(r, "name is too long", err);
        p->n_houses++;
    }
    return number_at(r, house_places, N_OF(house_places), &p->houses[p->n_houses - 1], err);
}

/* As many times of the world's drift as there are lines of them, then values a kind. */
static ent_status
world_line(const reading *r, ent_error *err)
{
    ent_track_params *p = r->out;
    int64_t index = 0;
    double value = 0;
    size_t kind = 0;

    if (ent_parse_i64(r->fields[3], &index, NULL) || index < 1 || index > ENT_TRACK_KNOTS_MAX)
        return bad(r, "index is out of range", err);
    if (ent_parse_double(r->fields[4], &value, NULL)) return bad(r, "value is not a number", err);
    if (strcmp(r->fields[2], "t") == 0) {
        p->world_t[index - 1] = value;
        p->n_world = (size_t)index;
        return ENT_OK;
    }
    while (kind < ENT_TRACK_KINDS && strcmp(kind_names[kind], r->fields[1]) != 0)
        kind++;
    if (kind == ENT_TRACK_KINDS || strcmp(r->fields[2], "w") != 0)
        return bad(r, "field is unknown", err);
    p->world_w[kind][index - 1] = value;
    return ENT_OK;
}

static ent_status
one_line(const reading *r, ent_error *err)
{
    const char *section = r->fields[0];

    if (strcmp(section, "section") == 0) return ENT_OK;
    if (strcmp(section, "process") == 0)
        return number_at(r, process_places, N_OF(process_places), r->out, err);
    if (strcmp(section, "world") == 0) return world_line(r, err);
    if (strcmp(section, "source") == 0) return source_line(r, err);
    if (strcmp(section, "house") == 0) return house_line(r, err);
    if (strcmp(section, "origin") != 0) return bad(r, "section is unknown", err);
    if (!ent_snprintf(r->out->origin, sizeof r->out->origin, "%s", r->fields[4]))
        return bad(r, "origin is too long", err);
    return ENT_OK;
}

/* Does writing what was read give what was read? */
static ent_status
check_same(const ent_track_params *p, const void *bytes, size_t n, const char *name, ent_error *err)
{
    ent_buf text = {.max = TEXT_MAX};
    ent_status st = ent_track_params_write(p, &text, err);
    const char *was = bytes;
    size_t same = 0;
    uint64_t row = 1;

    if (!st && (text.len != n || memcmp(text.data, was, n) != 0)) {
        while (same < n && same < text.len && text.data[same] == was[same])
            row += was[same++] == '\n';
        st = ent_fail_at(err, ENT_E_PARSE, name, row, same,
                         "not as ent_track_params_write gives it: want all lines, in order, with "
                         "numbers in their shortest form");
    }
    ent_buf_clear(&text);
    return st;
}

ent_status
ent_track_params_read(const void *bytes, size_t n, const char *name, ent_track_params *out,
                      ent_error *err)
{
    const ent_rows_options options = {
        .separator = '\t', .no_quotes = true, .comments = true, .encoding = ENT_ENC_UTF8};
    ent_lines *lines = NULL;
    reading r = {.out = NULL};
    size_t n_fields = 0;
    ent_status st;

    if (n > TEXT_MAX) return ent_fail(err, ENT_E_LIMIT, "parameters of over %d bytes", TEXT_MAX);
    r.out = ent_alloc(1, sizeof *r.out);
    if (!r.out) return ent_fail(err, ENT_E_NOMEM, "no memory for parameters");
    st = ent_lines_open_bytes(bytes, n, name, ENT_ENC_UTF8, &lines, err);
    if (!st) st = ent_rows_open(lines, &options, &r.rows, err);
    while (!st && (st = ent_rows_next(r.rows, &r.fields, &n_fields, err)) == ENT_OK)
        st = n_fields == FIELDS ? one_line(&r, err) : bad(&r, "want five fields", err);
    if (st == ENT_END) st = check_same(r.out, bytes, n, name, err);
    if (!st) *out = *r.out;
    ent_rows_close(r.rows);
    ent_free(r.out);
    return st;
}
