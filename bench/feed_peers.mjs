// feed_peers.mjs: event feeds at three sizes, ours beside DuckDB and ClickHouse, in one run.
//
// usage: node bench/feed_peers.mjs BUILD [--sizes 64,256,1024] [--repeat 3] [--work FOLDER]
//            [--no-packs] [--no-clickhouse]
//
// BUILD is a release build with `ninja bench/feed_make bench/bench_feed bench/feed_table`. DuckDB is
// looked for in $ENTENTE_NODE. All make the same table: (line, line, role, role, class, day, known
// day) with rows, intensity, tone, mentions, sources, articles and squares; their sums are compared.
// Ours makes exposure, actors, segments with digests, checks of every row and report sketches
// besides; the others trust the file. Seconds are the least of the repeats, taken in turn. CPU
// seconds stay comparable on a machine that others use too.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { VARIANTS } from "./feed_duckdb.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const SUMS = ["cells", "n", "mentions", "intensity_tenths", "tone_milli"];
const SIMD = ["widest", "plain C", "SSE2", "AVX2", "AVX-512"];

function options() {
  const [build, ...rest] = process.argv.slice(2);
  const o = { build, sizes: [64, 256, 1024], repeat: 3, work: null, packs: true, clickhouse: true };
  for (let i = 0; i < rest.length; i++) {
    if (rest[i] === "--sizes") o.sizes = rest[++i].split(",").map(Number);
    else if (rest[i] === "--repeat") o.repeat = Number(rest[++i]);
    else if (rest[i] === "--work") o.work = rest[++i];
    else if (rest[i] === "--no-packs") o.packs = false;
    else if (rest[i] === "--no-clickhouse") o.clickhouse = false;
    else throw new Error(`what is ${rest[i]}? See the first lines of feed_peers.mjs`);
  }
  return o;
}

// "name TAB value TAB ..." to an object; null when the program is not there or cannot.
function measure(program, args) {
  const done = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  if (done.status !== 0) return null;
  const words = done.stdout.trimEnd().split("\n").pop().split("\t"), out = {};
  for (let i = 0; i + 1 < words.length; i += 2) out[words[i]] = Number(words[i + 1]);
  return out;
}

// The least wall and CPU seconds of each contender, in turn, so that all meet the same machine.
function race(contenders, repeat) {
  const best = contenders.map(() => null);
  for (let k = 0; k < repeat; k++)
    contenders.forEach((c, i) => {
      const m = measure(c.program, c.args);
      if (!m) return;
      const b = best[i];
      best[i] = b ? { ...m, wall_s: Math.min(b.wall_s, m.wall_s),
        cpu_s: Math.min(b.cpu_s, m.cpu_s), peak_kib: Math.max(b.peak_kib, m.peak_kib) } : m;
    });
  return best;
}

const figure = (v, digits = 2) => (Number.isFinite(v) ? v.toFixed(digits) : "-");

function line(...cells) {
  const widths = [7, 30, 7, 8, 8, 9, 9, 9, 9];
  console.log(cells.map((c, i) => (i === 1 ? String(c).padEnd(widths[i])
    : String(c).padStart(widths[i]))).join(" "));
}

function tell(mib, bytes, name, threads, m, peer) {
  if (!m) {
    line(mib, name, threads, "is not here");
    return;
  }
  line(mib, name, threads, figure(m.wall_s, 3), figure(m.cpu_s, 3), figure(bytes / m.wall_s / 1e9),
    figure(bytes / m.cpu_s / 1e9), figure(m.peak_kib / 1024, 0),
    peer ? figure(peer.cpu_s / m.cpu_s, 1) : "-");
}

function same(a, b, what) {
  for (const name of SUMS)
    if (a && b && a[name] !== b[name])
      console.log(`DIFFERENT: ${name} is ${a[name]} by us and ${b[name]} by ${what}`);
}

const ours = (o, file, threads, simd) => ({ program: `${o.build}/bench/bench_feed`,
  args: ["--threads", String(threads), "--simd", String(simd), file] });
const duckdb = (tables, file, threads, variant) => ({ program: "node",
  args: [`${here}/feed_duckdb.mjs`, tables, String(threads), variant, file] });

// DuckDB's fastest way to say it, by CPU seconds, on the smallest file.
function bestVariant(tables, file) {
  const times = race(VARIANTS.map((v) => duckdb(tables, file, 1, v)), 2);
  VARIANTS.forEach((v, i) =>
    console.log(`DuckDB ${v}: ${times[i] ? `${figure(times[i].cpu_s, 3)} s CPU` : "is not here"}`));
  const at = times.reduce((b, t, i) => (t && (b < 0 || t.cpu_s < times[b].cpu_s) ? i : b), -1);
  return at < 0 ? null : VARIANTS[at];
}

function bySize(o, file, mib, tables, variant) {
  const bytes = statSync(file).size, out = {};
  const widths = [1, 2, 3, 4, 0];
  const list = [...widths.map((w) => ours(o, file, 1, w)), ours(o, file, 2, 0)];
  if (variant) list.push(duckdb(tables, file, 1, variant), duckdb(tables, file, 2, variant));
  const best = race(list, o.repeat), one = best[list.length - 2], two = best[list.length - 1];
  widths.forEach((w, i) =>
    tell(mib, bytes, `ours, ${SIMD[w]}`, 1, best[i], variant && one));
  tell(mib, bytes, "ours, widest", 2, best[5], variant && two);
  if (variant) {
    tell(mib, bytes, `DuckDB, ${variant}`, 1, one, null);
    tell(mib, bytes, `DuckDB, ${variant}`, 2, two, null);
    same(best[4], one, "DuckDB");
    if (best[5] && two)
      console.log(`        wall on two threads: DuckDB takes ${figure(two.wall_s / best[5].wall_s, 1)}`
        + " times ours");
  }
  if (o.clickhouse) {
    const m = measure("node", [`${here}/feed_clickhouse.mjs`, tables, "2", file]);
    if (m) {
      line(mib, "ClickHouse load + query", 2, figure(m.wall_s, 3), "-",
        figure(bytes / m.wall_s / 1e9), "-", figure(m.peak_kib / 1024, 0), "-");
      same(best[5], m, "ClickHouse");
    } else console.log("        ClickHouse: no server is installed here (skipped)");
  }
  out.one = best[4];
  out.two = best[5];
  return out;
}

// The same bytes packed: whole runs beside unpacking alone, one file and four side by side.
function packed(o, file, work, mib) {
  const kinds = [["gz", "gzip -c"], ["zst", "zstd -q -c"], ["zip", "zip -q -"]];
  const bytes = statSync(file).size;
  for (const [kind, command] of kinds) {
    const to = path.join(work, `packed.${kind}`), folder = path.join(work, `four.${kind}`);
    const input = kind === "zip" ? "-" : "";
    try {
      execFileSync("sh", ["-c", `${command} ${input} < "${file}" > "${to}"`]);
    } catch {
      console.log(`        ${kind}: nothing here makes it (skipped)`);
      continue;
    }
    mkdirSync(folder, { recursive: true });
    execFileSync("sh", ["-c", `split -n l/4 --additional-suffix=.csv "${file}" "${folder}/part-"`
      + ` && for p in "${folder}"/part-*.csv; do ${command} ${input} < "$p" > "$p.${kind}" && rm "$p"`
      + "; done"]);
    const bare = { program: `${o.build}/bench/bench_feed`, args: ["--bare", to] };
    const [b, one, two, four] = race([bare, ours(o, to, 1, 0), ours(o, to, 2, 0),
      ours(o, folder, 2, 0)], o.repeat);
    tell(mib, bytes, `.${kind} unpacked only`, 1, b, null);
    tell(mib, bytes, `.${kind} ours`, 1, one, null);
    tell(mib, bytes, `.${kind} ours`, 2, two, null);
    tell(mib, bytes, `.${kind} ours, four files`, 2, four, null);
    if (b && one)
      console.log(`        .${kind}: reading takes ${figure(one.cpu_s / b.cpu_s)} times unpacking, CPU`);
    rmSync(folder, { recursive: true });
    rmSync(to);
  }
}

function main() {
  const o = options(), own = !o.work;
  const work = o.work ?? mkdtempSync(path.join(tmpdir(), "entente-feed-"));
  const runs = [];
  let variant = null, tables = path.join(work, "tables");

  mkdirSync(tables, { recursive: true });
  for (const mib of o.sizes) {
    const file = path.join(work, `feed-${mib}.csv`);
    if (!existsSync(file))
      execFileSync(`${o.build}/bench/feed_make`, ["--bytes", `${mib}M`, "--out", file]);
    execFileSync("sh", ["-c", `cat "${file}" > /dev/null`]);
    if (mib === o.sizes[0]) {
      execFileSync(`${o.build}/bench/feed_table`, ["--out", tables, file]);
      variant = bestVariant(tables, file);
      line("MiB", "who", "threads", "wall s", "CPU s", "GB/s", "GB/CPU-s", "peak MiB", "x DuckDB");
    }
    runs.push({ mib, ...bySize(o, file, mib, tables, variant) });
  }
  for (const [threads, key] of [[1, "one"], [2, "two"]]) {
    const a = runs[0], b = runs[runs.length - 1];
    if (a[key] && b[key] && a !== b)
      console.log(`size: ${b.mib / a.mib} times the bytes take`
        + ` ${figure(b[key].cpu_s / a[key].cpu_s, 1)} times the CPU on ${threads} thread(s)`);
  }
  const last = runs[runs.length - 1];
  if (last.one && last.two)
    console.log(`cores: two threads are ${figure(last.one.wall_s / last.two.wall_s)} times as fast`
      + ` as one (wall), for ${figure(last.two.cpu_s / last.one.cpu_s)} times the CPU`);
  if (o.packs) packed(o, path.join(work, `feed-${o.sizes[0]}.csv`), work, o.sizes[0]);
  if (own) rmSync(work, { recursive: true, force: true });
}

main();
