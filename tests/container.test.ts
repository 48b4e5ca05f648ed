/** The container files, as far as they can be held without an engine: what they name exists, and is set up as promised. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readSettings } from '../src/settings.ts';

const service = z.looseObject({
  command: z.union([z.string(), z.array(z.string())]),
  healthcheck: z.looseObject({ test: z.array(z.string()).min(2) }),
  restart: z.string(),
  environment: z.record(z.string(), z.string()).optional(),
  env_file: z.string().optional(),
  volumes: z.array(z.string()).optional(),
});
const compose = z
  .looseObject({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.unknown()) })
  .parse(parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }));
const dockerfile = readFileSync('Dockerfile', 'utf8');

describe('docker-compose.yml', () => {
  it('has a Redis that keeps everything, a bot and a worker, each watched and started again', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['bot', 'redis', 'worker']);
    const { redis } = compose.services;
    expect(redis?.command).toMatch(/--appendonly yes/);
    expect(redis?.command).toMatch(/--maxmemory-policy noeviction/);
    const [volume] = redis?.volumes ?? [];
    expect(volume?.endsWith(':/data')).toBe(true);
    expect(Object.keys(compose.volumes)).toContain(volume?.split(':')[0]);
  });

  it.each(['bot', 'worker'])('runs the %s with settings that the program takes', (name) => {
    const one = compose.services[name];
    expect(one?.command).toEqual(['node', 'dist/main.js', 'start', name]);
    const settings = { FEISHU_APP_ID: 'cli_0123456789abcdef', FEISHU_APP_SECRET: 's', ...one?.environment };
    expect(readSettings(settings)).toHaveProperty('settings');
    expect(one?.env_file).toBe('.env');
  });
});

describe('the health check of the containers', () => {
  const ask = (port: number, token: string) => {
    const [, node, flag, script] = compose.services['bot']?.healthcheck.test ?? [];
    expect([node, flag]).toEqual(['node', '-e']);
    const here = (script ?? '').replace('127.0.0.1:8788', `127.0.0.1:${port}`);
    const child = spawn(process.execPath, ['-e', here], { env: { HTTP_TOKEN: token }, stdio: 'ignore' });
    return new Promise((resolve) => child.once('exit', resolve));
  };

  it('asks whether work is taken, with the token where there is one', async () => {
    const seen: (string | undefined)[] = [];
    let status = 200;
    const server = createServer(({ url, headers }, response) => {
      seen.push(`${url} ${headers.authorization}`);
      response.writeHead(status).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await ask(port, 'secret-of-the-monitor')).toBe(0);
    status = 503;
    expect(await ask(port, '')).toBe(1);
    server.close();
    expect(await ask(port, '')).toBe(1);
    expect(seen).toEqual(['/readyz Bearer secret-of-the-monitor', '/readyz Bearer']);
  });
});

describe('Dockerfile', () => {
  it('copies only what there is, and what the build does not ignore', () => {
    const kept = readFileSync('.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(([, line = '']) =>
      line.split(' ').slice(0, -1),
    );
    expect(copied.length).toBeGreaterThan(5);
    for (const path of copied) {
      expect(existsSync(path), path).toBe(true);
      expect(kept, path).toContain(path.replace(/^\.\//, ''));
    }
  });

  it('runs as an ordinary user, without development tools', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/npm prune --omit=dev/);
    const start = /^CMD (.+)$/m.exec(dockerfile)?.[1];
    expect(JSON.parse(start ?? '[]')).toEqual(['node', 'dist/main.js', 'start']);
  });
});
