/* stata.c: the figures of a page as a Stata file, through libreadstat. */
#include "render/render_priv.h"

#include <math.h>
#include <readstat.h>
#include <string.h>

enum { DTA_VERSION = 118, TEXT_MAX = 2045, TEXT_COLUMNS = 9, NUMBER_COLUMNS = 4 };

static const char *const text_names[TEXT_COLUMNS] = {"id",    "measure", "from",  "to",    "time",
                                                     "basis", "unit",    "state", "claims"};
static const char *const text_labels[TEXT_COLUMNS] = {"what entente explain takes",
                                                      "measure",
                                                      "from",
                                                      "to",
                                                      "time it is about (ISO 8601)",
                                                      "where the interval comes from",
                                                      "base unit",
                                                      "value, missing, not covered",
                                                      "ids of the claims it rests on"};
static const char *const number_names[NUMBER_COLUMNS] = {"value", "low", "high", "level"};
static const char *const number_labels[NUMBER_COLUMNS] = {
    "value (.m missing, .u not covered)", "lower end (.l open)", "upper end (.h open)",
    "level of the interval"};

typedef struct dta {
    ent_rd_out *o;
    readstat_writer_t *writer;
    readstat_variable_t *text[TEXT_COLUMNS], *number[NUMBER_COLUMNS];
    size_t width[TEXT_COLUMNS]; /* longest text of each column */
    ent_buf cell;
} dta;

static ssize_t
write_bytes(const void *data, size_t len, void *ctx)
{
    ent_rd_out *o = ctx;

    ent_rd_n(o, data, len);
    return o->status ? -1 : (ssize_t)len;
}

static const ent_estimate *
estimate_of(const ent_figure *f)
{
    static const ent_estimate unknown = {.state = ENT_UNCOVERED, .first_day = INT32_MIN};

    return f->estimate ? f->estimate : &unknown;
}

/** The text of one cell into d->cell, cut at a whole character to what Stata holds. */
static const char *
cell_text(dta *d, const ent_figure *f, int column)
{
    const ent_estimate *e = estimate_of(f);
    char when[ENT_RD_NUM_MAX];
    ent_status st = ENT_OK;

    ent_buf_reset(&d->cell);
    ent_rd_period(e->first_day, e->last_day, when, sizeof when);
    const char *const words[TEXT_COLUMNS - 1] = {
        f->id,   e->measure,
        e->from, e->to,
        when,    e->state == ENT_VALUE ? ent_basis_title(e->basis) : "",
        e->unit, ent_state_name(e->state)};
    if (column < TEXT_COLUMNS - 1)
        st = ent_text_add_safe(&d->cell, words[column] ? words[column] : "");
    else
        for (size_t i = 0; i < e->n_lineage && !st; i++)
            st = ent_buf_addf(&d->cell, "%s%s", i ? " " : "", e->lineage[i]);
    if (st && !d->o->status) d->o->status = st;
    if (st || !d->cell.data) return "";
    if (d->cell.len > TEXT_MAX) { /* LIMIT: over 97 claim ids are cut; CSV and JSON hold all */
        size_t cut = TEXT_MAX;
        while (cut > 0 && ((unsigned char)d->cell.data[cut] & 0xC0) == 0x80)
            cut--;
        d->cell.data[cut] = '\0';
        d->cell.len = cut;
    }
    return d->cell.data;
}

static void
measure_columns(dta *d, const ent_page *page)
{
    for (int c = 0; c < TEXT_COLUMNS; c++) {
        d->width[c] = 1;
        for (size_t i = 0; i < page->n_figures; i++) {
            size_t n = strlen(cell_text(d, &page->figures[i], c));
            if (n > d->width[c]) d->width[c] = n;
        }
    }
}

static void
add_columns(dta *d)
{
    for (int c = 0; c < TEXT_COLUMNS; c++) {
        d->text[c] =
            readstat_add_variable(d->writer, text_names[c], READSTAT_TYPE_STRING, d->width[c]);
        readstat_variable_set_label(d->text[c], text_labels[c]);
    }
    for (int c = 0; c < NUMBER_COLUMNS; c++) {
        d->number[c] = readstat_add_variable(d->writer, number_names[c], READSTAT_TYPE_DOUBLE, 0);
        readstat_variable_set_label(d->number[c], number_labels[c]);
    }
}

static readstat_error_t
put_number(dta *d, int column, const ent_estimate *e)
{
    const double values[NUMBER_COLUMNS] = {e->value, e->low, e->high, e->level_0to1};
    readstat_variable_t *v = d->number[column];

    if (e->state != ENT_VALUE)
        return readstat_insert_tagged_missing_value(d->writer, v,
                                                    e->state == ENT_MISSING ? 'm' : 'u');
    if (!isfinite(values[column]))
        return readstat_insert_tagged_missing_value(d->writer, v, values[column] < 0 ? 'l' : 'h');
    return readstat_insert_double_value(d->writer, v, values[column]);
}

static readstat_error_t
put_rows(dta *d, const ent_page *page)
{
    readstat_error_t bad = READSTAT_OK;

    for (size_t i = 0; i < page->n_figures && !bad && !d->o->status; i++) {
        const ent_figure *f = &page->figures[i];
        bad = readstat_begin_row(d->writer);
        for (int c = 0; c < TEXT_COLUMNS && !bad; c++)
            bad = readstat_insert_string_value(d->writer, d->text[c], cell_text(d, f, c));
        for (int c = 0; c < NUMBER_COLUMNS && !bad; c++)
            bad = put_number(d, c, estimate_of(f));
        if (!bad) bad = readstat_end_row(d->writer);
    }
    return bad;
}

/** The library stamps local time in local words; the page's own day takes its place. */
static void
stamp(ent_buf *out, size_t start, const char *made)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    static const char mark[] = "<timestamp>";
    enum { STAMP = 17 };
    char text[32] = "01 Jan 1970 00:00";
    ent_date date = {0};

    if (made && ent_date_parse(made, &date, NULL) == ENT_OK && date.precision == ENT_PREC_DAY &&
        date.year >= 1000 && date.year <= 9999)
        (void)ent_snprintf(text, sizeof text, "%02d %s %04d 00:00", (int)date.day,
                           months[date.month - 1], (int)date.year);
    for (size_t i = start; i + sizeof mark + STAMP < out->len && i < start + 1024; i++) {
        if (memcmp(out->data + i, mark, sizeof mark - 1) != 0) continue;
        char *at = out->data + i + sizeof mark - 1;
        if (*at == STAMP) memcpy(at + 1, text, STAMP);
        return;
    }
}

ent_status
ent_render_stata(const ent_page *page, ent_buf *out, ent_error *err)
{
    ent_rd_out o;
    readstat_error_t bad = READSTAT_OK;

    ent_rd_begin(&o, out);
    dta d = {.o = &o, .cell = {.max = out->max}};
    measure_columns(&d, page);
    d.writer = readstat_writer_init();
    if (!d.writer) {
        if (!o.status) o.status = ENT_E_NOMEM;
        goto out;
    }
    bad = readstat_set_data_writer(d.writer, write_bytes);
    if (!bad) bad = readstat_writer_set_file_format_version(d.writer, DTA_VERSION);
    if (!bad) bad = readstat_writer_set_file_label(d.writer, "Entente: figures of a dossier");
    if (!bad) bad = readstat_writer_set_file_timestamp(d.writer, 0);
    add_columns(&d);
    if (!bad) bad = readstat_begin_writing_dta(d.writer, &o, (long)page->n_figures);
    if (!bad) bad = put_rows(&d, page);
    if (!bad) bad = readstat_end_writing(d.writer);
    if (bad && !o.status)
        o.status = ENT_E_NOMEM; /* names and widths are ours: nothing else fails */
    if (!o.status) stamp(out, o.start, page->made);
out:
    if (d.writer) readstat_writer_free(d.writer);
    ent_buf_clear(&d.cell);
    return ent_rd_end(&o, err);
}
