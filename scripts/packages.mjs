/**
 * Writes docs/packages.md: every package that is installed for production, from package-lock.json, with its licence and
 * why it is there (for those we chose: the README's table). With --check it only says what is stale, and exits with 1.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const PAGE = 'docs/packages.md';
/** Licences that ask for nothing but their text to be kept. */
const ALLOWED = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0'];

const { dependencies: chosen } = JSON.parse(readFileSync('package.json', 'utf8'));
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const table = readFileSync('README.md', 'utf8').split('## Dependencies')[1] ?? '';
const reasons = new Map(
  [...table.matchAll(/^\| ((?:`[^`]+`(?:, )?)+) \| (.+) \|$/gm)].flatMap(([, names, why]) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => [name, why]),
  ),
);

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const production = Object.entries(packages).filter(
  ([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional,
);
const needed = (entry) => Object.keys({ ...entry.dependencies, ...entry.optionalDependencies });
const problems = [];

const rows = production.map(([path, entry]) => {
  const name = nameOf(path);
  const installed = `${path}/package.json`;
  if (existsSync(installed)) {
    const { version, license } = JSON.parse(readFileSync(installed, 'utf8'));
    if (version !== entry.version || (license !== undefined && license !== entry.license)) {
      problems.push(
        `${name}: installed is ${version} (${license}), the lock file says ${entry.version} (${entry.license})`,
      );
    }
  }
  if (!ALLOWED.includes(entry.license))
    problems.push(`${name}: licence ${entry.license} has not been looked at`);
  const ours = chosen[name] !== undefined && path === `node_modules/${name}`;
  if (ours && !reasons.has(name))
    problems.push(`${name}: the README's table of dependencies does not say why it is there`);
  const by = production
    .filter(([, other]) => needed(other).includes(name))
    .map(([other]) => `\`${nameOf(other)}\``);
  const why = ours
    ? reasons.get(name)
    : `needed by ${[...new Set(by)].sort().join(', ')}${entry.optional ? ', where it can be built' : ''}`;
  return { ours, line: `| \`${name}\` | ${entry.version} | ${entry.license} | ${why} |` };
});
const lines = (ours) => [...new Set(rows.filter((row) => row.ours === ours).map(({ line }) => line))].sort();
const head = (title) => [`## ${title}`, '', '| package | version | licence | why |', '|---|---|---|---|'];

const page = `${[
  '# Packages in production',
  '',
  'Written by `node scripts/packages.mjs` from `package-lock.json` and the README; a test holds it to both and to what is',
  'installed. Tools for development are not in it: they are not installed with `npm ci --omit=dev`.',
  '',
  'Known vulnerabilities are not in it either. Run `npm audit --omit=dev` where the registry offers that (some mirrors',
  'answer 405 or 404: then nothing has been checked, which is not the same as nothing found), after every change of a',
  'version and once a month while the bot runs.',
  '',
  ...head('Chosen'),
  ...lines(true),
  '',
  ...head('Brought along by those'),
  ...lines(false),
].join('\n')}\n`;

if (process.argv.includes('--check')) {
  const there = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
  if (there !== page) problems.push(`${PAGE} is stale: run node scripts/packages.mjs`);
} else {
  writeFileSync(PAGE, page);
}
for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
