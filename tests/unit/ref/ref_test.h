/* ref_test.h: what the tests of src/ref share: dates from text, and one question to the resolver.
 */
#ifndef REF_TEST_H
#define REF_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "ref/ref_priv.h"

static inline ent_date
date(const char *text)
{
    ent_date d = {0};

    assert_int_equal(ent_date_parse(text, &d, NULL), ENT_OK);
    return d;
}

/* The polity's code, or the status's name; *err tells why. */
static inline const char *
ask(const ent_ref *ref, const char *word, ent_scheme scheme, const char *on, ent_error *err)
{
    const ent_polity *polity = NULL;
    ent_date d = date(on);
    ent_status st;

    *err = (ent_error){0};
    st = ent_ref_resolve(ref, word, scheme, &d, &polity, err);
    if (st != ENT_OK) {
        assert_null(polity);
        assert_int_equal(err->status, st);
        assert_true(err->text[0] != '\0');
        return ent_status_name(st);
    }
    assert_non_null(polity);
    return polity->code;
}

/* One expected answer; a wrong one is shown with its question. */
static inline void
means(const ent_ref *ref, const char *word, ent_scheme scheme, const char *on, const char *want)
{
    ent_error err;
    const char *got = ask(ref, word, scheme, on, &err);

    if (strcmp(got, want) != 0)
        fail_msg("\"%s\" (%s) on \"%s\" is %s (%s), want %s", word, ent_scheme_name(scheme), on,
                 got, err.text, want);
}

/* An expected refusal, and words that its message must hold. */
static inline void
refused(const ent_ref *ref, const char *word, ent_scheme scheme, const char *on, ent_status want,
        const char *const *words)
{
    ent_error err;
    const char *got = ask(ref, word, scheme, on, &err);

    if (strcmp(got, ent_status_name(want)) != 0)
        fail_msg("\"%s\" (%s) on \"%s\" is %s, want %s", word, ent_scheme_name(scheme), on, got,
                 ent_status_name(want));
    for (; words && *words; words++)
        if (!strstr(err.text, *words)) fail_msg("\"%s\" does not say \"%s\"", err.text, *words);
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

#endif
