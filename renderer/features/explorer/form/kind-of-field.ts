import type { Kind } from '#shared/model/kind.ts';

const kinds: Readonly<Record<string, Kind>> = {
  cluster: 'cluster',
  datacenter: 'datacenter',
  datastore: 'datastore',
  folder: 'folder',
  host: 'host',
  library: 'library',
  library_item: 'library-item',
  network: 'network',
  resource_pool: 'resource-pool',
  vm: 'vm',
};

/** What an identifier stands for where only the field’s name tells: `filter.hosts[0]` is a host; undefined where it does not. */
export function kindOfField(path: string): Kind | undefined {
  const name = /([^.[\]]+)(?:\[\d+\](?:\.(?:key|value))?)?$/.exec(path)?.[1] ?? '';
  const bare = name.replace(/_ids?$/, '');
  const singular = bare.replace(/s$/, '');
  for (const [word, kind] of Object.entries(kinds))
    if (bare === word || singular === word || singular.endsWith(`_${word}`)) return kind;
  return undefined;
}
