/** What an object is, whoever serves it. The order is the order of kinds among siblings in a tree. */
export const kinds = [
  'datacenter',
  'pool',
  'cluster',
  'host',
  'resource-pool',
  'vapp',
  'vm',
  'template',
  'snapshot',
  'folder',
  'datastore',
  'disk',
  'network',
  'interface',
  'library',
  'library-item',
  'other',
] as const;

export type Kind = (typeof kinds)[number];

const order = new Map<Kind, number>(kinds.map((kind, index) => [kind, index]));

/** Rank of a kind among siblings. */
export function kindOrder(kind: Kind): number {
  return order.get(kind) ?? kinds.length;
}
