import { MorefException } from '#shared/model/error.ts';
import type { CallHandlers, FeedHandlers } from './deps.ts';

const later = (): never => {
  throw new MorefException({ kind: 'missing', message: 'Bulk runs are not there yet.' });
};

export function runHandlers() {
  return {
    'operations.common': later,
    'runs.preview': later,
    'runs.start': later,
    'runs.stop': later,
    'runs.retry': later,
    'runs.dismiss': later,
    'tasks.clear': later,
  } satisfies Partial<CallHandlers>;
}

export function runFeeds() {
  return {
    runs: (_params, sink) => {
      sink.ready();
      return () => undefined;
    },
    runItems: (_params, sink) => {
      sink.ready();
      return () => undefined;
    },
  } satisfies Partial<FeedHandlers>;
}
