import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

describe('the list of packages in production', () => {
  it('is what the lock file says and what is installed, each with a licence and a reason', () => {
    const checked = spawnSync(process.execPath, ['scripts/packages.mjs', '--check'], { encoding: 'utf8' });
    expect(checked.stderr).toBe('');
    expect(checked.status).toBe(0);
  });

  it('names every direct dependency with its version', () => {
    const page = readFileSync('docs/packages.md', 'utf8');
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    expect(Object.keys(dependencies).length).toBeGreaterThan(10);
    for (const [name, version] of Object.entries(dependencies)) {
      expect(page).toContain(`| \`${name}\` | ${version} |`);
    }
    expect(page.match(/^\| `/gm)?.length).toBeGreaterThan(60);
    expect(page).not.toMatch(/undefined|needed by *\|/);
  });
});
