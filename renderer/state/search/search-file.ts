import { z } from 'zod';
import { compileQuery } from '#shared/query/compile.ts';
import { parseQuery } from '#shared/query/parse.ts';
import type { Searches } from './saved-searches.ts';

/** Searches as a file that is given to others. */
const searchFile = z.object({
  moref: z.literal('searches'),
  version: z.literal(1),
  searches: z
    .record(z.string().min(1).max(200), z.string().min(1).max(10_000))
    .refine((searches) => Object.keys(searches).length <= 1000),
});

export function writeSearchFile(searches: Searches): string {
  return `${JSON.stringify({ moref: 'searches', version: 1, searches }, null, 2)}\n`;
}

/** What a file of searches has, without those that make no sense here; null for what is no such file. */
export function readSearchFile(
  text: string,
): { readonly searches: Searches; readonly dropped: readonly string[] } | null {
  const read = searchFile.safeParse(parse(text));
  if (!read.success) return null;
  const entries = Object.entries(read.data.searches);
  return {
    searches: Object.fromEntries(entries.filter(([, query]) => makesSense(query))),
    dropped: entries.filter(([, query]) => !makesSense(query)).map(([name]) => name),
  };
}

function makesSense(text: string): boolean {
  const { query, problem } = parseQuery(text);
  return problem === undefined && 'test' in compileQuery(query, { now: () => 0 });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
