/* ref/tell.c: the sentences of the resolver's errors: candidates with dates, nearest names. */
#include "ref/ref_priv.h"

#include <string.h>

enum { REF_TOLD_MAX = 6, REF_SHOWN_BYTES = 80 };

/* A text that drops what does not fit. */
typedef struct ref_text {
    char s[560];
    size_t n;
} ref_text;

static void
text_add(ref_text *t, const char *s)
{
    size_t n = strlen(s), room = sizeof t->s - 1 - t->n;

    if (n > room) return; /* whole pieces only, so that no character is cut */
    memcpy(t->s + t->n, s, n + 1);
    t->n += n;
}

/* The word asked for, cut at a character's start. */
static void
show_word(const char *word, char out[REF_SHOWN_BYTES + 4])
{
    size_t n = strnlen(word, REF_SHOWN_BYTES + 1);
    bool cut = n > REF_SHOWN_BYTES;

    if (cut)
        for (n = REF_SHOWN_BYTES; n > 0 && ((unsigned char)word[n] & 0xC0) == 0x80;)
            n--;
    memcpy(out, word, n);
    memcpy(out + n, cut ? "..." : "", cut ? 4 : 1);
}

static void
add_span(ref_text *t, const ref_entry *entry, size_t polity)
{
    char from[ENT_DATE_TEXT_MAX], to[ENT_DATE_TEXT_MAX] = "";
    char line[3 * ENT_DATE_TEXT_MAX];
    ent_date begin = ref_polities[polity].from, end = ref_polities[polity].to;

    if (entry->dated && entry->polity == polity) {
        begin = ent_date_from_day(entry->first);
        if (entry->last != INT32_MAX) end = ent_date_from_day(entry->last);
    }
    ent_date_format(&begin, from, sizeof from);
    if (end.precision != ENT_PREC_NONE) ent_date_format(&end, to, sizeof to);
    if (end.precision == ENT_PREC_NONE)
        (void)ent_snprintf(line, sizeof line, "since %s", from);
    else
        (void)ent_snprintf(line, sizeof line, "%s .. %s", from, to);
    text_add(t, line);
}

/* "East Germany (DDR, 1949-10-07 .. 1990-10-03)", after "cow 255: " when it came by a code */
static void
add_meaning(ref_text *t, const ref_entry *entry, size_t polity)
{
    const ent_polity *p = &ref_polities[polity];
    char head[160];

    if (entry->kind == REF_CODE)
        (void)ent_snprintf(head, sizeof head, "%s %s: %s (%s, ",
                           ent_scheme_name((ent_scheme)entry->scheme), entry->text, p->name,
                           p->code);
    else
        (void)ent_snprintf(head, sizeof head, "%s (%s, ", p->name, p->code);
    text_add(t, head);
    add_span(t, entry, polity);
    text_add(t, ")");
}

static void
add_more(ref_text *t, size_t told, size_t all)
{
    char more[48];

    if (all > told) {
        (void)ent_snprintf(more, sizeof more, "; and %zu more", all - told);
        text_add(t, more);
    }
}

static void
add_date(ref_text *t, const ent_date *on)
{
    char date[ENT_DATE_TEXT_MAX];

    if (!on || on->precision == ENT_PREC_NONE) return;
    ent_date_format(on, date, sizeof date);
    text_add(t, " on ");
    text_add(t, date);
}

ent_status
ref_tell_ambiguous(const char *word, const ent_date *on, const ref_candidates *c, ent_error *err)
{
    char shown[REF_SHOWN_BYTES + 4];
    ref_text t = {0};
    size_t i;

    add_date(&t, on);
    text_add(&t, " may mean ");
    for (i = 0; i < c->n && i < REF_TOLD_MAX; i++) {
        if (i > 0) text_add(&t, "; ");
        add_meaning(&t, c->at[i].entry, c->at[i].polity);
    }
    add_more(&t, i, c->n);
    show_word(word, shown);
    return ent_fail(err, ENT_E_AMBIGUOUS, "\"%s\"%s", shown, t.s);
}

ent_status
ref_tell_domain(const char *word, const ent_date *on, const ref_hits *hits, ent_error *err)
{
    char shown[REF_SHOWN_BYTES + 4];
    ref_text t = {0};
    size_t i;

    add_date(&t, on);
    text_add(&t, " is nobody, but is known as ");
    for (i = 0; i < hits->n && i < REF_TOLD_MAX; i++) {
        if (i > 0) text_add(&t, "; ");
        add_meaning(&t, hits->at[i], hits->at[i]->polity);
    }
    add_more(&t, i, hits->n);
    show_word(word, shown);
    return ent_fail(err, ENT_E_DOMAIN, "\"%s\"%s", shown, t.s);
}

/* LIMIT: one pass over the names of the scheme, a third of a millisecond; only for unknown words.
 */
static const ref_entry *
nearest(ent_scheme scheme, const char *key)
{
    const ref_entry *best = NULL;
    size_t least = 2 + strlen(key) / 4;

    for (size_t i = 0; i < ref_entries_n; i++) {
        size_t distance;

        if (ref_entries[i].scheme != scheme) continue;
        distance = ent_text_distance(key, ref_entries[i].key);
        if (distance < least) {
            least = distance;
            best = &ref_entries[i];
        }
    }
    return best;
}

ent_status
ref_tell_unknown(const char *word, ent_scheme scheme, const char *key, const char *problem,
                 ent_error *err)
{
    char shown[REF_SHOWN_BYTES + 4];
    ref_text t = {0};
    ent_scheme within = scheme == ENT_SCHEME_ANY ? ENT_SCHEME_NAME : scheme;
    bool is_number = *key >= '0' && *key <= '9'; /* numbers near each other are no neighbours */
    const ref_entry *e = err && *key && !is_number ? nearest(within, key) : NULL;

    if (e) {
        text_add(&t, "; the nearest is \"");
        text_add(&t, e->text);
        text_add(&t, "\": ");
        add_meaning(&t, e, e->polity);
    }
    if (*problem) {
        text_add(&t, "; ");
        text_add(&t, problem);
    }
    show_word(word, shown);
    return ent_fail(err, ENT_E_UNKNOWN, "\"%s\" is no country's %s%s that we know%s", shown,
                    ent_scheme_name(within), within == ENT_SCHEME_NAME ? "" : " code", t.s);
}
