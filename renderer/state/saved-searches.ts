import type { MessageKey } from '../i18n/translate.ts';

/** A search that comes with Moref. */
export interface BuiltInSearch {
  readonly title: MessageKey;
  readonly query: string;
}

/** What administrators look for in every estate: together they stand for a weekly report. */
export const builtInSearches: readonly BuiltInSearch[] = [
  { title: 'search.of.snapshots', query: 'kind:vm snapshot.age>7d' },
  { title: 'search.of.tools', query: 'kind:vm power:on tools:old,stopped,none' },
  { title: 'search.of.datastores', query: 'kind:datastore usage>85%' },
  { title: 'search.of.noNetwork', query: 'kind:vm !network:*' },
  { title: 'search.of.cds', query: 'kind:vm is:cd' },
  { title: 'search.of.off', query: 'kind:vm power:off off>30d' },
  { title: 'search.of.orphaned', query: 'is:orphaned' },
  { title: 'search.of.consolidate', query: 'is:consolidate' },
];
