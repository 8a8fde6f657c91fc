// test.mjs: the tables of event feeds are, row for row, those that DuckDB makes of the same files.
//
// usage: node test.mjs FEED_TABLE FEED_MAKE ROOT    (TAP; skips without @duckdb/node-api, which is
// looked for in $ENTENTE_NODE, the folder that its package.json was installed in)
//
// DuckDB parses, dates, rounds, groups and sums by its own means. It is told by us what a country's
// code became (the actors table) and our tables of data/ref. Lines that are no text or have another
// number of fields are left out for it by lines.mjs, which counts them.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync }
  from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

import { copyLines } from "./lines.mjs";
import { cellsSql, exposureSql, fateSql, formats, refTables, rowsSql } from "./sql.mjs";

const [feedTable, feedMake, root] = process.argv.slice(2);
const shared = process.env.ENTENTE_SHARED ?? path.join(root, "../shared");

function loadDuckdb() {
  const folders = [process.env.ENTENTE_NODE, path.join(root, "build-full/node")];
  for (const folder of folders.filter(Boolean)) {
    try {
      return createRequire(path.resolve(folder, "x.js"))("@duckdb/node-api");
    } catch {
      continue;
    }
  }
  return null;
}

const CELL_KEYS = ["from", "to", "from_role", "to_role", "class", "day", "known_day"];
const CELL_SUMS = ["n", "intensity_tenths", "intensity_sq", "n_tone", "tone_milli", "tone_sq",
  "mentions", "sources", "articles"];
const ACTORS = `{'code': 'VARCHAR', 'became': 'VARCHAR', 'rows': 'BIGINT', 'first_day': 'INT',
  'last_day': 'INT'}`;

const ownTable = (folder, name, columns) =>
  `read_csv('${folder}/${name}.tsv', delim = E'\\t', quote = '', escape = '', header = true,
     auto_detect = false, nullstr = '\\x01', columns = ${columns})`;

const typed = (text, numbers) =>
  "{" + [...text.map((c) => `'${c}': 'VARCHAR'`), ...numbers.map((c) => `'${c}': 'BIGINT'`)]
    .join(", ") + "}";

const quoted = (names) => names.map((c) => `"${c}"`).join(", ");

async function rowsOf(db, sql) {
  return (await db.runAndReadAll(sql)).getRowObjectsJson();
}

// Rows of one query that the other lacks, both ways; a few of them for the message.
async function differences(db, ours, theirs) {
  await db.run(`CREATE OR REPLACE TABLE ours AS ${ours};
    CREATE OR REPLACE TABLE theirs AS ${theirs};`);
  const out = [];
  for (const [x, y] of [["ours", "theirs"], ["theirs", "ours"]])
    for (const row of await rowsOf(db, `(FROM ${x} EXCEPT ALL FROM ${y}) LIMIT 3`))
      out.push(`only in ${x}: ${JSON.stringify(row)}`);
  return out;
}

// What our engine made of a file, with these options.
function run(work, feed, file, options) {
  const out = mkdtempSync(path.join(work, "out-"));
  execFileSync(feedTable, ["--feed", feed, ...options, "--out", out, file], { stdio: "inherit" });
  return out;
}

function fatesOf(folder) {
  const [head, ...lines] = readFileSync(`${folder}/segments.tsv`, "utf8").trimEnd().split("\n")
    .map((l) => l.split("\t"));
  const sums = {};
  for (const line of lines)
    head.forEach((name, i) => {
      if (name === "rows" || name === "kept" || name === "rejected" ||
          (i > head.indexOf("rejected") && !name.includes("day")))
        sums[name] = (sums[name] ?? 0) + Number(line[i]);
    });
  return sums;
}

// Two long names can be one once they are cut to 23 bytes; what is said of the more frequent one is
// then taken for both, and regions and unknown codes are told apart no longer. True: there are such.
async function forgetCut(db) {
  const twice = await rowsOf(db, `SELECT code FROM actors WHERE strlen(code) > 19
    GROUP BY code HAVING count(*) > 1`);
  await db.run(`DELETE FROM actors x WHERE strlen(code) > 19 AND EXISTS (FROM actors y
    WHERE y.code = x.code AND (y.rows, y.became) > (x.rows, x.became))`);
  await db.run(`UPDATE actors x SET first_day = -100000, last_day = 100000 WHERE code IN
    (${twice.map((t) => `'${t.code.replaceAll("'", "''")}'`).concat("''").join(", ")})`);
  return twice.length > 0;
}

function countsDiffer(ours, theirs, merged) {
  const names = Object.keys(ours).filter((n) => !merged || (n !== "region" && n !== "unknown"));
  const wrong = names.filter((n) => ours[n] !== (theirs[n] ?? 0))
    .map((n) => `${n}: ours ${ours[n]}, theirs ${theirs[n] ?? 0}`);
  if (merged && ours.region + ours.unknown !== (theirs.region ?? 0) + (theirs.unknown ?? 0))
    wrong.push("regions and unknown codes together");
  return wrong;
}

async function compare(db, work, { feed, file }) {
  const format = formats[feed], out = run(work, feed, file, []);
  const clean = path.join(work, "lines.txt");
  const lines = copyLines(file, clean, format);
  const keys = format.noRoles ? CELL_KEYS.filter((k) => !k.includes("role")) : CELL_KEYS;
  const sums = (names) => names.map((c) => `sum("${c}")::BIGINT AS "${c}"`).join(", ");
  const wrong = [];

  await db.run(`CREATE OR REPLACE TABLE actors AS FROM ${ownTable(out, "actors", ACTORS)}`);
  const merged = await forgetCut(db);
  await db.run(rowsSql(format.parsed(clean, path.dirname(file))));
  const cells = ownTable(out, "cells",
    typed(["from", "to"], [...CELL_KEYS.slice(2), ...CELL_SUMS, "reports"]));
  wrong.push(...await differences(db,
    `SELECT ${quoted(keys)}, ${sums(CELL_SUMS)} FROM ${cells} GROUP BY ALL`,
    `SELECT ${quoted(keys)}, ${sums(CELL_SUMS)} FROM (${cellsSql}) GROUP BY ALL`));
  const exposure = ["month", "class", "rows", "dyadic", "intensity_tenths", "tone_milli"];
  wrong.push(...await differences(db,
    `SELECT ${quoted(exposure)} FROM ${ownTable(out, "exposure", typed([], exposure))}`,
    exposureSql));
  const theirs = { rows: lines.rows, rejected: lines.rejected };
  for (const { fate, n } of await rowsOf(db, fateSql))
    theirs[fate] = (theirs[fate] ?? 0) + Number(n);
  wrong.push(...countsDiffer(fatesOf(out), theirs, merged));
  if (!(theirs.kept > 0)) wrong.push("no row was kept: nothing was compared");
  return wrong;
}

// Whatever the threads, the vectors and the memory, the bytes are the same.
function sameBytes(work, { feed, file }) {
  const names = ["cells", "exposure", "actors", "rejects"];
  const read = (folder) => names.map((n) => readFileSync(`${folder}/${n}.tsv`, "utf8"));
  const one = read(run(work, feed, file, ["--simd", "1", "--threads", "1"]));
  const wrong = [];
  for (const options of [["--threads", "2"], ["--memory", String(1 << 20)], ["--simd", "2"]]) {
    const other = read(run(work, feed, file, options));
    names.forEach((name, i) => {
      if (one[i] !== other[i]) wrong.push(`${name} differs with ${options.join(" ")}`);
    });
  }
  return wrong;
}

function make(work, name, ...options) {
  const file = path.join(work, name);
  execFileSync(feedMake, [...options, "--out", file], { stdio: "inherit" });
  return file;
}

// Small files of our own, and those published that are here.
function cases(work) {
  const out = [];
  for (const [feed, vintage] of [["gdelt-1-57", "57"], ["gdelt-1", "58"], ["gdelt-2", "61"]])
    for (const dirty of ["0", "3"])
      out.push({ feed, name: `${feed}, generated${dirty === "0" ? "" : ", dirty"}`,
        file: make(work, `${feed}-${dirty}.csv`, "--vintage", vintage, "--bytes", "3M", "--dirty",
          dirty, "--seed", "7", "--rows-a-day", "1500") });
  const real = [["gdelt-2", "gdelt-raw-sample/20191024143000.export.CSV"],
    ["icews", "icews-raw-sample/events.2018.sample.tab"]];
  for (const set of ["icews14", "icews18"])
    for (const part of ["train", "valid", "test"]) real.push([set, `tkg-${set}/${part}.txt`]);
  for (const [feed, name] of real) {
    const file = path.join(shared, "data", name);
    out.push({ feed, name: `${feed}, published: ${path.basename(file)}`, file,
      absent: !existsSync(file) });
  }
  return out;
}

async function main() {
  const duckdb = loadDuckdb();
  if (!duckdb) {
    console.log("1..0 # SKIP @duckdb/node-api is not installed");
    return;
  }
  const work = mkdtempSync(path.join(tmpdir(), "entente-oracle-"));
  try {
    const db = await (await duckdb.DuckDBInstance.create()).connect();
    const all = cases(work);
    let number = 0;
    const tell = (name, wrong) => {
      console.log(`${wrong.length ? "not ok" : "ok"} ${++number} - ${name}`);
      wrong.forEach((w) => console.log(`# ${w}`));
    };
    await db.run("SET threads = 2");
    await db.run(refTables(root));
    console.log(`1..${all.length + 1}`);
    for (const c of all) {
      if (c.absent) console.log(`ok ${++number} - ${c.name} # SKIP it is not here`);
      else tell(`${c.name}: the same table as SQL makes`, await compare(db, work, c));
    }
    tell("any threads, vectors and memory give the same bytes",
      sameBytes(work, all.find((c) => c.name === "gdelt-2, generated, dirty")));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

await main();
