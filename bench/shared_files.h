/* shared_files.h: the published files that the benchmark of readers reads, below shared/data. */
#ifndef BENCH_SHARED_FILES_H
#define BENCH_SHARED_FILES_H

static const char *const shared_files[] = {
    "cow-nmc/cow_nmc_v6.csv",
    "cow-trade/cow_trade_v4_nondirected_dyad_year.csv.gz",
    "cow-trade/cow_trade_v4_state_year.csv",
    "cepii-geodist/dist_cepii.csv",
    "cia-factbook-trade-partners/trade_partners.csv",
    "open-doors/open_doors_origin_1949_2024.csv",
    "open-doors/open_doors_origin_level_2000_2024.csv",
    "passport-index/passport-index-tidy-iso3.csv",
    "un-migrant-stock/UN_MigrantStockByOriginAndDestination_2019_clean.csv",
    "us-visas-niv/us_niv_issuances_by_nationality_1997_2024.csv",
    "world-bank/gdp.csv",
    "world-bank/population.csv",
};

#endif
