/* registry.c: the list of readers; a new reader is one line here. */
#include <string.h>

#include "sets_priv.h"
#include "table_priv.h"

#define READERS(X)                        \
    X(ent_reader_archigos)                \
    X(ent_reader_arms_races)              \
    X(ent_reader_atop)                    \
    X(ent_reader_capdist)                 \
    X(ent_reader_claim_tsv)               \
    X(ent_reader_cow_alliances)           \
    X(ent_reader_cow_alliance_years)      \
    X(ent_reader_cow_contiguity)          \
    X(ent_reader_cow_contiguity_colonial) \
    X(ent_reader_cow_contiguity_directed) \
    X(ent_reader_democracy)               \
    X(ent_reader_cow_diplomatic)          \
    X(ent_reader_cow_igo)                 \
    X(ent_reader_cow_igo_states)          \
    X(ent_reader_cow_majors)              \
    X(ent_reader_cow_majors_named)        \
    X(ent_reader_cow_mid)                 \
    X(ent_reader_cow_midb)                \
    X(ent_reader_cow_nmc)                 \
    X(ent_reader_cow_states)              \
    X(ent_reader_cow_tc)                  \
    X(ent_reader_cow_trade)               \
    X(ent_reader_cow_trade_totals)        \
    X(ent_reader_cow_extra_wars)          \
    X(ent_reader_cow_inter_wars)          \
    X(ent_reader_cow_intra_wars)          \
    X(ent_reader_cow_non_state_wars)      \
    X(ent_reader_cow_war_years)           \
    X(ent_reader_mindist)                 \
    X(ent_reader_fbic)                    \
    X(ent_reader_gml_mid)                 \
    X(ent_reader_gml_part)                \
    X(ent_reader_icow)                    \
    X(ent_reader_icow_extended)           \
    X(ent_reader_mapping)                 \
    X(ent_reader_rivalries_td)            \
    X(ent_reader_rivalries_tss)           \
    X(ent_reader_sipri_orders)            \
    X(ent_reader_sipri_register)          \
    X(ent_reader_ucdp_acd)                \
    X(ent_reader_un_idealpoints)          \
    X(ent_reader_un_idealpoints_session)  \
    X(ent_reader_un_votes)                \
    X(ent_reader_un_votes_cow)            \
    X(ent_reader_cepii_dist)              \
    X(ent_reader_cepii_geo)               \
    X(ent_reader_factbook)                \
    X(ent_reader_open_doors)              \
    X(ent_reader_open_doors_levels)       \
    X(ent_reader_passport_index)          \
    X(ent_reader_pew_president)           \
    X(ent_reader_pew_us)                  \
    X(ent_reader_un_migrants)             \
    X(ent_reader_us_cpi)                  \
    X(ent_reader_us_cpi_annual)           \
    X(ent_reader_us_visas)                \
    X(ent_reader_world_bank_gdp)          \
    X(ent_reader_world_bank_population)

#define DECLARE(name) extern const ent_reader name;
#define ADDRESS(name) &name,
READERS(DECLARE)
static const ent_reader *const readers[] = {READERS(ADDRESS)};

const ent_reader *const *
ent_readers(size_t *n)
{
    *n = sizeof readers / sizeof readers[0];
    return readers;
}

const ent_reader *
ent_reader_by_name(const char *name)
{
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++)
        if (strcmp(readers[i]->name, name) == 0) return readers[i];
    return NULL;
}

const ent_set_row *
ent_set_find(const char *code)
{
    size_t low = 0, high = ent_set_rows_n;

    while (code && low < high) {
        size_t mid = low + (high - low) / 2;
        int order = strcmp(ent_set_rows[mid].info.code, code);

        if (order == 0) return &ent_set_rows[mid];
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

const ent_source_info *
ent_source_set(const char *code)
{
    const ent_set_row *row = ent_set_find(code);

    return row ? &row->info : NULL;
}
