import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/ops/metrics.ts';

describe("the administrator's guide", () => {
  it('explains every metric, and none that there is not', async () => {
    const text = await createMetrics().text({ now: Date.now() });
    const there = [...text.matchAll(/^# TYPE (shuzhi_\w+) /gm)].map(([, name]) => name);
    const guide = readFileSync('docs/管理员指南.md', 'utf8');
    const explained = [...guide.matchAll(/^\| `(shuzhi_\w+)` \|/gm)].map(([, name]) => name);
    expect(there.length).toBeGreaterThan(10);
    expect([...explained].sort()).toEqual([...there].sort());
  });
});
