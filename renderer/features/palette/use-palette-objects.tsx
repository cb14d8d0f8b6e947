import { useLayoutEffect, useMemo, useState, type ReactElement } from 'react';
import { compileQuery } from '#shared/query/compile.ts';
import { parseQuery } from '#shared/query/parse.ts';
import type { QueryProblem } from '#shared/query/problem.ts';
import type { Query } from '#shared/query/query.ts';
import { summaryKey, type ViewItem } from '#shared/model/view.ts';
import { useFeed } from '../../bridge/use-feed.ts';
import { inSteps } from '../../state/in-steps.ts';
import { findSteps, type Found as FoundObjects } from '../../state/search/find-objects.ts';
import type { PaletteObject } from './palette-line.ts';

/** Further ones are a list, not a choice. */
const most = 100;

export interface FoundForPalette {
  /** What they were found for: what was typed, or for a moment what was typed before. */
  readonly text: string;
  /** What was typed has fields of the search language. */
  readonly isQuery: boolean;
  readonly problem: QueryProblem | undefined;
  readonly objects: readonly PaletteObject[];
  /** Objects that fit and are not among those. */
  readonly more: number;
  /** To be rendered: asks the core, where only it can answer. */
  readonly asking: ReactElement | null;
}

/** The objects that what was typed means: by name, or by the search language. */
export function usePaletteObjects(text: string): FoundForPalette {
  const read = useMemo(() => understand(text), [text]);
  const byName = useFoundByName(read.isQuery ? '' : text);
  const [answer, setAnswer] = useState({ text: '', ...nothing });
  if (!read.isQuery) return { ...byName, isQuery: false, problem: undefined, asking: null };
  // What cannot be read has no answer to wait for.
  const answered = read.problem === undefined ? answer.text : text;
  // Until the core has answered, what was found last stands: the list must not flash at every key.
  const asking =
    read.problem === undefined ? (
      <AskCore key={text} text={text} onAnswer={(found) => setAnswer({ text, ...found })} />
    ) : null;
  return {
    text: answered,
    objects: answer.objects,
    more: answer.more,
    isQuery: true,
    problem: read.problem,
    asking,
  };
}

interface Found {
  readonly objects: readonly PaletteObject[];
  readonly more: number;
}

const nothing: Found = { objects: [], more: 0 };

/** Looked for in pieces: what was found last stands until then, and no key waits for it. */
function useFoundByName(text: string): Found & { readonly text: string } {
  const [answer, setAnswer] = useState({ text: '', ...nothing });
  useLayoutEffect(
    () => inSteps(findSteps(text, most), (all) => setAnswer({ text, ...foundByName(all) })),
    [text],
  );
  return answer;
}

function foundByName({ found, total }: FoundObjects): Found {
  if (found.length === 0) return nothing;
  const objects = found.map(({ connection, ref, row: { kind, name, state, health } }) => ({
    connection,
    ref,
    kind,
    name,
    state,
    health,
  }));
  return { objects, more: total - found.length };
}

function understand(text: string): {
  readonly isQuery: boolean;
  readonly problem: QueryProblem | undefined;
} {
  const { query, problem } = parseQuery(text);
  // A colon or an angle bracket in what cannot be read to its end: a field was meant.
  if (problem !== undefined) return { isQuery: /[:<>=]/.test(text), problem };
  if (!hasField(query)) return { isQuery: false, problem: undefined };
  const compiled = compileQuery(query, { now: () => 0 });
  return { isQuery: true, problem: 'test' in compiled ? undefined : compiled };
}

function hasField(query: Query): boolean {
  switch (query.is) {
    case 'compare':
      return true;
    case 'not':
      return hasField(query.part);
    case 'and':
    case 'or':
      return query.parts.some(hasField);
    default:
      return false;
  }
}

function AskCore(props: {
  readonly text: string;
  readonly onAnswer: (found: Found) => void;
}): null {
  const { text, onAnswer } = props;
  const { view, items } = useMemo(
    () => ({ view: `palette-${crypto.randomUUID()}`, items: new Map<string, ViewItem>() }),
    [],
  );
  useFeed(
    'view',
    { view, query: text, columns: [], sort: [], sums: [], window: { from: 0, count: most } },
    ({ upsert, remove }) => {
      for (const key of remove) items.delete(key);
      for (const [key, item] of upsert) items.set(key, item);
      const summary = items.get(summaryKey);
      if (summary?.is === 'summary' && summary.ready) onAnswer(foundIn(items, summary.total));
    },
  );
  return null;
}

function foundIn(items: ReadonlyMap<string, ViewItem>, total: number): Found {
  const objects = [...items.values()]
    .filter((item) => item.is === 'row')
    .toSorted((one, other) => one.at - other.at);
  return { objects, more: Math.max(0, total - objects.length) };
}
