/* write_more_priv.c: what an import brings besides claims: links, rejects, coverage and citations.
 */
#include "ledger/store_sqlite/sqlite_priv.h"

#include <string.h>

ent_status
ent_sqlite_supersede(ent_store *store, const ent_link *link, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_LINK_ADD, &q, err);

    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, link->old_n);
    (void)sqlite3_bind_int64(q, 2, link->new_n);
    (void)sqlite3_bind_int64(q, 3, link->import);
    (void)sqlite3_bind_int(q, 4, link->known_day);
    (void)sqlite3_bind_int(q, 5, link->again);
    return ent_sqlite_run(s, q, err);
}

ent_status
ent_sqlite_sight(ent_store *store, const ent_sighting *sighting, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_SIGHTING_ADD, &q, err);

    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, sighting->n);
    (void)sqlite3_bind_int64(q, 2, sighting->import);
    (void)sqlite3_bind_int(q, 3, sighting->known_day);
    return ent_sqlite_run(s, q, err);
}

ent_status
ent_sqlite_reject(ent_store *store, const ent_reject *reject, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_REJECT_ADD, &q, err);

    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, reject->import);
    ent_sqlite_bind_text(q, 2, reject->file);
    (void)sqlite3_bind_int64(q, 3, (int64_t)reject->row);
    (void)sqlite3_bind_int64(q, 4, (int64_t)reject->byte);
    ent_sqlite_bind_text(q, 5, reject->reason);
    ent_sqlite_bind_text(q, 6, reject->raw);
    return ent_sqlite_run(s, q, err);
}

static bool
same_text(sqlite3_stmt *q, int at, const char *s)
{
    const char *held = (const char *)sqlite3_column_text(q, at);

    return held && s ? strcmp(held, s) == 0 : !held && !s;
}

static bool
same_date(sqlite3_stmt *q, int at, const ent_date *d)
{
    bool null = sqlite3_column_type(q, at) == SQLITE_NULL;

    if (null || d->precision == ENT_PREC_NONE) return null && d->precision == ENT_PREC_NONE;
    return sqlite3_column_int64(q, at) == ent_sqlite_date_pack(d);
}

static bool
same_coverage(sqlite3_stmt *q, const ent_coverage *c)
{
    return same_text(q, 0, c->set) && same_text(q, 1, c->indicators) &&
           same_text(q, 2, c->from_actors) && same_text(q, 3, c->to_actors) &&
           same_date(q, 4, &c->from) && same_date(q, 5, &c->to) &&
           (sqlite3_column_int(q, 6) != 0) == c->absence_is_zero && same_text(q, 7, c->threshold) &&
           same_text(q, 8, c->note);
}

ent_status
ent_sqlite_cover(ent_store *store, const ent_coverage *c, bool *fresh, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    sqlite3_stmt *q;
    bool same = false;
    ent_status st = ent_sqlite_stmt(s, SQL_COVER_LAST, &q, err);

    if (st) return st;
    ent_sqlite_bind_text(q, 1, c->id);
    st = ent_sqlite_step(s, q, err);
    if (st == ENT_OK) same = same_coverage(q, c);
    (void)sqlite3_reset(q);
    if (st != ENT_OK && st != ENT_END) return st;
    *fresh = !same;
    if (same) return ENT_OK;
    st = ent_sqlite_stmt(s, SQL_COVER_ADD, &q, err);
    if (st) return st;
    ent_sqlite_bind_text(q, 1, c->id);
    (void)sqlite3_bind_int64(q, 2, s->import);
    ent_sqlite_bind_text(q, 3, c->set);
    ent_sqlite_bind_text(q, 4, c->indicators);
    ent_sqlite_bind_text(q, 5, c->from_actors);
    ent_sqlite_bind_text(q, 6, c->to_actors);
    ent_sqlite_bind_date(q, 7, &c->from);
    ent_sqlite_bind_date(q, 8, &c->to);
    (void)sqlite3_bind_int(q, 9, c->absence_is_zero);
    ent_sqlite_bind_text(q, 10, c->threshold);
    ent_sqlite_bind_text(q, 11, c->note);
    return ent_sqlite_run(s, q, err);
}

ent_status
ent_sqlite_cite(ent_store *store, const ent_citation *c, bool *fresh, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    const char *const fields[] = {c->type,      c->author, c->year,    c->title,
                                  c->publisher, c->url,    c->licence, c->note};
    sqlite3_stmt *q;
    bool held, same = true;
    ent_status st = ent_sqlite_stmt(s, SQL_CITE_FIND, &q, err);

    if (st) return st;
    ent_sqlite_bind_text(q, 1, c->code);
    st = ent_sqlite_step(s, q, err);
    held = st == ENT_OK;
    for (int i = 0; i < 8 && held; i++)
        same = same && same_text(q, i, fields[i]);
    (void)sqlite3_reset(q);
    if (st != ENT_OK && st != ENT_END) return st;
    *fresh = !held;
    if (held && !same)
        return ent_fail(err, ENT_E_DOMAIN,
                        "source \"%s\" is held with another citation; give this one its own code",
                        c->code);
    if (held) return ENT_OK;
    st = ent_sqlite_stmt(s, SQL_CITE_ADD, &q, err);
    if (st) return st;
    ent_sqlite_bind_text(q, 1, c->code);
    (void)sqlite3_bind_int64(q, 2, s->import);
    for (int i = 0; i < 8; i++)
        ent_sqlite_bind_text(q, 3 + i, fields[i]);
    return ent_sqlite_run(s, q, err);
}
