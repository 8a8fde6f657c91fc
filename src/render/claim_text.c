/* claim_text.c: a claim in words: what it says, when, where it stands, how it is graded. */
#include "render/render_priv.h"

#include <math.h>
#include <string.h>

static const char *
state_name(const char *code)
{
    const ent_polity *polity = ent_ref_polity(code);

    if (polity) return polity->name;
    const char *line = ent_ref_line_name(code);
    return line ? line : code;
}

/** A source's own quantity, as exact as it was printed. */
static void
quantity_text(double v, const ent_claim *c, char *out, size_t size)
{
    char number[ENT_RD_NUM_MAX];

    if (fabs(v) < 1e15 && v == floor(v))
        ent_rd_fixed(v, 0, fabs(v) >= 10000, number, sizeof number);
    else
        ent_format_double(v, number, sizeof number);
    const ent_unit *unit = c->unit ? ent_ref_unit(c->unit) : NULL;
    const char *title = unit && unit->title ? unit->title : c->unit ? c->unit : "";
    int len = (int)strcspn(title, ","); /* "US dollars, current" -> "US dollars (current)" */
    const char *rest = title[len] ? title + len + 1 + (title[len + 1] == ' ') : "";
    (void)ent_snprintf(out, size, "%s%s%.*s%s%s%s", number, len ? " " : "", len, title,
                       *rest ? " (" : "", rest, *rest ? ")" : "");
}

static ent_status
add_quantity(const ent_claim *c, ent_buf *out)
{
    static const char *const hedge[ENT_APPROX_COUNT] = {"", "about ", "over ", "under ", ""};
    char value[ENT_RD_LINE_MAX], low[ENT_RD_LINE_MAX], high[ENT_RD_LINE_MAX];
    ent_status st = ENT_OK;

    if (c->quantity_state == ENT_UNCOVERED) return ENT_OK;
    if (c->quantity_state == ENT_MISSING)
        return ent_buf_adds(out, ": the source lists it without a figure");
    quantity_text(c->quantity, c, value, sizeof value);
    const char *about = (unsigned)c->approx < ENT_APPROX_COUNT ? hedge[c->approx] : "";
    st = ent_buf_addf(out, ": %s%s", about, value);
    if (!st && c->approx == ENT_APPROX_RANGE) {
        quantity_text(c->quantity_low, c, low, sizeof low);
        quantity_text(c->quantity_high, c, high, sizeof high);
        st = ent_buf_addf(out, " (range %s to %s)", low, high);
    }
    if (!st && c->denominator) st = ent_buf_addf(out, " of %s", c->denominator);
    if (!st && c->standard_error > 0) {
        ent_format_double(c->standard_error, value, sizeof value);
        st = ent_buf_addf(out, ", s.e. %s", value);
    }
    if (!st && c->n > 0) st = ent_buf_addf(out, ", n = %lld", (long long)c->n);
    return st;
}

/** "Borduria -> Ruritania: goods exports" */
static ent_status
add_parties(const ent_claim *c, ent_buf *out)
{
    const ent_indicator *indicator = c->indicator ? ent_ref_indicator(c->indicator) : NULL;
    const char *what = indicator ? indicator->title : c->indicator;
    ent_status st = ent_buf_adds(out, c->from ? state_name(c->from) : "?");

    if (!st && c->to)
        st = ent_buf_addf(out, "%s%s", c->directed ? " \xe2\x86\x92 " : " \xe2\x80\x93 ",
                          state_name(c->to));
    return st ? st : ent_buf_addf(out, ": %s", what ? what : "");
}

ent_status
ent_rd_claim_says(const ent_claim *c, ent_buf *out)
{
    ent_status st = add_parties(c, out);

    if (!st && c->label) st = ent_buf_addf(out, " \xe2\x80\x94 %s", c->label);
    if (!st && c->event_code)
        st = ent_buf_addf(out, " [%s%s%s]", c->event_scheme ? c->event_scheme : "",
                          c->event_scheme ? " " : "", c->event_code);
    return st ? st : add_quantity(c, out);
}

ent_status
ent_rd_claim_when(const ent_claim *c, ent_buf *out)
{
    char date[ENT_DATE_TEXT_MAX];
    ent_status st = ENT_OK;

    ent_date_format(&c->valid_from, date, sizeof date);
    st = ent_buf_adds(out, *date ? date : "undated");
    if (!st && c->valid_to.precision != ENT_PREC_NONE) {
        ent_date_format(&c->valid_to, date, sizeof date);
        st = ent_buf_addf(out, " to %s", date);
    } else if (!st && c->ongoing)
        st = ent_buf_adds(out, ", still so when the source closed");
    if (!st && c->known_from.precision != ENT_PREC_NONE) {
        ent_date_format(&c->known_from, date, sizeof date);
        st = ent_buf_addf(out, "; known from %s", date);
    }
    return st;
}

ent_status
ent_rd_claim_place(const ent_claim *c, ent_buf *out)
{
    if (!c->file || c->row == 0) return ENT_OK;
    return ent_buf_addf(out, "%s:%llu:%llu", c->file, (unsigned long long)c->row,
                        (unsigned long long)c->byte);
}

void
ent_rd_grade(const ent_claim *c, char *out, size_t size)
{
    static const char *const reliability[] = {"reliable",        "usually reliable",
                                              "fairly reliable", "not usually reliable",
                                              "unreliable",      "reliability cannot be judged"};
    static const char *const credibility[] = {"confirmed",     "probably true",
                                              "possibly true", "doubtful",
                                              "improbable",    "truth cannot be judged"};

    if (c->reliability < 'A' || c->reliability > 'F' || c->credibility < '1' ||
        c->credibility > '6') {
        (void)ent_snprintf(out, size, "not graded");
        return;
    }
    (void)ent_snprintf(out, size, "%c%c: %s, %s", c->reliability, c->credibility,
                       reliability[c->reliability - 'A'], credibility[c->credibility - '1']);
}

const char *
ent_rd_claim_mark(const ent_claim *c)
{
    if (c->checked == ENT_CHECKED_MEMORY) return "unchecked, no weight";
    return ent_claim_has_weight(c) ? NULL : "no weight";
}

const char *
ent_rd_checked_words(ent_checked v)
{
    static const char *const words[ENT_CHECKED_COUNT] = {
        "read from the publisher's file", "entered by hand from the source's own words",
        "computed from a named set", "entered from memory, nobody checked it"};

    return (unsigned)v < ENT_CHECKED_COUNT ? words[v] : "not stated how it came in";
}
