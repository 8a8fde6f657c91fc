// feed_duckdb.mjs: the table of a GDELT 2.0 file by one SQL statement in DuckDB, timed.
//
// usage: node feed_duckdb.mjs FOLDER THREADS VARIANT FILE    ($ENTENTE_NODE has @duckdb/node-api)
//
// FOLDER holds what feed_table wrote: actors, codes, roles. Variants: how columns are read (text or
// typed) and whether codes become lines before or after a first grouping. One line as bench_feed.
import { createRequire } from "node:module";
import path from "node:path";

export const VARIANTS = ["text-join-first", "text-group-first", "typed-join-first",
  "typed-group-first"];

const TYPES = { 32: "INTEGER", 33: "INTEGER", 34: "INTEGER", 35: "DECIMAL(18,14)",
  31: "DECIMAL(4,1)" };

function columns(typed) {
  return "{" + Array.from({ length: 61 }, (_, i) =>
    `'c${i + 1}': '${(typed && TYPES[i + 1]) || "VARCHAR"}'`).join(", ") + "}";
}

const own = (folder, name, cols) => `read_csv('${folder}/${name}.tsv', delim = E'\\t', quote = '',
  escape = '', header = true, auto_detect = false, columns = ${cols})`;

function tables(folder) {
  return `
    CREATE TABLE actors AS SELECT code, became AS line FROM ${own(folder, "actors",
      "{'code': 'VARCHAR', 'became': 'VARCHAR', 'rows': 'BIGINT', 'a': 'INT', 'b': 'INT'}")}
      WHERE became NOT IN ('region', 'unknown', 'not a state then');
    CREATE TABLE codes AS FROM ${own(folder, "codes",
      "{'code': 'VARCHAR', 'class': 'UTINYINT', 'i': 'INTEGER'}")};
    CREATE TABLE roles AS FROM ${own(folder, "roles", "{'agent': 'VARCHAR', 'role': 'UTINYINT'}")};`;
}

// Of a file of feed_make, where a side's first type decides its role.
function query(variant, file) {
  const typed = variant.startsWith("typed");
  const read = `read_csv('${file}', delim = E'\\t', quote = '', escape = '', header = false,
    auto_detect = false, columns = ${columns(typed)})`;
  const tone = typed ? "(round(c35, 3) * 1000)::BIGINT"
    : "(round(c35::DECIMAL(18,14), 3) * 1000)::BIGINT";
  const intensity = typed ? "(c31 * 10)::INTEGER" : "(c31::DECIMAL(4,1) * 10)::INTEGER";
  const number = (c) => (typed ? `c${c}` : `c${c}::INTEGER`);
  const rows = `SELECT c8 AS a, c18 AS b, c13 AS ra, c23 AS rb, c27 AS code, c2 AS day,
      c60[1:8] AS known, ${tone} AS tone, ${intensity} AS i, ${number(32)} AS mentions, ${number(33)} AS sources,
      ${number(34)} AS articles FROM ${read} WHERE c8 <> '' AND c18 <> '' AND c8 <> c18`;
  const joins = (from) => `${from} x JOIN actors f ON f.code = x.a JOIN actors t ON t.code = x.b
    JOIN codes k ON k.code = x.code LEFT JOIN roles r ON r.agent = x.ra
    LEFT JOIN roles s ON s.agent = x.rb WHERE f.line <> t.line`;
  const keys = `f.line, t.line, coalesce(r.role, 0), coalesce(s.role, 0), k.class, x.day, x.known`;
  if (variant.endsWith("join-first"))
    return `SELECT ${keys}, count(*) AS n, sum(x.i) AS intensity,
      sum(x.i * x.i) AS intensity_sq, count(tone) AS n_tone, sum(tone) AS tone,
      sum(tone * tone) AS tone_sq, sum(mentions) AS mentions, sum(sources) AS sources,
      sum(articles) AS articles FROM ${joins(`(${rows})`)} GROUP BY ALL`;
  return `WITH g AS (SELECT a, b, ra, rb, code, day, known, count(*) AS n, sum(i) AS i,
      sum(i * i) AS ii, count(tone) AS n_tone,
      sum(tone) AS tone, sum(tone * tone) AS tone_sq, sum(mentions) AS mentions,
      sum(sources) AS sources, sum(articles) AS articles FROM (${rows}) GROUP BY ALL)
    SELECT ${keys}, sum(n) AS n, sum(x.i) AS intensity,
      sum(x.ii) AS intensity_sq, sum(n_tone) AS n_tone, sum(tone) AS tone,
      sum(tone_sq) AS tone_sq, sum(mentions) AS mentions, sum(sources) AS sources,
      sum(articles) AS articles FROM ${joins("g")} GROUP BY ALL`;
}

async function main() {
  const [folder, threads, variant, file] = process.argv.slice(2);
  const require = createRequire(path.resolve(process.env.ENTENTE_NODE ?? ".", "x.js"));
  const { DuckDBInstance } = require("@duckdb/node-api");
  const db = await (await DuckDBInstance.create()).connect();

  await db.run(`SET threads = ${Number(threads)}`);
  await db.run("SET preserve_insertion_order = false");
  await db.run(tables(folder));
  const start = process.hrtime.bigint(), cpu = process.cpuUsage();
  await db.run(`CREATE TABLE out AS ${query(variant, file)}`);
  const wall = Number(process.hrtime.bigint() - start) / 1e9, used = process.cpuUsage(cpu);
  const [sum] = (await db.runAndReadAll(`SELECT count(*) AS cells, sum(n) AS n,
    sum(mentions) AS mentions, sum(intensity) AS i, sum(tone) AS t FROM out`)).getRowObjectsJson();
  console.log(["cells", sum.cells, "n", sum.n, "mentions", sum.mentions, "intensity_tenths", sum.i,
    "tone_milli", sum.t, "wall_s", wall.toFixed(4), "cpu_s",
    ((used.user + used.system) / 1e6).toFixed(4), "peak_kib", process.resourceUsage().maxRSS]
    .join("\t"));
}

if (process.argv[1]?.endsWith("feed_duckdb.mjs")) await main();
