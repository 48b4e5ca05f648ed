/** @module The browser of the page's tests, and what to say where there is none. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PROGRAM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export const browserMissing = !existsSync(PROGRAM);

/** For the name of a suite that needs a browser: says why it is skipped, when it is. */
export const inBrowser = (name: string): string =>
  browserMissing
    ? `${name} – SKIPPED: no browser at ${PROGRAM}, install it (apt-get install chromium)`
    : name;

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: PROGRAM,
    args: ['--no-sandbox', '--disable-background-networking'],
  });
