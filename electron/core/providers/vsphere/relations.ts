import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { RelationCell, RelationEntry, RelationGroup } from '#shared/model/relation.ts';
import type { Lookup } from '../provider.ts';
import { mapRow } from './map/map-row.ts';
import { list, number, reference, text } from './map/read.ts';

/** One table: which objects, and what is reported of each. */
interface Table {
  readonly id: string;
  readonly label: Text;
  readonly refs: readonly Ref[];
  readonly columns?: readonly Text[];
  cells?(properties: Properties): readonly RelationCell[];
}

/** What a managed entity has to do with others, as far as the cached properties tell. */
export function relations(
  ref: Ref,
  properties: Properties,
  lookup: Lookup,
): readonly RelationGroup[] {
  return tables(ref, properties, lookup)
    .filter(({ refs }) => refs.length > 0)
    .map((table) => ({
      id: table.id,
      label: table.label,
      columns: table.columns ?? [],
      entries: table.refs.flatMap((target) => entryOf(target, table, lookup)),
    }));
}

function tables(ref: Ref, properties: Properties, lookup: Lookup): readonly Table[] {
  switch (refType(ref)) {
    case 'VirtualMachine':
      return [
        hosts(references(properties['runtime.host'])),
        { id: 'pool', label: say('relation.pool'), refs: references(properties['resourcePool']) },
        datastores(references(list(properties, 'datastore'))),
        networks(references(list(properties, 'network'))),
      ];
    case 'HostSystem':
      return [
        machines(pointing(lookup, 'VirtualMachine', 'runtime.host', ref)),
        datastores(references(list(properties, 'datastore'))),
        networks(references(list(properties, 'network'))),
      ];
    case 'Datastore':
      return [
        hosts(pointing(lookup, 'HostSystem', 'datastore', ref)),
        machines(pointing(lookup, 'VirtualMachine', 'datastore', ref)),
      ];
    case 'Network':
    case 'OpaqueNetwork':
    case 'DistributedVirtualPortgroup':
      return [
        hosts(pointing(lookup, 'HostSystem', 'network', ref)),
        machines(pointing(lookup, 'VirtualMachine', 'network', ref)),
      ];
    default:
      return [];
  }
}

function hosts(refs: readonly Ref[]): Table {
  const cells = (host: Properties): readonly RelationCell[] => [
    { text: text(host, 'summary.config.product.fullName') ?? '' },
    {
      text: [text(host, 'summary.hardware.vendor'), text(host, 'summary.hardware.model')].join(' '),
    },
  ];
  return {
    id: 'hosts',
    label: say('relation.hosts'),
    refs,
    columns: [say('column.product'), say('column.hardware')],
    cells,
  };
}

function machines(refs: readonly Ref[]): Table {
  const cells = (vm: Properties): readonly RelationCell[] => [
    { text: text(vm, 'guest.ipAddress') ?? '' },
    { text: text(vm, 'summary.config.guestFullName') ?? '' },
  ];
  return {
    id: 'vms',
    label: say('relation.vms'),
    refs,
    columns: [say('column.ipAddress'), say('column.guestOs')],
    cells,
  };
}

function datastores(refs: readonly Ref[]): Table {
  const cells = (store: Properties): readonly RelationCell[] => [
    { text: text(store, 'summary.type') ?? '' },
    bytes(store, 'summary.capacity'),
    bytes(store, 'summary.freeSpace'),
  ];
  const columns = [say('column.type'), say('column.capacity'), say('column.free')];
  return { id: 'datastores', label: say('relation.datastores'), refs, columns, cells };
}

function networks(refs: readonly Ref[]): Table {
  return { id: 'networks', label: say('relation.networks'), refs };
}

/** The objects of a type whose property is, or contains, a reference to the object. */
function pointing(lookup: Lookup, type: string, path: string, ref: Ref): readonly Ref[] {
  const found: Ref[] = [];
  for (const one of lookup.ofType(type)) {
    const value = lookup.get(one)?.[path];
    if (references(value).includes(ref)) found.push(one);
  }
  return found;
}

function references(value: Properties[string] | undefined): readonly Ref[] {
  const values: readonly (Properties[string] | undefined)[] = Array.isArray(value)
    ? value
    : [value];
  return values.flatMap((one) => reference(one) ?? []);
}

function bytes(properties: Properties, path: string): RelationCell {
  const amount = number(properties, path);
  return amount === undefined ? { text: '' } : { bytes: amount };
}

function entryOf(ref: Ref, table: Table, lookup: Lookup): readonly RelationEntry[] {
  const properties = lookup.get(ref);
  if (properties === undefined) return [];
  const { name, kind, state, health } = mapRow(ref, properties, lookup);
  const cells = table.cells?.(properties) ?? [];
  return [{ ref, key: ref, name, kind, state, health, cells }];
}
