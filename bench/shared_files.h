/* shared_files.h: the published files that the benchmark of readers reads, below shared/data. */
#ifndef BENCH_SHARED_FILES_H
#define BENCH_SHARED_FILES_H

static const char *const shared_files[] = {
    "cow-nmc/cow_nmc_v6.csv",
    "cow-trade/cow_trade_v4_nondirected_dyad_year.csv.gz",
    "cow-trade/cow_trade_v4_state_year.csv",
};

#endif
