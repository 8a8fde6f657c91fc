// lines.mjs: a file's lines as DuckDB can read them, and how many it cannot: a second, slow reader.
import { readFileSync, writeFileSync } from "node:fs";

const LF = 10, CR = 13, TAB = 9;

// Fields of a line of bytes; the quotes of a CSV hold separators in.
function countFields(line, separator, quotes) {
  let n = 1, inside = false;
  for (const byte of line) {
    if (quotes && byte === 34) inside = !inside;
    else if (byte === separator && !inside) n++;
  }
  return inside ? 0 : n;
}

/*
 * Copy the lines that are text with the right number of fields from one file to another; a CR
 * within a line, which DuckDB would take for a line end, becomes a blank. Gives the numbers of
 * lines that are rows, and of those among them that are not copied.
 */
export function copyLines(from, to, { columns, header = 0, separator = TAB, quotes = false }) {
  const bytes = readFileSync(from), utf8 = new TextDecoder("utf-8", { fatal: true });
  const out = [];
  let at = 0, rows = 0, rejected = 0, line = 0;
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) at = 3;
  while (at < bytes.length) {
    let end = bytes.indexOf(LF, at);
    if (end < 0) end = bytes.length;
    let text = bytes.subarray(at, end);
    at = end + 1;
    if (text.length > 0 && text[text.length - 1] === CR) text = text.subarray(0, -1);
    if (text.length === 0 || line++ < header) continue; // an empty line is none
    rows++;
    let words = null;
    try {
      words = utf8.decode(text);
    } catch {
      words = null;
    }
    const n = countFields(text, separator, quotes);
    const fits = Array.isArray(columns) ? n >= columns[0] && n <= columns[1] : n === columns;
    if (words === null || words.includes("\0") || !fits) rejected++;
    else out.push(words.replaceAll("\r", " "));
  }
  writeFileSync(to, out.length ? out.join("\n") + "\n" : "");
  return { rows, rejected };
}
