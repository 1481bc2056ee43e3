// Holds pages to the rules of Mozilla's HTTP Observatory, on this machine.
// Input: {"host", "http", "https", "paths"}: `host` is what the publication is called, the others are ports on the
// loopback that stand for its ports 80 and 443. Output: a JSON line for each path.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import net from "node:net";
import { fileURLToPath } from "node:url";

const order = JSON.parse(readFileSync(0, "utf8"));
const ports = { 80: order.http, 443: order.https };

// The scanner asks the host at its usual ports: both lead here, and nothing else leads anywhere.
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...given) {
  const [options] = Array.isArray(given[0]) ? given[0] : given;
  if (options.host !== order.host || !ports[options.port]) throw new Error(`no way to ${options.host}:${options.port}`);
  Object.assign(options, { host: "127.0.0.1", port: ports[options.port], servername: order.host });
  return connect.apply(this, given);
};

// The list of preloaded hosts is fetched after installation, which we don't do: without it no host is on it.
const root = new URL("./node_modules/@mdn/mdn-http-observatory/", import.meta.url);
const preloaded = fileURLToPath(new URL("conf/hsts-preload.json", root));
if (!existsSync(preloaded)) writeFileSync(preloaded, "{}");

const { scan } = await import(new URL("src/scanner/index.js", root));
for (const path of order.paths) {
  const { scan: found, tests } = await scan(order.host + path);
  const outcomes = Object.fromEntries(
    Object.entries(tests).map(([name, test]) => [name, { pass: test.pass, result: test.result, score: test.scoreModifier }]),
  );
  process.stdout.write(`${JSON.stringify({ path, grade: found.grade, score: found.score, tests: outcomes })}\n`);
}
