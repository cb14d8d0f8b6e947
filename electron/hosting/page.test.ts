import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPage, type Page } from './page.ts';

let folder: string;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'moref-page-'));
  const inside = join(folder, 'page');
  await mkdir(join(inside, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(
    join(inside, 'index.html'),
    '<meta name="csp-nonce" content="%CSP_NONCE%"><p>page',
  );
  await writeFile(join(inside, 'assets', 'app-1.js'), 'run()');
  page = await loadPage(inside);
});

afterAll(() => rm(folder, { recursive: true }));

const text = (path: string): string => Buffer.from(page.answer(path).body).toString();

describe('the page', () => {
  it('puts a fresh nonce into document and policy', () => {
    const nonces = ['/', '/index.html'].map((path) => {
      const answer = page.answer(path);
      const nonce = /content="([\w-]{20,})"/.exec(Buffer.from(answer.body).toString())?.[1];
      expect(answer.headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
      expect(answer.headers['cache-control']).toBe('no-store');
      return nonce;
    });
    expect(new Set(nonces).size).toBe(2);
  });

  it('serves files with their type', () => {
    expect(text('/assets/app-1.js')).toBe('run()');
    const { headers } = page.answer('/assets/app-1.js');
    expect(headers['content-type']).toMatch(/^text\/javascript/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    String.raw`/..\secret.txt`,
    '//secret.txt',
    '/assets',
    '/assets/',
    '/assets/app-1.js\0.png',
    '',
    '/toString',
    '/__proto__',
  ])('has nothing at %j', (path) => {
    expect(page.answer(path).status).toBe(404);
    expect(text(path)).not.toContain('secret');
  });

  it('says what to do when it is not built', async () => {
    await expect(loadPage(folder)).rejects.toThrow(/npm run build/);
    await expect(loadPage(join(folder, 'nowhere'))).rejects.toThrow(/npm run build/);
  });
});
