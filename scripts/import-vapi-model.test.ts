import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';

const FACTS = join('..', 'shared', 'facts', 'vapi.json');

// A plain clone has no facts beside it; there the model is what it is.
test.skipIf(!existsSync(FACTS))('the vAPI model is up to date', () => {
  const folder = mkdtempSync(join(tmpdir(), 'moref-'));
  const written = join(folder, 'model.json');
  try {
    execFileSync(process.execPath, ['scripts/import-vapi-model.mjs', FACTS, written]);
    expect(readFileSync('assets/vapi/model.json', 'utf8')).toBe(readFileSync(written, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
