import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from './parse.ts';
import { literal, printQuery } from './print.ts';
import { joined, type Operator, type Query, type QueryValue } from './query.ts';

const at = { from: 0, to: 0 };
const text = (value: QueryValue): Query => ({ is: 'text', value, at });

const values: fc.Arbitrary<QueryValue> = fc.oneof(
  fc.string().map((typed) => ({ kind: 'quoted', text: typed }) as const),
  fc.string({ minLength: 1 }).map(literal),
  fc
    .stringMatching(/^[a-z][a-z0-9*?]{0,6}$/)
    .filter((word) => !/^(and|or|not)$/.test(word))
    .map((word) => ({ kind: 'word', text: word }) as const),
  fc.stringMatching(/^[a-z.+]{1,6}$/).map((source) => ({ kind: 'regex', text: source }) as const),
);
const operators = fc.constantFrom<Operator>(':', '=', '!=', '<', '<=', '>', '>=');
const fields = fc.array(
  fc.oneof(fc.constantFrom('mem', 'tag', 'config'), fc.string({ minLength: 1 })),
  {
    minLength: 1,
    maxLength: 3,
  },
);

const { query: queries } = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4 },
    values.map(text),
    fc
      .record({ field: fields, operator: operators, value: values })
      .map((compare): Query => ({ is: 'compare', ...compare, fieldAt: at, at })),
    tie('query').map((part): Query => (part.is === 'not' ? part.part : { is: 'not', part })),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('query'), { minLength: 2, maxLength: 3 }),
      )
      .map(([is, parts]) => joined(is, parts)),
  ),
}));

/** Without the places, which printing moves. */
function bare(query: Query): unknown {
  return JSON.parse(
    JSON.stringify(query, (key, value: unknown) =>
      key === 'at' || key === 'fieldAt' ? undefined : value,
    ),
  );
}

describe('parseQuery', () => {
  it('reads what was printed as the same query', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const parsed = parseQuery(printQuery(query));
        expect(parsed.problem).toBeUndefined();
        expect(bare(parsed.query)).toEqual(bare(query));
      }),
      { numRuns: 500 },
    );
  });

  it.each(['A:<=', 'A> =', 'A:#,>#', 'A:/,<=*', 'A:1..5,>9', 'A:<>', 'A= =b'])(
    'reads %s as it prints it',
    (typed) => {
      const { query } = parseQuery(typed);
      expect(query.is).not.toBe('all');
      expect(bare(parseQuery(printQuery(query)).query)).toEqual(bare(query));
    },
  );

  it('never throws, names a place in what was typed, and what it understood can be printed and read again', () => {
    const pieces = fc.constantFrom(
      '(',
      ')',
      '"',
      '/',
      '!',
      '-',
      ':',
      '<=',
      ' ',
      'and',
      'or',
      'mem',
      '.',
      '[',
      ',',
      '..',
      '\\',
    );
    const typed = fc.oneof(
      fc.string(),
      fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(typed, (whole) => {
        const { query, problem } = parseQuery(whole);
        if (problem !== undefined) {
          expect(problem.from).toBeGreaterThanOrEqual(0);
          expect(problem.to).toBeLessThanOrEqual(whole.length);
          expect(problem.from).toBeLessThanOrEqual(problem.to);
        }
        expect(bare(parseQuery(printQuery(query)).query)).toEqual(bare(query));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['kind:vm power:on', 'kind:vm power:on'],
    ['tag.Owner:"Platform Team" mem > 16g', 'tag.Owner:"Platform Team" mem>16g'],
    ['a b or c', 'a b or c'],
    ['a (b or c)', 'a (b or c)'],
    ['not a and -b !c', '!a !b !c'],
    ['!!a', 'a'],
    ['power:on,suspended', 'power:on or power:suspended'],
    ['power!=on,off', 'power!=on power!=off'],
    ['tag:(prod or "pre prod")', 'tag:prod or tag:"pre prod"'],
    ['tag:(prod "pre prod") x', '(tag:prod or tag:"pre prod") x'],
    ['mem:>16g', 'mem>16g'],
    ['mem:8g..16g', 'mem>=8g mem<=16g'],
    ['mem:8.5g.. cpu:..4', 'mem>=8.5g cpu<=4'],
    ['mem>16 GB web', 'mem>16GB web'],
    ['mem>16 and gb', 'mem>16 and gb'],
    ['!mem>16 and gb', '!mem>16 and gb'],
    ['snapshot.age:>1 week', 'snapshot.age>1week'],
    ['name:16 gb', 'name:16 gb'],
    ['cpu==4 mem<>4g', 'cpu=4 mem!=4g'],
    ['ip:10.0.0.0/24', 'ip:10.0.0.0/24'],
    ['mac:00:50:56:*', 'mac:00:50:56:*'],
    ['fe80::1', 'fe80::1'],
    ['00:50:56:aa:bb:cc', '00:50:56:aa:bb:cc'],
    ['VirtualMachine:vm-62', 'VirtualMachine:vm-62'],
    ['/production/web', '/production/web'],
    ['name:/^web-\\d+$/ x', 'name:/^web-\\d+$/ x'],
    [
      'config.hardware.device[4000].backing.fileName:ssd',
      'config.hardware.device[4000].backing.fileName:ssd',
    ],
    ['tag."Cost center":7', 'tag."Cost center":7'],
    ['  ', ''],
    ['a - b', 'a - b'],
    ['über "Straße 7"', 'über "Straße 7"'],
  ])('reads %s', (typed, printed) => {
    const { query, problem } = parseQuery(typed);
    expect(problem).toBeUndefined();
    expect(printQuery(query)).toBe(printed);
  });

  it.each([
    ['a (b', 'unclosedBracket', 2],
    ['a) b', 'unexpectedBracket', 1],
    ['name:"web', 'unclosedQuote', 5],
    ['mem>', 'missingValue', 0],
    ['a or', 'missingTerm', 4],
    ['()', 'missingTerm', 1],
    ['('.repeat(60), 'tooDeep', 51],
    ['a'.repeat(10_001), 'tooLong', 10_000],
  ])('says where %.12s is wrong', (typed, kind, from) => {
    expect(parseQuery(typed).problem).toMatchObject({ kind, from });
  });
});
