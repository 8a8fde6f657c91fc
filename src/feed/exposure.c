/* feed/exposure.c: all rows of a feed by month and class. */
#include "feed/sums_priv.h"

enum { FIRST_MONTH = -70 * 12 }; /* 1900-01 */

/* Class numbers begin at 1; there is room for 0, which nobody asks for. */
static size_t
classes(void)
{
    size_t n = 0, most = 0;
    const ent_event_class *list = ent_event_classes(&n);

    for (size_t i = 0; i < n; i++)
        if (list[i].number > most) most = list[i].number;
    return most + 1;
}

/*
 * Days are counted from 1 March of the year 0 in eras of 400 years, so that a leap day ends its
 * year: the civil-from-days method of Hinnant (2013), "chrono-Compatible Low-Level Date
 * Algorithms".
 */
int32_t
feed_month_of_day(int32_t day)
{
    uint32_t z = (uint32_t)(day + 719468), era = z / 146097, doe = z - era * 146097;
    uint32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    uint32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);

    /* 0 is March; January and February belong to the year after */
    return (int32_t)(era * 400 + yoe) * 12 + (int32_t)((5 * doy + 2) / 153) + 2 - 1970 * 12;
}

static bool
open_month(feed_exposure *e, unsigned at)
{
    size_t n;

    if (e->used[at]) return true;
    n = classes();
    if (!e->months[at]) {
        e->months[at] = ent_alloc(n, sizeof **e->months);
        if (!e->months[at]) return false;
        for (size_t i = 0; i < n; i++) {
            e->months[at][i].month = (int32_t)at + FIRST_MONTH;
            e->months[at][i].class_number = (uint8_t)i;
        }
    }
    e->used[at] = true;
    return true;
}

ent_event_exposure *
feed_exposure_at(feed_exposure *e, int32_t day, unsigned class_number)
{
    if (!e->memo || day != e->memo_day) {
        e->memo_month = (unsigned)(feed_month_of_day(day) - FIRST_MONTH);
        e->memo = open_month(e, e->memo_month);
        if (!e->memo) return NULL;
        e->memo_day = day;
    }
    return &e->months[e->memo_month][class_number];
}

ent_status
feed_exposure_add(feed_exposure *a, const feed_exposure *b, ent_error *err)
{
    size_t n = classes();

    for (unsigned m = 0; m < FEED_MONTHS; m++) {
        if (!b->used[m]) continue;
        if (!open_month(a, m)) return ent_fail(err, ENT_E_NOMEM, "no memory for exposure");
        for (size_t i = 0; i < n; i++) {
            a->months[m][i].rows += b->months[m][i].rows;
            a->months[m][i].dyadic += b->months[m][i].dyadic;
            a->months[m][i].intensity_tenths += b->months[m][i].intensity_tenths;
            a->months[m][i].tone_milli += b->months[m][i].tone_milli;
        }
    }
    return ENT_OK;
}

ent_status
feed_exposure_list(const feed_exposure *e, ent_event_exposure **out, size_t *n, ent_error *err)
{
    size_t each = classes(), used = 0, kept = 0;
    ent_event_exposure *list;

    for (unsigned m = 0; m < FEED_MONTHS; m++)
        used += e->used[m];
    list = ent_alloc(used * each, sizeof *list);
    if (!list) return ent_fail(err, ENT_E_NOMEM, "no memory for exposure");
    for (unsigned m = 0; m < FEED_MONTHS; m++)
        for (size_t i = 0; e->used[m] && i < each; i++)
            if (e->months[m][i].rows) list[kept++] = e->months[m][i];
    *out = list;
    *n = kept;
    return ENT_OK;
}

void
feed_exposure_reset(feed_exposure *e)
{
    size_t n = classes();

    for (unsigned m = 0; m < FEED_MONTHS; m++) {
        if (!e->used[m]) continue;
        for (size_t i = 0; i < n; i++)
            e->months[m][i] =
                (ent_event_exposure){.month = (int32_t)m + FIRST_MONTH, .class_number = (uint8_t)i};
        e->used[m] = false;
    }
    e->memo = false;
}

void
feed_exposure_clear(feed_exposure *e)
{
    if (!e) return;
    for (unsigned m = 0; m < FEED_MONTHS; m++)
        ent_free(e->months[m]);
    *e = (feed_exposure){0};
}
