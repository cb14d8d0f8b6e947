import { useCallback, useEffect, useRef, useState } from 'react';
import { useLink } from '../../bridge/link-context.ts';
import { presentLanguage } from '../../i18n/present.ts';
import type { HistoryFilter } from '../../state/history/history-filter.ts';
import { useDebounced } from '../../state/use-debounced.ts';
import { HistoryFollower, type HistoryScope, type HistoryView } from './history-follower.ts';

/** What is new is looked for this often, milliseconds, while the page is on screen. */
const tailMs = 10_000;

const nothing: HistoryView = { lines: [], loading: true, errors: [] };

export interface FollowedHistory extends HistoryView {
  readonly older: () => void;
}

/** The history of some scopes, kept up to date while it is on screen. */
export function useHistory(scopes: readonly HistoryScope[], typed: HistoryFilter): FollowedHistory {
  const link = useLink();
  const filter = useDebounced(typed, 300);
  const [held, hold] = useState<Held | null>(null);
  const follower = useRef<HistoryFollower | null>(null);
  const key = JSON.stringify(scopes);
  useEffect(() => {
    const own = new HistoryFollower({
      link,
      scopes: JSON.parse(key) as readonly HistoryScope[],
      filter,
      language: presentLanguage().locale,
      now: Date.now,
      changed: (view) => hold({ key, filter, view }),
    });
    follower.current = own;
    void own.older();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void own.newer();
    }, tailMs);
    return () => {
      clearInterval(timer);
      own.stop();
    };
  }, [link, key, filter]);
  const older = useCallback(() => void follower.current?.older(), []);
  const view = held?.key === key && held.filter === filter ? held.view : nothing;
  return { ...view, older };
}

/** An answer, and what it is the answer to. */
interface Held {
  readonly key: string;
  readonly filter: HistoryFilter;
  readonly view: HistoryView;
}
