/* fuzz_date.c: a text that is a date formats to itself or its equal, and spans days in order. */
#include <stdint.h>
#include <string.h>

#include "entente/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void
same(const ent_date *a, const ent_date *b)
{
    ENT_ASSERT(a->year == b->year && a->month == b->month && a->day == b->day);
    ENT_ASSERT(a->precision == b->precision && a->calendar == b->calendar);
    ENT_ASSERT(a->circa == b->circa);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char text[64], out[ENT_DATE_TEXT_MAX];
    ent_date date = {0}, again = {0};
    ent_error err = {0};
    int32_t first = 0, last = 0;
    ent_status st;

    if (n >= sizeof text) n = sizeof text - 1;
    if (n > 0) memcpy(text, bytes, n);
    text[n] = '\0';
    st = ent_date_parse(text, &date, &err);
    if (st) {
        ENT_ASSERT((st == ENT_E_PARSE || st == ENT_E_DOMAIN) && err.text[0]);
        return 0;
    }
    ent_date_format(&date, out, sizeof out);
    ENT_ASSERT(strcmp(out, text) == 0); /* each date has one spelling */
    ENT_ASSERT(ent_date_parse(out, &again, &err) == ENT_OK);
    same(&date, &again);
    ENT_ASSERT(ent_date_span(&date, &first, &last) == (date.precision != ENT_PREC_NONE));
    ENT_ASSERT(first <= last);
    if (date.precision == ENT_PREC_DAY && !date.circa && date.calendar == ENT_CAL_GREGORIAN) {
        ENT_ASSERT(first == last);
        again = ent_date_from_day(first);
        same(&date, &again);
    }
    return 0;
}
