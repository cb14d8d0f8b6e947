import { create } from 'zustand';
import type { HistoryKind, HistorySeverity } from '#shared/model/history.ts';

/** How far back, in milliseconds; `all` is what there is. */
export const historySpans = {
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
  all: Number.POSITIVE_INFINITY,
} as const;
export type HistorySpan = keyof typeof historySpans;

export interface HistoryFilter {
  /** Empty: both. */
  readonly kinds: readonly HistoryKind[];
  /** Empty: all. */
  readonly severities: readonly HistorySeverity[];
  readonly span: HistorySpan;
  /** On whose behalf, or a part of that name. */
  readonly who: string;
  readonly words: string;
}

export const noHistoryFilter: HistoryFilter = {
  kinds: [],
  severities: [],
  span: 'all',
  who: '',
  words: '',
};

/** Where histories are shown: on the pages of objects and servers, and in the panel below. */
export type HistoryPlace = 'page' | 'panel';

/** What is shown of histories; on pages it stays from object to object. */
export const useHistoryFilters = create<Readonly<Record<HistoryPlace, HistoryFilter>>>(() => ({
  page: noHistoryFilter,
  panel: noHistoryFilter,
}));

export function setHistoryFilter(place: HistoryPlace, change: Partial<HistoryFilter>): void {
  useHistoryFilters.setState((state) => ({ [place]: { ...state[place], ...change } }));
}

export function isHistoryNarrowed({ kinds, severities, span, who, words }: HistoryFilter): boolean {
  return [
    kinds.length > 0,
    severities.length > 0,
    span !== 'all',
    who.trim() !== '',
    words.trim() !== '',
  ].some(Boolean);
}
