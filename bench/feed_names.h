/* feed_names.h: codes and made-up words that feed_make.c builds its rows from. */
#ifndef BENCH_FEED_NAMES_H
#define BENCH_FEED_NAMES_H

/* Countries in the order of how often a world newsroom writes of them: CAMEO code, FIPS 10-4. */
typedef struct country {
    const char *code, *fips, *name;
} country;

static const country countries[] = {
    {"USA", "US", "UNITED STATES"}, {"GBR", "UK", "UNITED KINGDOM"},
    {"RUS", "RS", "RUSSIA"},        {"CHN", "CH", "CHINA"},
    {"IRN", "IR", "IRAN"},          {"SYR", "SY", "SYRIA"},
    {"TUR", "TU", "TURKEY"},        {"FRA", "FR", "FRANCE"},
    {"DEU", "GM", "GERMANY"},       {"IND", "IN", "INDIA"},
    {"JPN", "JA", "JAPAN"},         {"CAN", "CA", "CANADA"},
    {"AUS", "AS", "AUSTRALIA"},     {"ISR", "IS", "ISRAEL"},
    {"PAK", "PK", "PAKISTAN"},      {"SAU", "SA", "SAUDI ARABIA"},
    {"PRK", "KN", "NORTH KOREA"},   {"KOR", "KS", "SOUTH KOREA"},
    {"UKR", "UP", "UKRAINE"},       {"NGA", "NI", "NIGERIA"},
    {"EGY", "EG", "EGYPT"},         {"IRQ", "IZ", "IRAQ"},
    {"AFG", "AF", "AFGHANISTAN"},   {"ESP", "SP", "SPAIN"},
    {"ITA", "IT", "ITALY"},         {"MEX", "MX", "MEXICO"},
    {"BRA", "BR", "BRAZIL"},        {"ZAF", "SF", "SOUTH AFRICA"},
    {"IRL", "EI", "IRELAND"},       {"POL", "PL", "POLAND"},
    {"VNM", "VM", "VIETNAM"},       {"PHL", "RP", "PHILIPPINES"},
    {"IDN", "ID", "INDONESIA"},     {"MYS", "MY", "MALAYSIA"},
    {"THA", "TH", "THAILAND"},      {"SGP", "SN", "SINGAPORE"},
    {"NLD", "NL", "NETHERLANDS"},   {"BEL", "BE", "BELGIUM"},
    {"CHE", "SZ", "SWITZERLAND"},   {"AUT", "AU", "AUSTRIA"},
    {"SWE", "SW", "SWEDEN"},        {"NOR", "NO", "NORWAY"},
    {"DNK", "DA", "DENMARK"},       {"FIN", "FI", "FINLAND"},
    {"GRC", "GR", "GREECE"},        {"CYP", "CY", "CYPRUS"},
    {"HUN", "HU", "HUNGARY"},       {"CZE", "EZ", "CZECH REPUBLIC"},
    {"ROM", "RO", "ROMANIA"},       {"BGR", "BU", "BULGARIA"},
    {"SRB", "RI", "SERBIA"},        {"HRV", "HR", "CROATIA"},
    {"BLR", "BO", "BELARUS"},       {"GEO", "GG", "GEORGIA"},
    {"ARM", "AM", "ARMENIA"},       {"AZE", "AJ", "AZERBAIJAN"},
    {"KAZ", "KZ", "KAZAKHSTAN"},    {"UZB", "UZ", "UZBEKISTAN"},
    {"KGZ", "KG", "KYRGYZSTAN"},    {"TJK", "TI", "TAJIKISTAN"},
    {"TKM", "TX", "TURKMENISTAN"},  {"MNG", "MG", "MONGOLIA"},
    {"NPL", "NP", "NEPAL"},         {"BGD", "BG", "BANGLADESH"},
    {"LKA", "CE", "SRI LANKA"},     {"MMR", "BM", "MYANMAR"},
    {"KHM", "CB", "CAMBODIA"},      {"LAO", "LA", "LAOS"},
    {"NZL", "NZ", "NEW ZEALAND"},   {"FJI", "FJ", "FIJI"},
    {"PNG", "PP", "PAPUA GUINEA"},  {"LBN", "LE", "LEBANON"},
    {"JOR", "JO", "JORDAN"},        {"ARE", "AE", "UNITED ARAB EMIRATES"},
    {"QAT", "QA", "QATAR"},         {"KWT", "KU", "KUWAIT"},
    {"BHR", "BA", "BAHRAIN"},       {"OMN", "MU", "OMAN"},
    {"YEM", "YM", "YEMEN"},         {"PSE", "GZ", "PALESTINE"},
    {"LBY", "LY", "LIBYA"},         {"TUN", "TS", "TUNISIA"},
    {"DZA", "AG", "ALGERIA"},       {"MAR", "MO", "MOROCCO"},
    {"SDN", "SU", "SUDAN"},         {"SSD", "OD", "SOUTH SUDAN"},
    {"ETH", "ET", "ETHIOPIA"},      {"ERI", "ER", "ERITREA"},
    {"SOM", "SO", "SOMALIA"},       {"KEN", "KE", "KENYA"},
    {"UGA", "UG", "UGANDA"},        {"RWA", "RW", "RWANDA"},
    {"TZA", "TZ", "TANZANIA"},      {"ZWE", "ZI", "ZIMBABWE"},
    {"ZMB", "ZA", "ZAMBIA"},        {"NAM", "WA", "NAMIBIA"},
    {"BWA", "BC", "BOTSWANA"},      {"AGO", "AO", "ANGOLA"},
    {"GHA", "GH", "GHANA"},         {"CIV", "IV", "IVORY COAST"},
    {"SEN", "SG", "SENEGAL"},       {"MLI", "ML", "MALI"},
    {"NER", "NG", "NIGER"},         {"TCD", "CD", "CHAD"},
    {"CMR", "CM", "CAMEROON"},      {"CUB", "CU", "CUBA"},
    {"HTI", "HA", "HAITI"},         {"JAM", "JM", "JAMAICA"},
    {"GTM", "GT", "GUATEMALA"},     {"HND", "HO", "HONDURAS"},
    {"SLV", "ES", "EL SALVADOR"},   {"NIC", "NU", "NICARAGUA"},
    {"CRI", "CS", "COSTA RICA"},    {"PAN", "PM", "PANAMA"},
    {"COL", "CO", "COLOMBIA"},      {"VEN", "VE", "VENEZUELA"},
    {"PER", "PE", "PERU"},          {"CHL", "CI", "CHILE"},
    {"ARG", "AR", "ARGENTINA"},     {"BOL", "BL", "BOLIVIA"},
    {"ECU", "EC", "ECUADOR"},       {"URY", "UY", "URUGUAY"},
    {"PRY", "PA", "PARAGUAY"},      {"PRT", "PO", "PORTUGAL"},
    {"ISL", "IC", "ICELAND"},       {"EST", "EN", "ESTONIA"},
    {"LVA", "LG", "LATVIA"},        {"LTU", "LH", "LITHUANIA"},
    {"ALB", "AL", "ALBANIA"},       {"MKD", "MK", "MACEDONIA"},
    {"BIH", "BK", "BOSNIA"},        {"MDA", "MD", "MOLDOVA"},
};

/* Codes in the place of a country that name a region, and codes that nobody has. */
static const char *const region_codes[] = {"EUR", "AFR", "WST", "MEA", "SAS",
                                           "SEA", "LAM", "NMR", "SAM", "EAF"};
static const char *const unknown_codes[] = {"QQQ", "XZX", "ZZ9"};

/* Actor types of CAMEO. */
static const char *const types[] = {"GOV", "COP", "MIL", "BUS", "EDU", "JUD", "LEG", "MED",
                                    "CVL", "OPP", "REB", "CRM", "ELI", "NGO", "SPY", "LAB"};

/* CAMEO codes, most frequent first, with the Goldstein intensity in tenths. */
typedef struct event {
    const char *code;
    int intensity_tenths;
} event;

static const event events[] = {
    {"010", 0},   {"042", 19},   {"043", 28},  {"036", 40},    {"190", -100}, {"040", 10},
    {"051", 34},  {"020", 30},   {"173", -50}, {"046", 70},    {"193", -100}, {"112", -20},
    {"111", -20}, {"057", 80},   {"013", 4},   {"012", -4},    {"120", -40},  {"041", 10},
    {"110", -20}, {"060", 60},   {"172", -50}, {"100", -50},   {"090", -20},  {"190", -100},
    {"080", 50},  {"071", 74},   {"030", 40},  {"050", 35},    {"130", -44},  {"141", -65},
    {"163", -80}, {"195", -100}, {"045", 50},  {"017", 0},     {"061", 64},   {"1121", -20},
    {"0251", 50}, {"087", 90},   {"0871", 90}, {"180", -90},   {"183", -100}, {"016", -1},
    {"024", 34},  {"175", -90},  {"125", -50}, {"138", -70},   {"140", -65},  {"154", -72},
    {"0211", 34}, {"1383", -70}, {"114", -20}, {"018", 34},    {"084", 70},   {"0841", 70},
    {"145", -75}, {"1712", -92}, {"150", -72}, {"1831", -100}, {"200", -100}, {"204", -100},
};

static const char *const syllables[] = {"ka", "ri", "mo",  "ten", "bar", "lu",  "sha", "vin",
                                        "do", "pe", "gor", "sal", "nu",  "wes", "to",  "mir"};
static const char *const words[] = {
    "talks",   "border", "minister", "trade",  "protest",  "deal",  "army",    "court",
    "leader",  "visit",  "summit",   "says",   "over",     "after", "with",    "new",
    "attack",  "police", "economy",  "tariff", "election", "peace", "aid",     "crisis",
    "against", "plan",   "warns",    "meets",  "killed",   "calls", "million", "report"};
static const char *const sections[] = {"world",    "news",       "politics", "international",
                                       "business", "local-news", "opinion"};

/* What is done to a row that was good. In 2.0's order of columns, from 0. */
enum {
    ID = 0,
    SQLDATE = 1,
    MONTH = 2,
    NAME_1 = 6,
    COUNTRY_1 = 7,
    COUNTRY_2 = 17,
    CODE = 26,
    ROOT = 28
};
enum { QUAD = 29, MENTIONS = 31, TONE = 34 };

typedef struct dirt {
    const char *kind;
    int field;        /* -1: see spoil_line; -2: the date added */
    const char *text; /* what stands there instead */
} dirt;

static const dirt kinds[] = {
    {"quotes in a name", NAME_1, "THE \"SO-CALLED\" STATE"},
    {"one quote opens a field", NAME_1, "\"UNBALANCED"},
    {"CRLF at the end", -1, NULL},
    {"CR inside a field", NAME_1, "CARRIAGE\rRETURN"},
    {"NUL inside a field", -1, NULL},
    {"three columns too few", -1, NULL},
    {"one column too many", -1, NULL},
    {"empty line", -1, NULL},
    {"UTF-8 that is not valid", NAME_1, "CAF\xC3\x28 \xFF\xFE"},
    {"the same row again", -1, NULL},
    {"the same id, another row", -1, NULL},
    {"event code without its zero", CODE, "10"},
    {"event code unknown", CODE, "999"},
    {"event code absent", CODE, "---"},
    {"NA as a country", COUNTRY_1, "NA"},
    {"NAM as a country", COUNTRY_1, "NAM"},
    {"region as a country", COUNTRY_2, "AFR"},
    {"unknown country", COUNTRY_2, "XQX"},
    {"country in small letters", COUNTRY_1, "usa"},
    {"blank before a country", COUNTRY_1, " USA"},
    {"month 13", SQLDATE, "20191301"},
    {"day 32", SQLDATE, "20190132"},
    {"29 February of no leap year", SQLDATE, "20190229"},
    {"year 0", SQLDATE, "00000000"},
    {"year 9999", SQLDATE, "99991231"},
    {"date of seven digits", SQLDATE, "2019103"},
    {"date of letters", SQLDATE, "yesterday"},
    {"date empty", SQLDATE, ""},
    {"date before 1900", SQLDATE, "18001112"},
    {"added before it happened", -2, "20000101"},
    {"date added wrong", -2, "20191399"},
    {"date added empty", -2, ""},
    {"tone of letters", TONE, "nought"},
    {"tone empty", TONE, ""},
    {"tone nan", TONE, "nan"},
    {"tone inf", TONE, "-inf"},
    {"tone with exponent", TONE, "1.5e1"},
    {"tone far out", TONE, "123456789012345678901234567890"},
    {"tone half away up", TONE, "0.0005"},
    {"tone half away down", TONE, "-2.4995"},
    {"tone just below a half", TONE, "0.00049999999999999999"},
    {"mentions below zero", MENTIONS, "-3"},
    {"mentions beyond 64 bits", MENTIONS, "99999999999999999999"},
    {"mentions empty", MENTIONS, ""},
    {"mentions with a point", MENTIONS, "2.0"},
};

#endif
