/* sample_charts.c: made-up charts of every kind, with gaps, open ends and hostile names. */
#include "sample_priv.h"

#include <math.h>
#include <string.h>

static ent_chart *
chart(ent_arena *arena, ent_chart_kind kind, const char *id, const char *title, size_t n_series)
{
    ent_chart *c = take(arena, 1, sizeof *c);

    c->kind = kind;
    c->id = id;
    c->title = title;
    c->n_series = n_series;
    c->series = take(arena, n_series, sizeof *c->series);
    c->source_line = "Sources: Bordurian customs yearbook (made up); Ruritanian survey (made up).";
    return c;
}

static void
series(ent_arena *arena, ent_chart *c, size_t i, const char *name, int pair, int side,
       const ent_mark *marks, size_t n)
{
    ent_mark *copy = take(arena, n, sizeof *copy);

    for (size_t k = 0; k < n; k++)
        copy[k] = marks[k];
    c->series[i] = (ent_chart_series){name, pair, side, copy, n};
}

/* ---- charts -------------------------------------------------------------------------------------
 */

static const ent_chart *
line_chart(ent_arena *arena)
{
    ent_chart *c = chart(arena, ENT_CHART_LINE, "chart-trade-share",
                         "Share of goods exports that goes to the other", 4);
    ent_mark a[30], b[30], d[30], e[30];

    for (int i = 0; i < 30; i++) {
        double year = 1990 + i, share = 0.05 + 0.009 * i + 0.02 * sin(i * 0.9);
        a[i] = (ent_mark){.x = year,
                          .y = share,
                          .low = share * 0.9,
                          .high = share * 1.12,
                          .state = ENT_VALUE,
                          .ref = i == 24 ? "trade.dependence:RTA>BDA@2014" : NULL};
        share = 0.03 + 0.001 * i;
        b[i] = (ent_mark){.x = year, .y = share, .low = share, .high = share, .state = ENT_VALUE};
        share = 0.16 - 0.002 * i;
        d[i] = (ent_mark){.x = year,
                          .y = share,
                          .low = share - 0.01,
                          .high = share + 0.01,
                          .state = ENT_VALUE,
                          .weak = i > 26};
        share = 0.10 + 0.004 * i;
        e[i] = (ent_mark){
            .x = year, .y = share, .low = share - 0.012, .high = share + 0.012, .state = ENT_VALUE};
    }
    for (int i = 0; i < 4; i++)
        a[i].state = b[i].state = d[i].state = e[i].state = ENT_UNCOVERED;
    for (int i = 10; i < 13; i++)
        a[i].state = ENT_MISSING;
    for (int i = 16; i < 20; i++)
        b[i].state = ENT_UNCOVERED;
    a[20].high = HUGE_VAL; /* "over" */
    c->description = "Ruritania's share rises from 8 to 31 per cent, Borduria's stays under 6.";
    c->x_title = "Year";
    c->y_title = "Share of exports (%)";
    c->y_percent = true;
    series(arena, c, 0, "Ruritania \xe2\x86\x92 Borduria", 0, 0, a, 30);
    series(arena, c, 1, "Borduria \xe2\x86\x92 Ruritania", 0, 1, b, 30);
    series(arena, c, 2, "Syldavia \xe2\x86\x92 Borduria", 1, 0, d, 30);
    series(arena, c, 3, "Borduria \xe2\x86\x92 Syldavia", 1, 1, e, 30);
    static const char *const cells[] = {
        "1994",
        "8.6 % (7.7\xe2\x80\x93"
        "9.6)",
        "{M|not covered}",
        "2000",
        "{M|missing}",
        "4.0 %",
        "2014",
        "{F:trade.dependence:RTA>BDA@2014|24.4 %}",
        "5.4 %",
        "2019",
        "31 % (28\xe2\x80\x93"
        "35)",
        "5.9 %",
    };
    c->table = *table(arena, "table-trade-share", "Share of exports, selected years",
                      "Year|Ruritania \xe2\x86\x92 Borduria>|Borduria \xe2\x86\x92 Ruritania>",
                      cells, COUNT(cells), 0);
    return c;
}

static const ent_chart *
mirror_chart(ent_arena *arena)
{
    static const ent_mark left[] = {
        {.label = "Goods exports", .y = 0.342, .low = 0.31, .high = 0.38, .state = ENT_VALUE},
        {.label = "Crude oil and oil products, including condensate",
         .y = 0.52,
         .low = 0.47,
         .high = 0.55,
         .state = ENT_VALUE,
         .weak = true},
        {.label = "Arms deliveries", .state = ENT_MISSING},
        {.label = "Students abroad", .y = 0.07, .low = 0.06, .high = 0.08, .state = ENT_VALUE},
        {.label = "Payments in own currencies",
         .y = 0.0,
         .low = 0,
         .high = 0.004,
         .state = ENT_VALUE},
    };
    static const ent_mark right[] = {
        {.label = "Goods exports",
         .y = 0.041,
         .low = 0.038,
         .high = 0.045,
         .state = ENT_VALUE,
         .ref = "trade.dependence:BDA>RTA@2014"},
        {.label = "Crude oil and oil products, including condensate",
         .y = 0.02,
         .low = 0.01,
         .high = 0.03,
         .state = ENT_VALUE},
        {.label = "Arms deliveries", .y = 0.21, .low = 0.2, .high = HUGE_VAL, .state = ENT_VALUE},
        {.label = "Students abroad", .state = ENT_UNCOVERED},
        {.label = "Payments in own currencies", .state = ENT_UNCOVERED},
    };
    static const ent_mark other[] = {
        {.label = "Goods exports", .y = 0.12, .low = 0.11, .high = 0.13, .state = ENT_VALUE},
        {.label = "Arms deliveries", .y = 0.6, .low = 0.5, .high = 0.7, .state = ENT_VALUE},
    };
    ent_chart *c = chart(arena, ENT_CHART_MIRROR, "chart-dependence", "Who needs whom more", 3);

    c->description = "On every covered layer Ruritania depends more on Borduria than the reverse.";
    c->y_title = "Share of the state's own total (%)";
    c->y_percent = true;
    series(arena, c, 0, "Ruritania on Borduria", 0, 0, left, COUNT(left));
    series(arena, c, 1, "Borduria on Ruritania", 0, 1, right, COUNT(right));
    series(arena, c, 2, "Syldavia on Borduria", 1, 0, other, COUNT(other));
    static const char *const cells[] = {
        "Goods exports",
        "{F:trade.dependence:RTA>BDA@2014|34 %}",
        "{F:trade.dependence:BDA>RTA@2014|4.1 %}",
        "Arms deliveries",
        "{M|missing}",
        "over 20 %",
        "Students abroad",
        "7 %",
        "{M|not covered}",
    };
    c->table =
        *table(arena, "table-dependence", "Dependence both ways",
               "Layer|Ruritania on Borduria>|Borduria on Ruritania>", cells, COUNT(cells), 0);
    return c;
}

static const ent_mark treaties[] = {
    {.x = 1689.65,
     .x_low = 1689.65,
     .x_high = 1689.66,
     .label = "Peace of Zenda",
     .ref = "00000000000000000aa1",
     .state = ENT_VALUE},
    {.x = 1727.8, .x_low = 1727, .x_high = 1728, .label = "Boundary protocol", .state = ENT_VALUE},
    {.x = 1858,
     .x_low = 1850,
     .x_high = 1866,
     .label = "Treaty of the Marshes",
     .state = ENT_VALUE,
     .weak = true},
    {.x = 1896.4,
     .x_end = 1917.8,
     .x_low = 1896.4,
     .x_high = 1917.9,
     .label = "Secret alliance",
     .state = ENT_VALUE},
    {.x = 1950.1,
     .x_end = 1980.3,
     .x_low = 1950.1,
     .x_high = 1980.3,
     .label = "Treaty of friendship, alliance and mutual assistance",
     .state = ENT_VALUE},
    {.x = 2001.5,
     .x_low = 2001.5,
     .x_high = 2001.5,
     .open_end = true,
     .label = "Good-neighbour treaty",
     .state = ENT_VALUE},
};
static const ent_mark losses[] = {
    {.x = 1858.4,
     .x_low = 1858.4,
     .x_high = 1858.4,
     .state = ENT_VALUE,
     .label = "\xe7\x91\xb7\xe7\x8f\xb2\xe6\xa2\x9d\xe7\xb4\x84 (left bank ceded)"},
    {.x = 1860.9,
     .x_low = 1860.9,
     .x_high = 1860.9,
     .state = ENT_VALUE,
     .label = "Convention of Strelsau"},
    {.x = 1864.8, .x_low = 1864, .x_high = 1865, .state = ENT_VALUE, .label = ARABIC},
    {.x = 1871,
     .x_end = 1881,
     .x_low = 1870,
     .x_high = 1882,
     .state = ENT_VALUE,
     .label = "Occupation of the upper valley"},
    {.x = 1900.6,
     .x_low = 1900,
     .x_high = 1901,
     .state = ENT_VALUE,
     .weak = true,
     .label = sample_hostile},
    {.x = 1760,
     .x_end = 1800,
     .x_low = 1760,
     .x_high = 1800,
     .state = ENT_UNCOVERED,
     .label = "no source"},
};

static const ent_chart *
timeline_chart(ent_arena *arena)
{
    ent_mark dense[60];
    ent_chart *c = chart(arena, ENT_CHART_TIMELINE, "chart-events", "Three centuries in events", 4);

    for (size_t i = 0; i < COUNT(dense); i++) {
        double x = 1950 + 0.9 * (double)i + (double)(i % 3) * 0.2;
        dense[i] = (ent_mark){.x = x,
                              .x_low = x,
                              .x_high = x,
                              .state = ENT_VALUE,
                              .weak = i % 7 == 0,
                              .label = ent_arena_printf(arena, "Border incident no. %zu", i + 1)};
    }
    c->description = "Treaties, losses and clashes from 1689 to 2010.";
    c->x_title = "Year";
    c->x_min = 1689;
    c->x_max = 2026;
    series(arena, c, 0, "Treaties and commitments", 0, 0, treaties, COUNT(treaties));
    series(arena, c, 1, "Losses and grievances", 0, 0, losses, COUNT(losses));
    series(arena, c, 2, "Clashes", 0, 0, dense, COUNT(dense));
    series(arena, c, 3, "Clashes, Syldavia and Borduria", 1, 0, dense + 20, 6);
    static const char *const cells[] = {
        "1689-08-27",
        "{C:00000000000000000aa1|Peace of Zenda}",
        "",
        "1858",
        "Treaty of the Marshes",
        "{M|unchecked}",
        "1900",
        "!",
        "{M|unchecked}",
    };
    c->table = *table(arena, "table-events", "Events", "Date|Event|Mark", cells, COUNT(cells), 0);
    return c;
}

static const ent_chart *
dumbbell_chart(ent_arena *arena)
{
    static const ent_mark asked[] = {
        {.label = "Trade", .y = 0.94, .low = 0.92, .high = 0.95, .state = ENT_VALUE},
        {.label = "Students and scholars", .y = 0.61, .low = 0.5, .high = 0.7, .state = ENT_VALUE},
        {.label = "Arms", .y = 0.88, .low = 0.88, .high = 0.88, .state = ENT_VALUE, .weak = true},
        {.label = "Migrants living in the other state", .state = ENT_UNCOVERED},
        {.label = "Shared memberships", .y = 0.40, .low = 0.38, .high = 0.42, .state = ENT_VALUE},
    };
    static const ent_mark against[] = {
        {.label = "Trade", .y = 0.55, .low = 0.5, .high = 0.6, .state = ENT_VALUE},
        {.label = "Students and scholars", .y = 0.64, .low = 0.6, .high = 0.66, .state = ENT_VALUE},
        {.label = "Arms", .state = ENT_MISSING},
        {.label = "Migrants living in the other state",
         .y = 0.2,
         .low = 0.1,
         .high = 0.3,
         .state = ENT_VALUE},
        {.label = "Shared memberships", .y = 0.405, .low = 0.39, .high = 0.42, .state = ENT_VALUE},
    };
    ent_chart *c = chart(arena, ENT_CHART_DUMBBELL, "chart-profile",
                         "Layer profile against Syldavia and Borduria", 2);

    c->description = "Trade and arms rank far above the comparison pair; people do not.";
    c->y_title = "Percentile among all pairs (%)";
    c->y_percent = true;
    c->y_min = 0;
    c->y_max = 1;
    series(arena, c, 0, "Ruritania \xe2\x80\x93 Borduria", 0, 0, asked, COUNT(asked));
    series(arena, c, 1, "Syldavia \xe2\x80\x93 Borduria", 1, 0, against, COUNT(against));
    static const char *const cells[] = {
        "Trade",
        "94 %",
        "55 %",
        "Arms",
        "88 %",
        "{M|missing}",
        "Migrants living in the other state",
        "{M|not covered}",
        "20 %",
    };
    c->table = *table(arena, "table-profile", "Layer profile", "Layer|Asked>|Against>", cells,
                      COUNT(cells), 0);
    return c;
}

static const ent_chart *
ladder_chart(ent_arena *arena)
{
    static const ent_mark one[] = {
        {.x = 1871.2,
         .x_end = 1871.9,
         .x_low = 1871,
         .x_high = 1872,
         .y = 4,
         .state = ENT_VALUE,
         .label = "Upper valley"},
        {.x = 1900.5, .x_end = 1900.9, .y = 5, .state = ENT_VALUE, .label = "War of the Passes"},
        {.x = 1929.6,
         .x_low = 1925,
         .x_high = 1935,
         .y = 4,
         .state = ENT_VALUE,
         .label = "Railway crisis",
         .weak = true},
        {.x = 1964,
         .x_low = 1964,
         .x_high = 1965,
         .y = 2,
         .state = ENT_VALUE,
         .label = "Map claim"},
        {.x = 1969.2,
         .x_end = 1969.7,
         .y = 4,
         .state = ENT_VALUE,
         .label = "Island clash",
         .ref = "00000000000000000aa2"},
        {.x = 1978.9, .y = 3, .state = ENT_VALUE, .label = "Manoeuvres"},
    };
    static const ent_mark two[] = {
        {.x = 1871.3, .y = 3, .state = ENT_VALUE, .label = "Upper valley"},
        {.x = 1900.6, .y = 5, .state = ENT_VALUE, .label = "War of the Passes"},
        {.x = 1969.2, .y = 4, .state = ENT_VALUE, .label = "Island clash"},
        {.x = 1986,
         .x_end = 1990,
         .x_low = 1986,
         .x_high = 1990,
         .state = ENT_UNCOVERED,
         .label = "not coded"},
    };
    ent_chart *c = chart(arena, ENT_CHART_LADDER, "chart-ladder", "Every rung ever reached", 2);

    c->description =
        "Two wars' worth of force in a century; nothing above a show of force since 1969.";
    c->x_title = "Year";
    c->y_title = "Hostility level (1 to 5)";
    c->x_min = 1860;
    c->x_max = 2014;
    series(arena, c, 0, "Ruritania against Borduria", 0, 0, one, COUNT(one));
    series(arena, c, 1, "Borduria against Ruritania", 0, 1, two, COUNT(two));
    static const char *const cells[] = {
        "1871", "Upper valley", "4", "3", "1900", "War of the Passes", "5", "5",
        "1969", "Island clash", "4", "4",
    };
    c->table = *table(arena, "table-ladder", "Disputes", "Year|Dispute|Ruritania>|Borduria>", cells,
                      COUNT(cells), 0);
    return c;
}

const ent_chart *
sample_chart(ent_arena *arena, ent_chart_kind kind)
{
    switch (kind) {
    case ENT_CHART_LINE:
        return line_chart(arena);
    case ENT_CHART_MIRROR:
        return mirror_chart(arena);
    case ENT_CHART_TIMELINE:
        return timeline_chart(arena);
    case ENT_CHART_DUMBBELL:
        return dumbbell_chart(arena);
    default:
        return ladder_chart(arena);
    }
}
