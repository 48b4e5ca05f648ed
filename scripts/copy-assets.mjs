/** After the compiler: what is read at run time beside the code (scripts for Redis, the local Feishu's page). `[folder]`: dist. */
import { cpSync } from 'node:fs';

const isAsset = /\.(?:lua|mjs|html|css|svg)$/;
cpSync('src', process.argv[2] ?? 'dist', {
  recursive: true,
  filter: (from) => !/\.[a-z]+$/.test(from) || isAsset.test(from) || from.includes('src/emulator/page/'),
});
