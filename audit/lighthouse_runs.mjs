// Runs Lighthouse (mobile, simulated throttling: its defaults) over pages, several times each, in a new browser each time.
// Input: {"chromium", "flags", "runs", "pages": [{"url", "cookies"}]}. Output: a JSON line for each run.
import { readFileSync } from "node:fs";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const ATTEMPTS = 4;
const order = JSON.parse(readFileSync(0, "utf8"));

async function report(page) {
  const chrome = await launch({ chromePath: order.chromium, chromeFlags: order.flags });
  try {
    const { lhr } = await lighthouse(page.url, {
      port: chrome.port,
      logLevel: "error",
      onlyCategories: CATEGORIES,
      ignoreStatusCode: true,
      extraHeaders: page.cookies ? { Cookie: page.cookies } : undefined,
    });
    if (lhr.runtimeError) throw new Error(`${page.url}: ${lhr.runtimeError.code} ${lhr.runtimeError.message}`);
    return lhr;
  } finally {
    chrome.kill();
  }
}

// On a busy machine a trace may be lost. That says nothing of the page, and is tried again.
async function once(page) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return summary(await report(page));
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      process.stderr.write(`again: ${error.message}\n`);
    }
  }
}

function summary(lhr) {
  const failed = {};
  for (const name of CATEGORIES) {
    failed[name] = lhr.categories[name].auditRefs
      .filter((ref) => ref.weight > 0 && lhr.audits[ref.id].score !== null && lhr.audits[ref.id].score < 1)
      .map((ref) => `${ref.id} ${lhr.audits[ref.id].score}`);
  }
  const metric = (id) => Math.round(lhr.audits[id].numericValue * 1000) / 1000;
  return {
    scores: Object.fromEntries(CATEGORIES.map((name) => [name, Math.round(lhr.categories[name].score * 100)])),
    failed,
    fcp: metric("first-contentful-paint"),
    lcp: metric("largest-contentful-paint"),
    tbt: metric("total-blocking-time"),
    cls: metric("cumulative-layout-shift"),
    warnings: lhr.runWarnings,
  };
}

for (const page of order.pages) {
  for (let run = 0; run < order.runs; run += 1) {
    process.stdout.write(`${JSON.stringify({ url: page.url, ...(await once(page)) })}\n`);
  }
}
