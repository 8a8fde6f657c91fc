/* sample_page.c: a made-up dossier of two made-up states, with all that a page can hold. */
#include "sample_priv.h"

#include <math.h>
#include <string.h>

const char sample_hostile[] =
    "<script>alert('x')</script> \"quoted\" & \x1b[31mred\x07 \xe2\x80\xae"
    "dirrevo\xe2\x80\xac ]]> --> \xff\xfe end";

/* ---- small builders ----------------------------------------------------------------------------
 */

void *
take(ent_arena *arena, size_t n, size_t size)
{
    void *p = ent_arena_alloc(arena, n, size);
    ENT_ASSERT(p != NULL);
    return p;
}

static const void *
keep(ent_arena *arena, const void *from, size_t bytes)
{
    void *p = take(arena, 1, bytes ? bytes : 1);
    if (bytes) memcpy(p, from, bytes);
    return p;
}

/** "plain {F:id|text} plain {S|strong}" to spans: F figure, C claim, Q source, S strong, M mark. */
ent_text_run
run(ent_arena *arena, const char *s)
{
    ent_text_run out = {take(arena, 40, sizeof(ent_span)), 0};

    while (*s) {
        ent_span *span = &out.spans[out.n++];
        ENT_ASSERT(out.n <= 40);
        size_t plain = strcspn(s, "{");
        if (plain > 0) {
            span->text = ent_arena_strndup(arena, s, plain);
            s += plain;
            continue;
        }
        size_t close = strcspn(s, "}");
        const char *bar = strchr(s, '|');
        span->kind = s[1] == 'F'   ? ENT_SPAN_FIGURE
                     : s[1] == 'C' ? ENT_SPAN_CLAIM
                     : s[1] == 'Q' ? ENT_SPAN_SOURCE
                     : s[1] == 'S' ? ENT_SPAN_STRONG
                                   : ENT_SPAN_MARK;
        if (s[2] == ':') span->ref = ent_arena_strndup(arena, s + 3, (size_t)(bar - s - 3));
        span->text = ent_arena_strndup(arena, bar + 1, (size_t)(s + close - bar - 1));
        s += close + 1;
    }
    return out;
}

ent_text_run
hostile_run(ent_arena *arena)
{
    ent_text_run out = {take(arena, 1, sizeof(ent_span)), 1};
    out.spans[0] = (ent_span){ENT_SPAN_TEXT, sample_hostile, NULL};
    return out;
}

/** A table from "Title>|Title" (> = right) and cells row by row; "!" = the hostile text. */
ent_table *
table(ent_arena *arena, const char *id, const char *title, const char *columns,
      const char *const *cells, size_t n_cells, size_t n_foot)
{
    ent_table *t = take(arena, 1, sizeof *t);

    t->id = id;
    t->title = title;
    t->columns = take(arena, 12, sizeof *t->columns);
    for (const char *p = columns; *p;) {
        size_t n = strcspn(p, "|");
        bool right = n > 0 && p[n - 1] == '>';
        t->columns[t->n_columns++] = (ent_column){ent_arena_strndup(arena, p, right ? n - 1 : n),
                                                  right ? ENT_ALIGN_RIGHT : ENT_ALIGN_LEFT};
        p += n + (p[n] == '|');
    }
    ENT_ASSERT(n_cells % t->n_columns == 0);
    t->n_rows = n_cells / t->n_columns;
    t->n_foot = n_foot;
    t->cells = take(arena, n_cells, sizeof *t->cells);
    for (size_t i = 0; i < n_cells; i++)
        t->cells[i] = strcmp(cells[i], "!") == 0 ? hostile_run(arena) : run(arena, cells[i]);
    return t;
}

/* ---- sections
 * ------------------------------------------------------------------------------------ */

static ent_block
words(ent_arena *arena, ent_block_kind kind, const char *text)
{
    return (ent_block){.kind = kind, .text = run(arena, text)};
}

static void
fill(ent_arena *arena, ent_section *s, const char *id, const char *title, const ent_block *blocks,
     size_t n)
{
    s->id = id;
    s->title = title;
    s->blocks = (ent_block *)(uintptr_t)keep(arena, blocks, n * sizeof *blocks);
    s->n_blocks = n;
}

static void
first_sections(ent_arena *arena, ent_section *s)
{
    const ent_block lead[] = {
        words(arena, ENT_BLOCK_LEAD,
              "Ruritania needs Borduria far more than Borduria needs Ruritania: "
              "{F:trade.dependence:RTA>BDA@2014|34 %} of Ruritania's goods exports go to Borduria, "
              "{F:trade.dependence:BDA>RTA@2014|4.1 %} of Borduria's go the other way."),
        words(arena, ENT_BLOCK_LEAD,
              "Trade is {S|wider than the ties between people}: it ranks above 94 % of all pairs, "
              "student exchange above 61 %."),
        words(arena, ENT_BLOCK_LEAD,
              "It is {S|likely} (70 %) that the tie is thinner than the pair's size predicts. "
              "Confidence in the evidence is moderate: two of five layers are not covered."),
        words(arena, ENT_BLOCK_GAP,
              "Nobody we hold has counted Ruritanian residents in Borduria since 2002; a census "
              "table of birthplaces would settle it."),
        words(arena, ENT_BLOCK_GAP, "Arms deliveries to Ruritania are listed without a figure."),
        words(arena, ENT_BLOCK_WARNING,
              "This page was made from the starter evidence. Import full data sets before quoting "
              "it."),
    };
    const ent_block trade[] = {
        words(arena, ENT_BLOCK_PARAGRAPH,
              "In 2014 Ruritania sold goods worth {F:trade.goods:RTA>BDA@2014|42.8 bn US dollars} "
              "to Borduria ({Q:bdu-customs|Bordurian customs}). The mirror figure of the importer "
              "is {C:00000000000000000aa2|higher} {M|sources disagree}, and a pamphlet claims "
              "{C:00000000000000000aa3|twice as much} {M|unchecked}."),
        {.kind = ENT_BLOCK_CHART,
         .chart = (ent_chart *)(uintptr_t)sample_chart(arena, ENT_CHART_LINE)},
        words(arena, ENT_BLOCK_HEADING, "Dependence both ways"),
        {.kind = ENT_BLOCK_CHART,
         .chart = (ent_chart *)(uintptr_t)sample_chart(arena, ENT_CHART_MIRROR)},
        words(arena, ENT_BLOCK_ITEM,
              "Oil and oil products carry {S|more than half} of the exports."),
        words(arena, ENT_BLOCK_ITEM, "Payments in own currencies: none reported, which is a zero."),
        words(arena, ENT_BLOCK_ITEM, "Students: {M|not covered} on Borduria's side."),
    };

    fill(arena, &s[0], "bottom-line", "Bottom line", lead, COUNT(lead));
    fill(arena, &s[1], "dependence", "Who needs whom more", trade, COUNT(trade));
}

static void
last_sections(ent_arena *arena, ent_section *s)
{
    static const char *const cells[] = {
        "1858",
        "Treaty of the Marshes \xe2\x80\x94 \xe7\x91\xb7\xe7\x8f\xb2\xe6\xa2\x9d\xe7\xb4\x84",
        "{F:territory:RTA>BDA@1858|282,000 km\xc2\xb2}",
        "B2",
        "Bordurian survey office, sheet 365",
        "1860",
        "Convention of Strelsau",
        "over 300,000 km\xc2\xb2",
        "C3",
        "Gazetteer, entry \"Upper valley, lands east of the river, with all islands in it\"",
        "1864",
        ARABIC,
        "{M|missing}",
        "D4",
        "!",
        "Sum",
        "",
        "582,000 km\xc2\xb2 or more",
        "",
        "",
    };
    ent_table *losses =
        table(arena, "table-losses", "Territory, with the sum checked",
              "Year|Event|Area>|Grade|Source as the ledger has it", cells, COUNT(cells), 1);
    losses->note = "A row without a figure counts as missing, not as nought.";
    const ent_block past[] = {
        words(arena, ENT_BLOCK_PARAGRAPH,
              "Every loss is a claim of a source; none is summed without its neighbours."),
        {.kind = ENT_BLOCK_TABLE, .table = losses},
        {.kind = ENT_BLOCK_CHART,
         .chart = (ent_chart *)(uintptr_t)sample_chart(arena, ENT_CHART_TIMELINE)},
    };
    const ent_block force[] = {
        {.kind = ENT_BLOCK_CHART,
         .chart = (ent_chart *)(uintptr_t)sample_chart(arena, ENT_CHART_LADDER)},
        {.kind = ENT_BLOCK_PARAGRAPH, .text = hostile_run(arena)},
    };
    const ent_block compare[] = {
        {.kind = ENT_BLOCK_CHART,
         .chart = (ent_chart *)(uintptr_t)sample_chart(arena, ENT_CHART_DUMBBELL)},
        words(arena, ENT_BLOCK_GAP, "Opinion: no survey with a sampling frame in either state."),
    };

    fill(arena, &s[0], "past", "What the past still does", past, COUNT(past));
    fill(arena, &s[1], "force", "How near is a clash", force, COUNT(force));
    fill(arena, &s[2], "compare", "Compared with whom", compare, COUNT(compare));
}

/* ---- evidence
 * ------------------------------------------------------------------------------------ */

static const ent_claim claims[] = {
    {.id = "00000000000000000aa1",
     .set = "made-up",
     .record = "zenda",
     .from = "RTA",
     .to = "BDA",
     .indicator = "treaty",
     .kind = ENT_KIND_COMMITMENT,
     .label = "Peace of Zenda",
     .valid_from = {1689, 8, 27, ENT_PREC_DAY, ENT_CAL_GREGORIAN, false},
     .known_from = {1690, 0, 0, ENT_PREC_YEAR, ENT_CAL_GREGORIAN, false},
     .source = "gazetteer",
     .locator = "p. 12",
     .attribution = ENT_ATTR_EXPERT,
     .reliability = 'C',
     .credibility = '3',
     .checked = ENT_CHECKED_READ,
     .coder = "hand"},
    {.id = "00000000000000000aa2",
     .set = "made-up",
     .record = "trade-2014",
     .from = "RTA",
     .to = "BDA",
     .directed = true,
     .indicator = "trade.goods",
     .kind = ENT_KIND_TIE,
     .valid_from = {2014, 0, 0, ENT_PREC_YEAR, ENT_CAL_GREGORIAN, false},
     .known_from = {2015, 6, 30, ENT_PREC_DAY, ENT_CAL_GREGORIAN, false},
     .quantity_state = ENT_VALUE,
     .quantity = 42.81,
     .digits = 4,
     .unit = "USD_billion",
     .source = "bdu-customs",
     .locator = "table 4.2",
     .file = "customs_2014.csv",
     .row = 1048577,
     .byte = 301223441,
     .reliability = 'B',
     .credibility = '2',
     .checked = ENT_CHECKED_FILE,
     .coder = "reader 1"},
    {.id = "00000000000000000aa3",
     .set = "made-up",
     .record = "pamphlet",
     .from = "RTA",
     .to = "BDA",
     .directed = true,
     .indicator = "trade.goods",
     .kind = ENT_KIND_TIE,
     .valid_from = {2014, 0, 0, ENT_PREC_YEAR, ENT_CAL_GREGORIAN, true},
     .quantity_state = ENT_VALUE,
     .quantity = 80,
     .approx = ENT_APPROX_ABOUT,
     .unit = "USD_billion",
     .denominator = "goods exports of RTA",
     .source = "pamphlet",
     .attribution = ENT_ATTR_ANONYMOUS,
     .reliability = 'F',
     .credibility = '6',
     .checked = ENT_CHECKED_MEMORY,
     .note = sample_hostile,
     .label = sample_hostile},
    {.id = "00000000000000000aa4",
     .set = "made-up",
     .record = "marshes",
     .from = "RTA",
     .to = "BDA",
     .directed = true,
     .indicator = "territory.transfer",
     .kind = ENT_KIND_IMPULSE,
     .label = "\xe7\x91\xb7\xe7\x8f\xb2\xe6\xa2\x9d\xe7\xb4\x84",
     .valid_from = {1850, 0, 0, ENT_PREC_DECADE, ENT_CAL_GREGORIAN, true},
     .quantity_state = ENT_VALUE,
     .quantity = 282473,
     .quantity_low = 280000,
     .quantity_high = 290000,
     .approx = ENT_APPROX_RANGE,
     .digits = 6,
     .unit = "km2",
     .source = "gazetteer",
     .reliability = 'B',
     .credibility = '2',
     .n = 1200,
     .standard_error = 12.5,
     .checked = ENT_CHECKED_COMPUTED},
    {.id = "00000000000000000aa5",
     .set = "made-up",
     .record = "arms",
     .from = "BDA",
     .to = "RTA",
     .directed = true,
     .indicator = "arms.tiv",
     .kind = ENT_KIND_TIE,
     .ongoing = true,
     .valid_from = {2010, 0, 0, ENT_PREC_YEAR, ENT_CAL_GREGORIAN, false},
     .quantity_state = ENT_MISSING,
     .unit = "TIV_million",
     .source = "nobody-lists-me",
     .reliability = 'A',
     .credibility = '1',
     .checked = ENT_CHECKED_READ,
     .event_code = "190",
     .event_scheme = "CAMEO"},
};

static const char *const lineage_trade[] = {"00000000000000000aa2", "00000000000000000aa4"};
static const char *const lineage_all[] = {"00000000000000000aa2", "00000000000000000aa3",
                                          "not-on-this-page"};

static const ent_estimate estimates[] = {
    {.id = "trade.dependence:RTA>BDA@2014",
     .measure = "trade.dependence",
     .from = "RTA",
     .to = "BDA",
     .first_day = 16071,
     .last_day = 16435,
     .state = ENT_VALUE,
     .value = 0.342,
     .low = 0.31,
     .high = 0.38,
     .level_0to1 = 0.9,
     .basis = ENT_BASIS_SPREAD,
     .unit = "share",
     .formula = "42.81 bn / 125.1 bn",
     .lineage = lineage_all,
     .n_lineage = 3,
     .note = "Two customs offices disagree by 12 %."},
    {.id = "trade.dependence:BDA>RTA@2014",
     .measure = "trade.dependence",
     .from = "BDA",
     .to = "RTA",
     .first_day = 16071,
     .last_day = 16435,
     .state = ENT_VALUE,
     .value = 0.041,
     .low = 0.038,
     .high = 0.045,
     .level_0to1 = 1,
     .basis = ENT_BASIS_DIGITS,
     .unit = "share",
     .formula = "9.3 bn / 227 bn",
     .lineage = lineage_trade,
     .n_lineage = 1},
    {.id = "trade.goods:RTA>BDA@2014",
     .measure = "trade.goods",
     .from = "RTA",
     .to = "BDA",
     .first_day = 16071,
     .last_day = 16435,
     .state = ENT_VALUE,
     .value = 42.81e9,
     .low = 42.805e9,
     .high = HUGE_VAL,
     .level_0to1 = 1,
     .basis = ENT_BASIS_BOUND,
     .unit = "USD",
     .lineage = lineage_trade,
     .n_lineage = 1},
    {.id = "territory:RTA>BDA@1858",
     .measure = "territory",
     .from = "RTA",
     .to = "BDA",
     .first_day = -40907,
     .last_day = -40543,
     .state = ENT_VALUE,
     .value = 282473,
     .low = 280000,
     .high = 290000,
     .level_0to1 = 1,
     .basis = ENT_BASIS_STATED,
     .unit = "km2",
     .lineage = lineage_trade,
     .n_lineage = 2},
    {.id = "arms:BDA>RTA@'2010' <x>",
     .measure = "arms.tiv",
     .from = "BDA",
     .to = "RTA",
     .first_day = 14610,
     .last_day = 14974,
     .state = ENT_MISSING,
     .unit = "TIV_million",
     .note = sample_hostile},
    {.id = "migrants:RTA>BDA@2020",
     .measure = "migrants",
     .from = "RTA",
     .to = "BDA",
     .first_day = 18262,
     .last_day = 18627,
     .state = ENT_UNCOVERED,
     .unit = "persons"},
};

static const ent_page_source sources[] = {
    {.code = "bdu-customs",
     .type = "dataset",
     .author = "Bordurian Customs Office",
     .year = "2015",
     .title = "Foreign trade of Borduria, 100 % & more",
     .publisher = "Szohod",
     .url = "https://example.org/customs?y=2014&t=4",
     .licence = "CC BY 4.0",
     .n_claims = 1},
    {.code = "gazetteer",
     .type = "book",
     .author = "Sophia & Jones_Smith",
     .year = "1932",
     .title = "A gazetteer of the upper valley {with maps}",
     .publisher = "Strelsau Press",
     .licence = "copyright, facts cited",
     .note = "read in the second printing",
     .n_claims = 2},
    {.code = "pamphlet",
     .type = "misc",
     .author = sample_hostile,
     .year = "n.d.",
     .title = sample_hostile,
     .url = "javascript:alert(1)",
     .licence = sample_hostile,
     .note = sample_hostile,
     .n_claims = 1},
};

const ent_page *
sample_page(ent_arena *arena)
{
    ent_page *page = take(arena, 1, sizeof *page);
    ent_figure *figures = take(arena, COUNT(estimates), sizeof *figures);
    const ent_claim **list = take(arena, COUNT(claims), sizeof *list);
    static const char *const printed[] = {
        "34 %", "4.1 %", "42.8 bn US dollars", "282,000 km\xc2\xb2", "missing", "not covered"};

    for (size_t i = 0; i < COUNT(estimates); i++)
        figures[i] = (ent_figure){estimates[i].id, printed[i], &estimates[i]};
    for (size_t i = 0; i < COUNT(claims); i++)
        list[i] = &claims[i];
    page->title = "Ruritania and Borduria";
    page->subtitle = "How solid the relationship is, and the evidence for every number. "
                     "Compared with Syldavia and Borduria.";
    page->schema = "entente-page-1";
    page->as_of = "2026-11-01";
    page->made = "2026-11-23";
    page->sections = take(arena, 5, sizeof *page->sections);
    page->n_sections = 5;
    first_sections(arena, page->sections);
    last_sections(arena, page->sections + 2);
    page->figures = figures;
    page->n_figures = COUNT(estimates);
    page->claims = list;
    page->n_claims = COUNT(claims);
    page->sources = sources;
    page->n_sources = COUNT(sources);
    return page;
}
