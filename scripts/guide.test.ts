import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guideImages, papers } from './lib/guide.mjs';
import { fromRoot } from './lib/paths.mjs';

const pages = papers();

/** What a page points at within the project: `[text](path#part)`, and paths in code. */
const links = [...pages].flatMap(([page, text]) =>
  [...text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => [page, link]),
);

/** Papers that sources, tests and other papers name, by the file that names them: `docs/….md`, also in short. */
const sources = [
  'shared',
  'electron',
  'renderer',
  'scripts',
  'e2e',
  'bench',
  'soak',
  'peers',
  'docs',
];
const named = sources
  .flatMap((folder) =>
    readdirSync(fromRoot(folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:tsx?|mjs|css|html|md)$/.test(name))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  )
  .flatMap((path) => {
    const text = readFileSync(fromRoot(path), 'utf8');
    const papersOf = text.matchAll(/(?<![\w./-])docs\/(?:[\w-]+\/)*[\w-]+(?:\.md)?(?![\w/…])/g);
    const decisions = text.matchAll(/\bdecision (\d{4})\b/g);
    return [
      ...[...papersOf].map(([paper]) => [path, paper] as const),
      ...[...decisions].map(([, number = '']) => [path, `decision ${number}`] as const),
    ];
  });

describe('comments and papers', () => {
  it('name papers that are there, decisions by number or by their whole path', () => {
    const decisions = new Set(
      readdirSync(fromRoot('docs/decisions')).map((name) => `decision ${name.slice(0, 4)}`),
    );
    expect(named.length).toBeGreaterThan(40);
    const dead = named.filter(([, paper]) => !decisions.has(paper) && !existsSync(fromRoot(paper)));
    expect(dead).toEqual([]);
  });
});

describe('the papers', () => {
  it('point at something', () => {
    expect(links.length).toBeGreaterThan(20);
  });

  it.each(links)('%s points at %s, which is there', (page, link) => {
    expect(existsSync(join(fromRoot(dirname(page)), link))).toBe(true);
  });

  it('show no picture that no journey makes', () => {
    const journeys = readdirSync(fromRoot('e2e'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(fromRoot(`e2e/${name}`), 'utf8'))
      .join('');
    // Some are taken in several widths, by which they end.
    for (const name of guideImages())
      expect(journeys).toContain(name.replace(/(?:-\d+)?\.png$/, ''));
  });

  it('quote errors as the program says them', () => {
    const catalogue = readdirSync(fromRoot('shared/i18n/en'))
      .map((name) => readFileSync(fromRoot(`shared/i18n/en/${name}`), 'utf8'))
      .join('');
    const quoted = pages.get('docs/guide/troubleshooting.md')?.matchAll(/“([^”]+)”/g) ?? [];
    const parts = [...quoted].flatMap(([, words = '']) =>
      words.split('…').map((part) => part.trim()),
    );
    expect(parts.length).toBeGreaterThan(10);
    for (const part of parts) expect(catalogue).toContain(part);
  });

  it('name files that are there', () => {
    const security = pages.get('SECURITY.md') ?? '';
    const named = [...security.matchAll(/`((?:electron|e2e|shared)\/[^`]+|soak)`/g)];
    expect(named.length).toBeGreaterThan(8);
    for (const [, path = ''] of named)
      expect([path, existsSync(fromRoot(path))]).toEqual([path, true]);
  });
});
