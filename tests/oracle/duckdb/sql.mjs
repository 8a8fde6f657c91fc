// sql.mjs: each format's rows and the table that they come to, in SQL.
//
// A format gives a query `parsed` with a row a line: bad (it is no row), nocode (the feed itself has
// no code for it), a and b (countries as written), from_role, to_role, class, day, known_day (days
// since 1970), intensity (tenths), tone (thousandths or NULL), mentions, sources, articles, line.

const ROLES = ["", "GOV", "MIL", "PAR", "MED", "EDU", "BUS", "NGO", "CVL"];

const roleNumber = (name) =>
  `list_position([${ROLES.map((r) => `'${r}'`).join(",")}], ${name}) - 1`;

// Columns c1 .. cN of text.
const columnsOf = (n) =>
  "{" + Array.from({ length: n }, (_, i) => `'c${i + 1}': 'VARCHAR'`).join(", ") + "}";

const readLines = (file, n, separator = "\\t", quote = "") =>
  `read_csv('${file}', delim = E'${separator}', quote = '${quote}', escape = '${quote}',
     header = false, auto_detect = false, columns = ${columnsOf(n)}, max_line_size = 2097152)`;

const table = (file, columns) =>
  `read_csv('${file}', delim = E'\\t', quote = '', escape = '', header = true, comment = '#',
     all_varchar = true, auto_detect = false, columns = ${columns})`;

// Capitals, "_" and "-" do not matter; a root's title gives way to that of a finer code.
const titleKey = (text) => `lower(translate(${text}, '_-', '  '))`;

// The tables of data/ref, as they lie in the repository.
export function refTables(root) {
  const ref = `${root}/data/ref`, text = (names) =>
    "{" + names.map((c) => `'${c}': 'VARCHAR'`).join(", ") + "}";
  return `
    CREATE TABLE classes AS SELECT number::INT AS number, scheme, code
      FROM ${table(`${ref}/event_classes.tsv`,
        text(["number", "scheme", "code", "title", "plover", "quad"]))};
    CREATE TABLE codes AS SELECT e.scheme, e.code, c.number AS class, e.intensity::INT AS intensity,
        e.title, coalesce(e.also, '') AS also
      FROM ${table(`${ref}/event_codes.tsv`,
        text(["scheme", "code", "class", "intensity", "title", "also"]))} e
      JOIN classes c ON c.scheme = e.scheme AND c.code = e.class;
    CREATE TABLE titles AS SELECT title, arg_max(code, length(code)) AS code FROM (
        SELECT ${titleKey("unnest(list_concat([title], string_split(also, ' | ')))")} AS title, code
        FROM codes WHERE scheme = 'cameo') GROUP BY title;
    CREATE TABLE roles AS SELECT vocabulary, ${roleNumber("role")} AS role,
        unnest(string_split(words, ' | ')) AS word
      FROM ${table(`${ref}/event_roles.tsv`, text(["vocabulary", "role", "words"]))};`;
}

const day = (text, pattern, format) =>
  `CASE WHEN regexp_full_match(${text}, '${pattern}')
        AND year(try_strptime(${text}[1:${format.length + 2}], '${format}')) BETWEEN 1900 AND 2099
     THEN date_diff('day', DATE '1970-01-01',
          try_strptime(${text}[1:${format.length + 2}], '${format}')::DATE) END`;

// Whole number of 10^-places, half away from zero: DECIMAL's own rounding, no binary fraction.
const scaled = (text, places, most) =>
  `CASE WHEN regexp_full_match(${text}, '[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?')
        AND abs(round(TRY_CAST(${text} AS DECIMAL(38, 20)), ${places})) <= ${most}
     THEN (round(TRY_CAST(${text} AS DECIMAL(38, 20)), ${places}) * 1${"0".repeat(places)})::BIGINT
     END`;

const role = (vocabulary, word) =>
  `(SELECT role FROM roles WHERE vocabulary = '${vocabulary}' AND word = ${word})`;

// The first of three agents that says anything; an empty one ends them.
const gdeltRole = (c) =>
  `coalesce(CASE WHEN c${c} <> '' THEN coalesce(${role("cameo", `c${c}`)},
     CASE WHEN c${c + 1} <> '' THEN coalesce(${role("cameo", `c${c + 1}`)},
       ${role("cameo", `c${c + 2}`)}) END) END, 0)`;

function gdelt(columns) {
  const added = columns === 61 ? 60 : 57, url = columns === 57 ? "''" : `c${columns}`;
  const all = Array.from({ length: columns }, (_, i) => `coalesce(c${i + 1}, '') AS c${i + 1}`);
  return (file) => `
    WITH raw AS (SELECT ${all.join(", ")} FROM ${readLines(file, columns)}),
    read AS (SELECT *, ${day("c2", "[0-9]{8}", "%Y%m%d")} AS day,
        ${day(`c${added}`, columns === 61 ? "[0-9]{14}" : "[0-9]{8}", "%Y%m%d")} AS known_day,
        ${scaled("c31", 1, 10)} AS goldstein, ${scaled("c35", 3, 100)} AS tone,
        regexp_full_match(c27, '-*') AS nocode
      FROM raw)
    SELECT (day IS NULL OR known_day IS NULL OR day > known_day
        OR NOT regexp_full_match(c32, '[0-9]{1,9}') OR NOT regexp_full_match(c33, '[0-9]{1,9}')
        OR NOT regexp_full_match(c34, '[0-9]{1,9}') OR length(c1) NOT BETWEEN 1 AND 20
        OR (c31 <> '' AND goldstein IS NULL) OR (c35 <> '' AND tone IS NULL)
        OR (NOT nocode AND k.class IS NULL)) AS bad, nocode,
      c8 AS a, c18 AS b, ${gdeltRole(13)} AS from_role, ${gdeltRole(23)} AS to_role, k.class AS class,
      day, known_day, coalesce(goldstein, k.intensity) AS intensity, tone,
      TRY_CAST(c32 AS BIGINT) AS mentions, TRY_CAST(c33 AS BIGINT) AS sources,
      TRY_CAST(c34 AS BIGINT) AS articles, ${url} AS report,
      concat_ws(E'\\t', ${all.map((_, i) => `c${i + 1}`).join(", ")}) AS line, c1 AS id
    FROM read LEFT JOIN codes k ON k.scheme = 'cameo' AND k.code = c27`;
}

// The sector that goes first: MIL, then in the order of roles.
const icewsRole = (c) => `coalesce((SELECT first(role ORDER BY CASE role WHEN 2 THEN 0 ELSE role END)
    FROM roles WHERE vocabulary = 'sector' AND list_contains(string_split(${c}, ','), word)), 0)`;

function icews(file) {
  const all = Array.from({ length: 20 }, (_, i) =>
    `CASE WHEN coalesce(c${i + 1}, '') IN ('NA', 'NULL') THEN '' ELSE coalesce(c${i + 1}, '') END
       AS c${i + 1}`);
  return `
    WITH raw AS (SELECT ${all.join(", ")},
        concat_ws(E'\\t', ${all.map((_, i) => `coalesce(c${i + 1}, '')`).join(", ")}) AS line
      FROM ${readLines(file, 20)}),
    read AS (SELECT *, ${day("c2", "[0-9]{4}-[0-9]{2}-[0-9]{2}", "%Y-%m-%d")} AS day,
        ${scaled("c8", 1, 10)} AS goldstein FROM raw)
    SELECT (day IS NULL OR (c8 <> '' AND goldstein IS NULL) OR (c7 <> '' AND k.class IS NULL)) AS bad,
      c7 = '' AS nocode, c5 AS a, c11 AS b, ${icewsRole("c4")} AS from_role,
      ${icewsRole("c10")} AS to_role, k.class AS class, day, day AS known_day,
      coalesce(goldstein, k.intensity) AS intensity, NULL::BIGINT AS tone, 0 AS mentions,
      0 AS sources, 0 AS articles, c12 || c13 AS report, line, c1 AS id
    FROM read LEFT JOIN codes k ON k.scheme = 'cameo' AND k.code = c7`;
}

// Numbers and names of a graph set; roles are left out: they hang on words within names.
function graph(first, last) {
  return (file, folder) => `
    WITH names AS (SELECT TRY_CAST(c2 AS INT) AS id, replace(c1, '_', ' ') AS name
        FROM ${readLines(`${folder}/entity2id.txt`, 2)}),
    actors_of AS (SELECT id, CASE WHEN regexp_full_match(name, '.+ [(][^(]+[)]') THEN
        regexp_extract(name, '[(]([^(]+)[)]$', 1) ELSE name END AS country FROM names),
    relations AS (SELECT TRY_CAST(c2 AS INT) AS id, t.code AS code
        FROM ${readLines(`${folder}/relation2id.txt`, 2)}
        JOIN titles t ON t.title = ${titleKey("c1")}),
    raw AS (SELECT TRY_CAST(trim(c1) AS INT) AS s, TRY_CAST(trim(c2) AS INT) AS r,
        TRY_CAST(trim(c3) AS INT) AS o, TRY_CAST(trim(c4) AS INT) AS h,
        concat_ws(E'\\t', c1, c2, c3, c4, c5) AS line
      FROM read_csv('${file}', delim = E'\\t', quote = '', escape = '', header = false,
        auto_detect = false, null_padding = true, columns = ${columnsOf(5)}))
    SELECT (s IS NULL OR o IS NULL OR h IS NULL OR x.id IS NULL OR y.id IS NULL OR e.id IS NULL
        OR h % 24 <> 0 OR h // 24 > ${last} - ${first}) AS bad,
      false AS nocode, x.country AS a, y.country AS b, 0 AS from_role, 0 AS to_role,
      k.class AS class, ${first} + h // 24 AS day, ${first} + h // 24 AS known_day,
      k.intensity AS intensity, NULL::BIGINT AS tone, 0 AS mentions, 0 AS sources, 0 AS articles,
      '' AS report, line, '' AS id
    FROM raw LEFT JOIN actors_of x ON x.id = s LEFT JOIN actors_of y ON y.id = o
      LEFT JOIN relations e ON e.id = r LEFT JOIN codes k ON k.scheme = 'cameo' AND k.code = e.code`;
}

export const formats = {
  "gdelt-1-57": { columns: 57, parsed: gdelt(57) },
  "gdelt-1": { columns: 58, parsed: gdelt(58) },
  "gdelt-2": { columns: 61, parsed: gdelt(61) },
  icews: { columns: 20, header: 1, parsed: icews },
  icews14: { columns: [4, 5], noRoles: true, parsed: graph(16071, 16435) },
  icews18: { columns: [4, 5], noRoles: true, parsed: graph(17532, 17835) },
};

// The actors table keeps 23 bytes of a code, cut between characters.
const cut = (text) => `CASE WHEN strlen(${text}) < 24 THEN ${text} ELSE left(${text}, list_max(
  list_filter(range(1, 24), lambda k: strlen(left(${text}, k)) < 24))) END`;

// What each row comes to; `actors` says what our tables make of a country's code on a day.
export const rowsSql = (parsed) => `
  CREATE OR REPLACE TABLE parsed AS ${parsed};
  CREATE OR REPLACE TABLE rows AS
    SELECT p.*, x.became AS "from", y.became AS "to",
      row_number() OVER (PARTITION BY bad, line) > 1 AS again
    FROM parsed p
      LEFT JOIN actors x ON x.code = ${cut("p.a")} AND p.day BETWEEN x.first_day AND x.last_day
      LEFT JOIN actors y ON y.code = ${cut("p.b")} AND p.day BETWEEN y.first_day AND y.last_day;`;

const REASONS = "('region', 'unknown', 'not a state then', 'ambiguous')";

// Where each row went, by the engine's names.
export const fateSql = `
  SELECT CASE WHEN bad THEN 'rejected' WHEN again THEN 'duplicate' WHEN nocode THEN 'no_class'
      WHEN a = '' OR b = '' THEN 'no_actor'
      WHEN "from" IN ${REASONS} THEN CASE "from" WHEN 'region' THEN 'region' ELSE 'unknown' END
      WHEN "to" IN ${REASONS} THEN CASE "to" WHEN 'region' THEN 'region' ELSE 'unknown' END
      WHEN "from" = "to" THEN 'domestic' ELSE 'kept' END AS fate, count(*)::BIGINT AS n
  FROM rows GROUP BY 1 ORDER BY 1`;

const kept = `NOT bad AND NOT again AND NOT nocode AND a <> '' AND b <> ''
  AND "from" NOT IN ${REASONS} AND "to" NOT IN ${REASONS} AND "from" <> "to"`;

export const cellsSql = `
  SELECT "from", "to", from_role, to_role, class, day, known_day, count(*)::BIGINT AS n,
    sum(intensity)::BIGINT AS intensity_tenths, sum(intensity * intensity)::BIGINT AS intensity_sq,
    count(tone)::BIGINT AS n_tone, coalesce(sum(tone), 0)::BIGINT AS tone_milli,
    coalesce(sum(tone * tone), 0)::BIGINT AS tone_sq, sum(mentions)::BIGINT AS mentions,
    sum(sources)::BIGINT AS sources, sum(articles)::BIGINT AS articles
  FROM rows WHERE ${kept} GROUP BY ALL`;

export const exposureSql = `
  SELECT (year(DATE '1970-01-01' + day::INT) - 1970) * 12 + month(DATE '1970-01-01' + day::INT) - 1
      AS month, class, count(*)::BIGINT AS rows,
    count(*) FILTER (WHERE ${kept})::BIGINT AS dyadic,
    sum(intensity)::BIGINT AS intensity_tenths, coalesce(sum(tone), 0)::BIGINT AS tone_milli
  FROM rows WHERE NOT bad AND NOT again AND NOT nocode GROUP BY 1, 2`;
