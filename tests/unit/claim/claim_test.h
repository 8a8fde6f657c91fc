/* claim_test.h: what all tests of claims include, and one whole claim to change. */
#ifndef ENT_CLAIM_TEST_H
#define ENT_CLAIM_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* after those four, as cmocka wants */
#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "base/faults.h"
#include "entente/claim.h"

#ifdef ENT_FAULTS
#define NEEDS_FAULTS() ((void)0)
#define FAIL_NTH(kind, nth) ent_fault_set(kind, nth, false)
#define NO_FAULTS(kind) ent_fault_set(kind, 0, false)
#else
#define NEEDS_FAULTS() skip()
#define FAIL_NTH(kind, nth) ((void)0)
#define NO_FAULTS(kind) ((void)0)
#endif

#define HAS(text, part) assert_non_null(strstr(text, part))

static inline ent_date
on(const char *text)
{
    ent_date d = {0};

    assert_int_equal(ent_date_parse(text, &d, NULL), ENT_OK);
    return d;
}

/* A made-up statement, every field of it given that can be. */
static inline ent_claim
whole_claim(void)
{
    ent_claim c = {
        .supersedes = "0123456789abcdef0123",
        .set = "made-up",
        .record = "r-1",
        .from = "FRA",
        .to = "DEU",
        .from_code = "220",
        .to_code = "255",
        .from_role = ENT_ROLE_GOV,
        .to_role = ENT_ROLE_MIL,
        .directed = true,
        .indicator = "trade.goods",
        .layer = ENT_T1,
        .kind = ENT_KIND_TIE,
        .label = "goods",
        .event_code = "190",
        .event_scheme = "CAMEO",
        .sign = 1,
        .intensity = 4.5,
        .intensity_scale = "Goldstein",
        .quantity_state = ENT_VALUE,
        .quantity = 47.25,
        .quantity_low = 40,
        .quantity_high = 50,
        .approx = ENT_APPROX_RANGE,
        .digits = 4,
        .unit = "USD_million",
        .denominator = "exports of FRA",
        .standard_error = 0.5,
        .n = 100,
        .coverage = "made-up-v1",
        .source = "made-up",
        .locator = "p. 7",
        .file = "made-up.csv",
        .row = 3,
        .byte = 120,
        .attribution = ENT_ATTR_OFFICIAL,
        .reliability = 'B',
        .credibility = '2',
        .coder = "hand",
        .cluster = "one",
        .checked = ENT_CHECKED_READ,
        .note = "a note",
    };

    c.valid_from = on("2019-01");
    c.valid_to = on("2019-12");
    c.known_from = on("2020");
    return c;
}

#endif
