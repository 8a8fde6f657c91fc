/* days.c: the two clocks as day numbers: what a claim is about, and since when it is known. */
#include "ledger/ledger_priv.h"

#include <string.h>

void
ent_claim_days(const ent_claim *claim, int32_t open_end, int32_t *first_day, int32_t *last_day)
{
    int32_t first = ENT_DAY_ALWAYS, last = ENT_DAY_NEVER, unused;
    bool dated = ent_date_span(&claim->valid_from, &first, &last);

    if (claim->ongoing)
        last = open_end;
    else if (ent_date_span(&claim->valid_to, &unused, &last) && !dated)
        first = ENT_DAY_ALWAYS;
    *first_day = first;
    *last_day = last < first ? first : last;
}

void
ent_widen_days(const ent_claim *claim, int32_t known_day, int32_t *first_day, int32_t *last_day)
{
    int32_t first, last;

    ent_claim_days(claim, known_day == ENT_DAY_UNKNOWN ? ENT_DAY_ALWAYS : known_day, &first, &last);
    if (first < *first_day) *first_day = first;
    if (last > *last_day) *last_day = last;
}

int32_t
ent_known_day(const ent_date *known, int32_t otherwise)
{
    int32_t first, last;

    return ent_date_span(known, &first, &last) ? last : otherwise;
}

int32_t
ent_import_known_day(const ent_import_info *info)
{
    char day[11] = {0};
    ent_date made = {0};

    if (info->released.precision != ENT_PREC_NONE)
        return ent_known_day(&info->released, ENT_DAY_UNKNOWN);
    /* Nobody says when the set came out; on the day of the import it was out. */
    if (!info->imported_at || strlen(info->imported_at) < sizeof day - 1) return ENT_DAY_UNKNOWN;
    memcpy(day, info->imported_at, sizeof day - 1);
    if (ent_date_parse(day, &made, NULL) != ENT_OK) return ENT_DAY_UNKNOWN;
    return ent_known_day(&made, ENT_DAY_UNKNOWN);
}
