/* format.c: numbers, times and intervals as people read them, free of locale. */
#include "render/render_priv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void
copy(char *out, size_t size, const char *s)
{
    (void)ent_snprintf(out, size, "%s", s);
}

void
ent_rd_fixed(double v, int decimals, bool grouped, char *out, size_t size)
{
    static const double powers[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
    char digits[32], text[ENT_RD_NUM_MAX];
    size_t n = 0;

    ENT_ASSERT(decimals >= 0 && decimals <= 6);
    double scaled = round(fabs(v) * powers[decimals]);
    if (!(scaled < 9e15)) { /* too large for whole arithmetic: shortest exact form */
        ent_format_double(v, out, size);
        return;
    }
    (void)ent_snprintf(digits, sizeof digits, "%0*lld", decimals + 1, (long long)scaled);
    size_t len = strlen(digits), whole = len - (size_t)decimals;
    if (v < 0 && scaled > 0) text[n++] = '-';
    for (size_t i = 0; i < len; i++) {
        if (i == whole) text[n++] = '.';
        text[n++] = digits[i];
        if (grouped && i + 1 < whole && (whole - i - 1) % 3 == 0) text[n++] = ',';
    }
    text[n] = '\0';
    copy(out, size, text);
}

/** Drop ".500" -> ".5", ".0" -> "". */
static void
strip_zeros(char *s)
{
    size_t n = strlen(s);

    if (!strchr(s, '.') || strchr(s, 'e')) return;
    while (n > 0 && s[n - 1] == '0')
        s[--n] = '\0';
    if (n > 0 && s[n - 1] == '.') s[--n] = '\0';
}

void
ent_rd_sig(double v, int digits, char *out, size_t size)
{
    static const struct {
        double from;
        const char *word;
    } scales[] = {{1e12, " tn"}, {1e9, " bn"}, {1e6, " m"}};
    char text[ENT_RD_NUM_MAX];
    const char *word = "";

    if (!isfinite(v)) {
        copy(out, size, v > 0 ? "no upper bound" : "no lower bound");
        return;
    }
    if (v == 0) {
        copy(out, size, "0");
        return;
    }
    double unit = pow(10, floor(log10(fabs(v))) - (digits - 1));
    double rounded = round(v / unit) * unit;
    if (fabs(rounded) >= 1e15 || fabs(rounded) < 1e-4) {
        (void)ent_snprintf(out, size, "%.*e", digits - 1, v);
        return;
    }
    for (size_t i = 0; i < sizeof scales / sizeof *scales && !*word; i++) {
        if (fabs(rounded) < scales[i].from * (1 - 1e-12)) continue;
        rounded /= scales[i].from;
        word = scales[i].word;
    }
    int decimals = digits - 1 - (int)floor(log10(fabs(rounded)) + 1e-9);
    decimals = decimals < 0 ? 0 : decimals > 6 ? 6 : decimals;
    ent_rd_fixed(rounded, decimals, true, text, sizeof text);
    strip_zeros(text);
    (void)ent_snprintf(out, size, "%s%s", text, word);
}

void
ent_rd_value(double v, const char *unit, int digits, char *out, size_t size)
{
    char number[ENT_RD_NUM_MAX];

    if (unit && strcmp(unit, "share") == 0 && isfinite(v)) {
        ent_rd_sig(v * 100, digits, number, sizeof number);
        (void)ent_snprintf(out, size, "%s %%", number);
        return;
    }
    ent_rd_sig(v, digits, number, sizeof number);
    if (!unit || !isfinite(v)) {
        copy(out, size, number);
        return;
    }
    const ent_unit *known = ent_ref_unit(unit);
    const char *title = known && known->title ? known->title : unit;
    int len = (int)strcspn(title, ","); /* "US dollars, current" */
    (void)ent_snprintf(out, size, "%s%s%.*s", number, len ? " " : "", len, title);
}

void
ent_rd_interval(const ent_estimate *e, char *out, size_t size)
{
    char low[ENT_RD_LINE_MAX], high[ENT_RD_LINE_MAX];

    if (e->state != ENT_VALUE) {
        copy(out, size, ent_state_name(e->state));
        return;
    }
    ent_rd_value(e->low, e->unit, 3, low, sizeof low);
    ent_rd_value(e->high, e->unit, 3, high, sizeof high);
    if (!isfinite(e->low) && !isfinite(e->high))
        copy(out, size, "no bounds known");
    else if (!isfinite(e->high))
        (void)ent_snprintf(out, size, "at least %s", low);
    else if (!isfinite(e->low))
        (void)ent_snprintf(out, size, "at most %s", high);
    else if (strcmp(low, high) == 0)
        copy(out, size, low);
    else
        (void)ent_snprintf(out, size, "%s to %s", low, high);
}

void
ent_rd_basis(const ent_estimate *e, char *out, size_t size)
{
    char level[ENT_RD_NUM_MAX];

    if (e->state != ENT_VALUE || e->basis == ENT_BASIS_NONE || !(e->level_0to1 > 0) ||
        e->level_0to1 >= 1) {
        copy(out, size, ent_basis_title(e->basis));
        return;
    }
    ent_rd_sig(e->level_0to1 * 100, 3, level, sizeof level);
    (void)ent_snprintf(out, size, "%s %% interval, %s", level, ent_basis_title(e->basis));
}

static void
period(int32_t first, int32_t last, const char *between, char *out, size_t size)
{
    char a[ENT_DATE_TEXT_MAX], b[ENT_DATE_TEXT_MAX];
    ent_date from = ent_date_from_day(first), to = ent_date_from_day(last);
    ent_date after = ent_date_from_day(last < INT32_MAX ? last + 1 : last);

    if (first == INT32_MIN || last == INT32_MAX || first > last) {
        copy(out, size, "");
        return;
    }
    bool months = from.day == 1 && after.day == 1; /* whole months */
    bool years = months && from.month == 1 && after.month == 1;
    if (years) {
        (void)ent_snprintf(a, sizeof a, "%d", (int)from.year);
        (void)ent_snprintf(b, sizeof b, "%d", (int)to.year);
    } else if (months) {
        (void)ent_snprintf(a, sizeof a, "%d-%02d", (int)from.year, (int)from.month);
        (void)ent_snprintf(b, sizeof b, "%d-%02d", (int)to.year, (int)to.month);
    } else {
        ent_date_format(&from, a, sizeof a);
        ent_date_format(&to, b, sizeof b);
    }
    if (strcmp(a, b) == 0)
        copy(out, size, a);
    else
        (void)ent_snprintf(out, size, "%s%s%s", a, between, b);
}

void
ent_rd_period(int32_t first, int32_t last, char *out, size_t size)
{
    period(first, last, "/", out, size);
}

void
ent_rd_period_words(int32_t first, int32_t last, char *out, size_t size)
{
    period(first, last, " to ", out, size);
}

void
ent_rd_mark_value(const ent_chart *c, double v, char *out, size_t size)
{
    ent_rd_value(v, c->y_percent ? "share" : NULL, 3, out, size);
}

void
ent_rd_mark_text(const ent_chart *c, const ent_mark *m, char *out, size_t size)
{
    char value[ENT_RD_NUM_MAX], low[ENT_RD_NUM_MAX], high[ENT_RD_NUM_MAX];

    if (m->state != ENT_VALUE) {
        copy(out, size, ent_state_name(m->state));
        return;
    }
    ent_rd_mark_value(c, m->y, value, sizeof value);
    ent_rd_mark_value(c, m->low, low, sizeof low);
    ent_rd_mark_value(c, m->high, high, sizeof high);
    if (!isfinite(m->low) || !isfinite(m->high)) {
        if (isfinite(m->high))
            (void)ent_snprintf(out, size, "%s (at most %s)", value, high);
        else if (isfinite(m->low))
            (void)ent_snprintf(out, size, "%s (at least %s)", value, low);
        else
            copy(out, size, value);
    } else if (strcmp(low, high) == 0)
        copy(out, size, value);
    else
        (void)ent_snprintf(out, size, "%s (%s to %s)", value, low, high);
}

static void
year_text(double year, char *out, size_t size)
{
    ent_rd_fixed(floor(year + 1e-6), 0, false, out, size);
}

void
ent_rd_mark_time(const ent_mark *m, char *out, size_t size)
{
    char a[ENT_RD_NUM_MAX], b[ENT_RD_NUM_MAX];
    bool span = m->x_end > m->x;
    bool vague = !span && m->x_high - m->x_low > 1.01;

    year_text(vague ? m->x_low : m->x, a, sizeof a);
    year_text(vague ? m->x_high - 1e-3 : m->x_end, b, sizeof b);
    if (m->open_end)
        (void)ent_snprintf(out, size, "%s to now", a);
    else if ((span || vague) && strcmp(a, b) != 0)
        (void)ent_snprintf(out, size, "%s%s%s", a, vague ? " or to " : " to ", b);
    else
        copy(out, size, a);
    /* "1850 or to 1866" reads badly: a vague point is said as a range with its doubt */
    if (vague && !m->open_end && strcmp(a, b) != 0)
        (void)ent_snprintf(out, size, "between %s and %s", a, b);
}

void
ent_rd_break_text(const ent_mark *m, char *out, size_t size)
{
    char a[ENT_RD_NUM_MAX], b[ENT_RD_NUM_MAX], p[ENT_RD_NUM_MAX];

    year_text(m->x_low > 0 ? m->x_low : m->x, a, sizeof a);
    year_text(m->x_high > m->x ? m->x_high : m->x, b, sizeof b);
    ent_rd_fixed(m->y, 2, false, p, sizeof p);
    (void)ent_snprintf(out, size, "%.16s%s%.16s, probability %.16s", a, strcmp(a, b) ? " to " : "",
                       strcmp(a, b) ? b : "",
                       m->y > 0.99   ? ">.99"
                       : m->y < 0.01 ? "<.01"
                                     : p + (p[0] == '0'));
}
