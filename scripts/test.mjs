/**
 * Runs everything that must hold: format and lint, types, flows and templates, then all tests.
 * The last line is `N passed, N failed, N skipped`. With STRICT_SKIPS=1 a skipped test is a failure.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'shuzhi-test-'));
const results = join(folder, 'results.json');
const run = (program, ...args) =>
  spawnSync(process.execPath, [program, ...args], { stdio: 'inherit' }).status === 0;

const checks = [
  run('node_modules/@biomejs/biome/bin/biome', 'check', '.'),
  run('node_modules/typescript/bin/tsc', '--noEmit'),
  run('node_modules/tsx/dist/cli.mjs', 'src/main.ts', 'lint'),
];
const tested = run(
  'node_modules/vitest/vitest.mjs',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${results}`,
  ...process.argv.slice(2),
);

let passed = 0;
let failed = checks.filter((ok) => !ok).length;
const skipped = [];
try {
  const report = JSON.parse(readFileSync(results, 'utf8'));
  passed = report.numPassedTests;
  failed += report.numFailedTests + report.testResults.filter((file) => file.message !== '').length;
  for (const { assertionResults } of report.testResults) {
    for (const { status, fullName } of assertionResults) {
      if (status === 'skipped' || status === 'pending') skipped.push(fullName);
    }
  }
} catch {
  failed += 1;
}
if (!tested && failed === 0) failed = 1;
const strict = process.env.STRICT_SKIPS === '1';
/** Suites that need what is not there say so in their names. */
const reasons = new Map();
for (const name of skipped) {
  const reason = /SKIPPED: [^)]*\)/.exec(name)?.[0] ?? `SKIPPED: ${name}`;
  reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
}
for (const [reason, count] of reasons) console.log(`${reason}: ${count} tests`);
if (strict && skipped.length > 0) {
  console.log('skips are failures here (STRICT_SKIPS=1)');
  failed += skipped.length;
}
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
process.exit(failed > 0 ? 1 : 0);
