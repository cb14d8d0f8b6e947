import type { Kind } from '#shared/model/kind.ts';
import type { ListTab } from '../../state/workspace/workspace.ts';

export interface ListKind {
  /** In the search language. */
  readonly query: string;
  readonly kinds: readonly Kind[];
  /** Columns that are shown until the user says otherwise, after the name. */
  readonly columns: readonly string[];
  /** Columns that are added up. */
  readonly sums: readonly string[];
}

/** What each list holds, and which columns say most of it. */
export const listKinds: Readonly<Record<ListTab | 'all', ListKind>> = {
  vms: {
    query: 'kind:vm',
    kinds: ['vm'],
    columns: [
      'power',
      'host',
      'cpu',
      'mem',
      'cpu.used',
      'mem.used',
      'used',
      'ip',
      'os',
      'tools',
      'tag',
    ],
    sums: ['cpu', 'mem', 'cpu.used', 'mem.used', 'used', 'provisioned'],
  },
  hosts: {
    query: 'kind:host',
    kinds: ['host'],
    columns: [
      'power',
      'cluster',
      'cpu',
      'cpu.used',
      'mem',
      'mem.used',
      'version',
      'uptime',
      'alerts',
    ],
    sums: ['cpu', 'cpu.used', 'mem', 'mem.used', 'alerts'],
  },
  datastores: {
    query: 'kind:datastore',
    kinds: ['datastore'],
    columns: ['power', 'type', 'size', 'free', 'usage', 'alerts'],
    sums: ['size', 'free', 'alerts'],
  },
  networks: {
    query: 'kind:network',
    kinds: ['network'],
    columns: ['type', 'vlan', 'note'],
    sums: [],
  },
  templates: {
    query: 'kind:template',
    kinds: ['template'],
    columns: ['os', 'cpu', 'mem', 'used', 'note'],
    sums: ['used'],
  },
  all: {
    query: '',
    kinds: [],
    columns: ['kind', 'power', 'server', 'host', 'cpu', 'mem', 'size', 'ip', 'alerts'],
    sums: ['cpu', 'mem', 'size'],
  },
};
