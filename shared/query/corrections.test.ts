import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileQuery } from './compile.ts';
import { corrections, isUnfinished } from './corrections.ts';
import { allFields } from './fields.ts';
import { parseQuery } from './parse.ts';
import type { QueryProblem } from './problem.ts';

function problemOf(typed: string): QueryProblem | undefined {
  const { query, problem } = parseQuery(typed);
  if (problem !== undefined) return problem;
  const compiled = compileQuery(query, { now: () => 0 });
  return 'test' in compiled ? undefined : compiled;
}

function mended(typed: string): readonly string[] {
  const problem = problemOf(typed);
  return problem === undefined ? [] : corrections(typed, problem).map(({ text }) => text);
}

describe('corrections', () => {
  it('says what would be right, at the place where the query is wrong', () => {
    expect(mended('kind:vm pwer:on web')).toEqual(['kind:vm power:on web']);
    expect(mended('tools:olld web')).toEqual([
      'tools:old web',
      'tools:ok web',
      'tools:none web',
      'tools:stopped web',
    ]);
    expect(mended('web mem>')).toEqual(['web mem>16g', 'web mem>4096']);
    expect(mended('power<on')).toEqual(['power:on']);
    expect(mended('note:"do not')).toEqual(['note:"do not"']);
    expect(mended('(web or sql')).toEqual(['(web or sql)']);
    expect(mended('name:/^web')).toEqual(['name:/^web/']);
    expect(mended('name:/^web  srv/ power:on')).toEqual([String.raw`name:/^web\ssrv/ power:on`]);
    expect(mended('kind:virtual')[0]).toBe('kind:vm');
  });

  it.each(['name:"\\', 'name:(A<', 'free:""#'])(
    'offers for %s nothing that is as wrong',
    (typed) => {
      const problem = problemOf(typed);
      for (const text of mended(typed))
        expect(problemOf(text)).not.toMatchObject({
          kind: problem?.kind,
          from: problem && 'from' in problem ? problem.from : -1,
        });
    },
  );

  it('mends what it says it mends', () => {
    const fields = fc.constantFrom(...allFields.map(({ name }) => name));
    const wrong = fc.oneof(
      fields.map((name) => `${name}:`),
      fields.map((name) => `web ${name}:`),
      fc.tuple(fields, fc.constantFrom('<', '>=')).map(([name, sign]) => `${name} ${sign} `),
      fields.map((name) => `(${name}:"x y"`),
      fields.map((name) => `${name}:"x`),
      fc.tuple(fields, fc.string({ maxLength: 6 })).map(([name, value]) => `${name}:${value}`),
    );
    fc.assert(
      fc.property(wrong, (typed) => {
        const problem = problemOf(typed);
        if (problem === undefined) return;
        for (const { text } of corrections(typed, problem)) {
          const next = problemOf(text);
          // Another part may be wrong as well; this one is not any more.
          if (next !== undefined)
            expect([next.kind, next.from]).not.toEqual([problem.kind, problem.from]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('tells what is wrong from what is not finished', () => {
    const unfinished = (typed: string): boolean => {
      const problem = problemOf(typed);
      return problem !== undefined && isUnfinished(typed, problem);
    };
    expect(['power:', 'web mem> ', 'note:"do', '(web', 'web or '].map(unfinished)).not.toContain(
      false,
    );
    expect(['power:x', ') web', 'power<on', 'pwer:on'].map(unfinished)).not.toContain(true);
  });
});
