import { describe, expect, it } from 'vitest';
import { fromRoot } from './lib/paths.mjs';
import { kindOf, namePattern, readSelection, testFiles } from './lib/test-selection.mjs';

const files = [
  'electron/core/log.test.ts',
  'electron/core/net/tls.test.ts',
  'renderer/ui/table.test.tsx',
  'e2e/tags.spec.ts',
  'e2e/security/page.spec.ts',
  'peers/vcsim/tags.peer.test.ts',
];
const test = { whole: ['unit', 'journeys'], named: ['peers'], files, from: fromRoot() } as const;

describe('which tests a command line asks for', () => {
  it('is all of them when it names none', () => {
    expect(readSelection([], test)).toBeNull();
  });

  it.each([
    ['a file', ['electron/core/log.test.ts'], { unit: ['electron/core/log.test.ts'] }],
    ['a line of a file', ['e2e/tags.spec.ts:12'], { journeys: ['e2e/tags.spec.ts:12'] }],
    ['a path as Windows writes it', ['e2e\\tags.spec.ts'], { journeys: ['e2e/tags.spec.ts'] }],
    ['an absolute path', [fromRoot('e2e/tags.spec.ts')], { journeys: ['e2e/tags.spec.ts'] }],
    [
      'several, of two kinds, each once',
      ['tls.test', 'e2e/tags.spec.ts', 'electron/core/net/tls.test.ts'],
      { unit: ['electron/core/net/tls.test.ts'], journeys: ['e2e/tags.spec.ts'] },
    ],
    [
      'a folder',
      ['./electron/core/'],
      { unit: ['electron/core/log.test.ts', 'electron/core/net/tls.test.ts'] },
    ],
    [
      'a part of the path, wherever it is found',
      ['tags'],
      { journeys: ['e2e/tags.spec.ts'], peers: ['peers/vcsim/tags.peer.test.ts'] },
    ],
  ])('%s', (_what, args, expected) => {
    const selection = readSelection(args, test);
    expect(Object.fromEntries(selection?.files ?? [])).toEqual(expected);
  });

  it('a path counts from where the command was typed, then from the project', () => {
    const below = { ...test, from: fromRoot('electron/core') };
    const [first, second] = ['net/tls.test.ts', 'e2e/tags.spec.ts'].map((path) =>
      Object.fromEntries(readSelection([path], below)?.files ?? []),
    );
    expect(first).toEqual({ unit: ['electron/core/net/tls.test.ts'] });
    expect(second).toEqual({ journeys: ['e2e/tags.spec.ts'] });
  });

  it.each([
    ['electron/core/nowhere.test.ts', 'There is no test file electron/core/nowhere.test.ts.'],
    ['core/tls.test.ts', 'There is electron/core/net/tls.test.ts.'],
    ['electron/core/log.ts', 'log.ts is not a test file, nor a folder with any. There is electron'],
    ['docs', 'docs is not a test file, nor a folder with any.'],
  ])('%s is an error that says so', (path, message) => {
    expect(() => readSelection(['e2e/tags.spec.ts', path], test)).toThrow(message);
  });

  it('what another command runs is an error that names it', () => {
    const check = { ...test, whole: ['unit'], named: [] } as const;
    expect(() => readSelection(['e2e/tags.spec.ts'], check)).toThrow(/is run by npm run e2e/);
  });

  it.each([
    [['-t', 'reads all']],
    [['-t=reads all']],
    [['-g', 'reads all']],
    [['--testNamePattern=reads all']],
  ])('a name by %j is looked for in all that the command runs', (args) => {
    const selection = readSelection(args, test);
    expect(selection?.names).toEqual(['reads all']);
    expect([...(selection?.files ?? [])]).toEqual([
      ['unit', []],
      ['journeys', []],
    ]);
    expect(() => readSelection(['-t'], test)).toThrow('-t needs the name of a test.');
  });

  it('other options go to the one runner that is meant', () => {
    const selection = readSelection(['tags.spec', '--headed', '--', '--retries', '2'], test);
    expect(selection?.options).toEqual(['--headed', '--retries', '2']);
    expect(() => readSelection(['--headed'], test)).toThrow('--headed: name a file too');
  });
});

describe('the pattern for a name', () => {
  const found = (names: readonly string[], name: string): boolean =>
    new RegExp(namePattern(names)).test(name);

  it('finds it as text, as a regular expression, and as the report prints it', () => {
    expect(found(['reads (all) of it*'], 'a client reads (all) of it* at once')).toBe(true);
    expect(found(['(unclosed'], 'an (unclosed one')).toBe(true);
    expect(found(['^a.*(write|read)s'], 'a client reads')).toBe(true);
    expect(found(['a client > reads'], 'a client reads')).toBe(true);
    expect(found(['tags.spec.ts › reads'], 'tags.spec.ts a client reads')).toBe(true);
    expect(found(['writes', 'reads'], 'a client reads')).toBe(true);
    expect(found(['writes'], 'a client reads')).toBe(false);
  });
});

it('every test file of the project is of a kind', () => {
  const all = testFiles();
  expect(new Set(all.map(kindOf))).toEqual(new Set(['unit', 'journeys', 'peers']));
  expect(all).toContain('scripts/test-selection.test.ts');
});
