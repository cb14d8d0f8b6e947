import { text } from '../i18n/make-text.ts';
import type { Text } from '../i18n/text.ts';
import { kinds, type Kind } from '../model/kind.ts';

/** A sheet of a whole estate: all objects of a kind. */
export interface EstateSheet {
  readonly id: Kind;
  readonly title: Text;
  /** In the search language. */
  readonly query: string;
  readonly columns: readonly string[];
}

const machine = [
  'power',
  'health',
  'host',
  'cluster',
  'datacenter',
  'folder',
  'pool',
  'os',
  'hostname',
  'ip',
  'mac',
  'tools',
  'hw',
  'cpu',
  'cpu.used',
  'mem',
  'mem.used',
  'provisioned',
  'used',
  'disk',
  'datastore',
  'network',
  'snapshot.count',
  'snapshot.age',
  'snapshot.size',
  'tag',
  'attr',
  'note',
  'created',
  'uptime',
  'off',
  'alerts',
  'is',
  'uuid',
  'moref',
];

/** What is worth knowing of every kind, in the order in which one reads it. */
const columnsOf: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  vm: machine,
  template: machine.filter(
    (id) => !['power', 'tools', 'cpu.used', 'mem.used', 'uptime', 'off'].includes(id),
  ),
  host: [
    'power',
    'health',
    'cluster',
    'pool',
    'datacenter',
    'version',
    'build',
    'cpu',
    'cpu.used',
    'mem',
    'mem.used',
    'uptime',
    'alerts',
    'tag',
    'attr',
    'note',
    'uuid',
    'moref',
  ],
  datastore: [
    'power',
    'health',
    'type',
    'datacenter',
    'folder',
    'size',
    'free',
    'usage',
    'alerts',
    'tag',
    'attr',
    'note',
    'is',
    'uuid',
    'moref',
  ],
  network: ['type', 'vlan', 'datacenter', 'folder', 'tag', 'attr', 'note', 'uuid', 'moref'],
  disk: ['type', 'size', 'datastore', 'in', 'note', 'is', 'uuid', 'moref'],
};

const usual = [
  'power',
  'health',
  'type',
  'in',
  'cpu',
  'mem',
  'size',
  'version',
  'alerts',
  'tag',
  'attr',
  'note',
  'uuid',
  'moref',
];

/** A whole estate as sheets: one for each kind. A sheet of which there are no objects is for the caller to leave out. */
export const estateSheets: readonly EstateSheet[] = kinds.map((kind) => ({
  id: kind,
  title: text(`kinds.${kind}`),
  query: `kind:${kind}`,
  columns: columnsOf[kind] ?? usual,
}));
