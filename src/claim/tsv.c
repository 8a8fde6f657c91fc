/* claim/tsv.c: claims as lines of the claim TSV, which the reader of that format takes back. */
#include "entente/claim.h"

#include <string.h>

/* `from` is first: a country code, unlike a record or a label, never begins with "#". */
static const char header[] =
    "from\tto\tfrom_role\tto_role\trecord\tindicator\tkind\tlabel\tvalid_from\tvalid_to\tknown_"
    "from\t"
    "event_code\tevent_scheme\tsign\tintensity\tintensity_scale\tquantity\tapprox\tquantity_low\t"
    "quantity_high\tunit\tdenominator\tse\tn\tsource\tlocator\tattribution\treliability\t"
    "credibility\tcluster\tchecked\tsupersedes\tnote\n";

ent_status
ent_claim_tsv_header(ent_buf *out)
{
    return ent_buf_adds(out, header);
}

/* A line being written; after the first failure nothing more is. */
typedef struct line {
    ent_buf *out;
    ent_status st;
} line;

static void
add(line *l, const char *bytes, size_t n)
{
    if (l->st == ENT_OK) l->st = ent_buf_add(l->out, bytes, n);
}

/* A field and the tab behind it. */
static void
field(line *l, const char *s)
{
    size_t n;

    if (!s) s = "";
    while (n = strcspn(s, "\t\n\r\\"), s[n] != '\0') {
        add(l, s, n);
        if (s[n] == '\t')
            add(l, "\\t", 2);
        else if (s[n] == '\\')
            add(l, "\\\\", 2);
        else
            add(l, "\\n", 2); /* a bare CR is a line end too, and CRLF is one, not two */
        n += s[n] == '\r' && s[n + 1] == '\n';
        s += n + 1;
    }
    add(l, s, n);
    add(l, "\t", 1);
}

static void
date_field(line *l, const ent_date *d)
{
    char text[ENT_DATE_TEXT_MAX];

    ent_date_format(d, text, sizeof text);
    field(l, text);
}

static void
number_field(line *l, double v)
{
    char text[32];

    ent_format_double(v, text, sizeof text);
    field(l, text);
}

static void
whole_field(line *l, int64_t v)
{
    char text[32];

    (void)ent_snprintf(text, sizeof text, "%lld", (long long)v);
    field(l, text);
}

/* With the zeros that the source printed behind the point: 47.0 is not 47. */
static void
quantity_field(line *l, double v, int digits)
{
    char text[64];
    size_t n, i;
    int printed = 0;

    ent_format_double(v, text, sizeof text / 2);
    n = strlen(text);
    if (strchr(text, 'e') || v == 0) digits = 0;
    for (i = 0; i < n; i++)
        printed += text[i] >= '0' && text[i] <= '9' && (printed > 0 || text[i] != '0');
    if (digits > 17) digits = 17;
    if (printed < digits && !strchr(text, '.')) text[n++] = '.';
    for (; printed < digits; printed++)
        text[n++] = '0';
    text[n] = '\0';
    field(l, text);
}

static void
grade_field(line *l, char grade)
{
    const char text[] = {grade, '\0'};

    field(l, text);
}

static void
add_figures(line *l, const ent_claim *c)
{
    const bool range = c->approx == ENT_APPROX_RANGE && c->quantity_state == ENT_VALUE;

    if (c->quantity_state == ENT_VALUE)
        quantity_field(l, c->quantity, c->digits);
    else
        field(l, c->quantity_state == ENT_MISSING ? "missing" : "");
    field(l, c->approx == ENT_APPROX_EXACT ? "" : ent_approx_name(c->approx));
    if (range) {
        number_field(l, c->quantity_low);
        number_field(l, c->quantity_high);
    } else {
        add(l, "\t\t", 2);
    }
    field(l, c->unit);
    field(l, c->denominator);
    if (c->standard_error > 0)
        number_field(l, c->standard_error);
    else
        field(l, "");
    if (c->n > 0)
        whole_field(l, c->n);
    else
        field(l, "");
}

static void
add_claim(line *l, const ent_claim *c)
{
    field(l, c->from);
    field(l, c->to);
    field(l, ent_role_name(c->from_role));
    field(l, ent_role_name(c->to_role));
    field(l, c->record);
    field(l, c->indicator);
    field(l, ent_kind_name(c->kind));
    field(l, c->label);
    date_field(l, &c->valid_from);
    if (c->ongoing)
        field(l, "ongoing");
    else
        date_field(l, &c->valid_to);
    date_field(l, &c->known_from);
    field(l, c->event_code);
    field(l, c->event_scheme);
    if (c->sign)
        whole_field(l, c->sign);
    else
        field(l, "");
    if (c->intensity_scale)
        number_field(l, c->intensity);
    else
        field(l, "");
    field(l, c->intensity_scale);
    add_figures(l, c);
    field(l, c->source);
    field(l, c->locator);
    field(l, ent_attribution_name(c->attribution));
    grade_field(l, c->reliability);
    grade_field(l, c->credibility);
    field(l, c->cluster);
    field(l, ent_checked_name(c->checked));
    field(l, c->supersedes);
    field(l, c->note);
}

ent_status
ent_claim_tsv_add(const ent_claim *claim, ent_buf *out)
{
    const size_t before = out->len;
    line l = {out, ENT_OK};

    add_claim(&l, claim);
    if (l.st == ENT_OK) {
        out->data[out->len - 1] = '\n'; /* in place of the last tab */
        return ENT_OK;
    }
    if (out->data) {
        out->len = before;
        out->data[before] = '\0';
    }
    return l.st;
}
