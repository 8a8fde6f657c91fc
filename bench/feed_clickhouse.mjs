// feed_clickhouse.mjs: a GDELT 2.0 file loaded into a ClickHouse of our own making, and the same
// table by one query, both timed. Stays within what 18.16, Debian's, can do.
//
// usage: node feed_clickhouse.mjs FOLDER THREADS FILE    (FOLDER: actors, codes, roles by feed_table)
//
// A server is started in a folder of its own on a free port and ended afterwards. Exit 77 where
// there is none. Tone is summed from binary fractions: this ClickHouse has no exact decimals.
import { spawn } from "node:child_process";
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";

const SERVERS = ["/usr/bin/clickhouse-server", "/usr/sbin/clickhouse-server",
  "/usr/local/bin/clickhouse-server"];

function config(folder, port) {
  writeFileSync(`${folder}/users.xml`, `<yandex><profiles><default>
    <max_memory_usage>10000000000</max_memory_usage></default></profiles>
    <users><default><password></password><networks><ip>::/0</ip></networks>
    <profile>default</profile><quota>default</quota></default></users>
    <quotas><default/></quotas></yandex>`);
  writeFileSync(`${folder}/config.xml`, `<yandex><logger><level>error</level>
    <log>${folder}/log</log><errorlog>${folder}/errors</errorlog></logger>
    <http_port>${port}</http_port><listen_host>127.0.0.1</listen_host>
    <path>${folder}/data/</path><tmp_path>${folder}/tmp/</tmp_path>
    <users_config>${folder}/users.xml</users_config><default_profile>default</default_profile>
    <default_database>default</default_database><mark_cache_size>268435456</mark_cache_size>
    </yandex>`);
}

// One request; body is text or a file to send.
function ask(port, query, file) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: "127.0.0.1", port, method: "POST",
      path: `/?query=${file ? encodeURIComponent(query) : ""}` }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (t) => { text += t; });
      answer.on("end", () => (answer.statusCode === 200 ? resolve(text) : reject(new Error(text))));
    });
    request.on("error", reject);
    if (file) createReadStream(file, { highWaterMark: 1 << 20 }).pipe(request);
    else request.end(query);
  });
}

async function begin(server, folder, port) {
  const child = spawn(server, [`--config-file=${folder}/config.xml`], { stdio: "ignore" });
  for (let i = 0; i < 100; i++) {
    await new Promise((r) => setTimeout(r, 100));
    try {
      await ask(port, "SELECT 1");
      return child;
    } catch {
      continue;
    }
  }
  child.kill();
  return null;
}

const table = (folder, name) => readFileSync(`${folder}/${name}.tsv`, "utf8").trimEnd().split("\n")
  .slice(1).map((l) => l.split("\t"));

const list = (values, text) => "[" + values.map((v) => (text ? `'${v}'` : v)).join(",") + "]";

function query(folder, threads) {
  const actors = table(folder, "actors").filter((a) =>
    !["region", "unknown", "not a state then"].includes(a[1]));
  const codes = table(folder, "codes"), roles = table(folder, "roles");
  const line = (c) => `transform(${c}, ${list(actors.map((a) => a[0]), true)},
    ${list(actors.map((a) => a[1]), true)}, '')`;
  const role = (c) => `transform(${c}, ${list(roles.map((r) => r[0]), true)},
    ${list(roles.map((r) => r[1]))}, 0)`;
  const ofClass = `transform(c27, ${list(codes.map((c) => c[0]), true)},
    ${list(codes.map((c) => c[1]))}, 0)`;
  const intensity = "toInt32(round(toFloat64(c31) * 10))";
  return `SELECT count() AS cells, sum(n) AS n, sum(m) AS mentions, sum(i) AS intensity_tenths,
      sum(t) AS tone_milli FROM (SELECT ${line("c8")} AS a, ${line("c18")} AS b, ${role("c13")} AS ra,
      ${role("c23")} AS rb, ${ofClass} AS class, c2 AS day, substring(c60, 1, 8) AS known,
      count() AS n, sum(${intensity}) AS i,
      sum(${intensity} * ${intensity}) AS ii,
      sum(round(toFloat64(c35) * 1000)) AS t, sum(pow(round(toFloat64(c35) * 1000), 2)) AS tt,
      sum(toUInt32(c32)) AS m, sum(toUInt32(c33)) AS s, sum(toUInt32(c34)) AS r
      FROM g WHERE c8 != '' AND c18 != '' AND c8 != c18
      GROUP BY a, b, ra, rb, class, day, known HAVING a != '' AND b != '' AND a != b)
    SETTINGS max_threads = ${threads} FORMAT TSVWithNames`;
}

// VmHWM of the server, in KiB.
function peakOf(pid) {
  const line = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return line ? Number(line[1]) : 0;
}

async function main() {
  const [folder, threads, file] = process.argv.slice(2);
  const server = SERVERS.find((s) => existsSync(s));
  const work = mkdtempSync(path.join(tmpdir(), "entente-clickhouse-"));
  const port = 20000 + (process.pid % 20000);
  let child = null;
  try {
    if (server) config(work, port);
    child = server ? await begin(server, work, port) : null;
    if (!child) {
      process.exitCode = 77;
      return;
    }
    const columns = Array.from({ length: 61 }, (_, i) => `c${i + 1} String`).join(", ");
    await ask(port, `CREATE TABLE g (${columns}) ENGINE = Log`);
    const start = process.hrtime.bigint();
    await ask(port, "INSERT INTO g FORMAT TabSeparated", file);
    const loaded = process.hrtime.bigint();
    const [names, values] = (await ask(port, query(folder, threads))).trimEnd().split("\n")
      .map((l) => l.split("\t"));
    const done = process.hrtime.bigint();
    const out = names.flatMap((n, i) => [n, values[i]]);
    console.log([...out, "load_s", (Number(loaded - start) / 1e9).toFixed(4), "wall_s",
      (Number(done - start) / 1e9).toFixed(4), "peak_kib", peakOf(child.pid)].join("\t"));
  } finally {
    if (child) {
      const gone = new Promise((r) => child.on("exit", r));
      child.kill();
      await gone;
    }
    rmSync(work, { recursive: true, force: true });
  }
}

await main();
