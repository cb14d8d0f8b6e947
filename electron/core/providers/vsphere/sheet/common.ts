import type { Text } from '#shared/i18n/text.ts';
import { isDataObject } from '#shared/model/property-value.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { SheetFact, SheetSection } from '#shared/model/sheet.ts';
import { lineageOf } from '../declared-type.ts';
import { tagsOf } from '../facts/entity-facts.ts';
import { fact, linkFact, textFact } from '../../sheet/facts.ts';
import { section } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { entityName } from '../map/read.ts';

/** What an object is called. */
export function nameOf(of: Subject): Text {
  return entityName(of.properties, of.ref);
}

/** The managed object reference: what tools of the server ask for. Its name stands for the object itself. */
export function ownName(of: Subject): SheetFact | undefined {
  return fact('summary.ref', { code: of.ref }, of.from('name'));
}

/** Where it stands: what runs it, what it is part of. */
export function place(of: Subject): SheetSection | undefined {
  const host = of.follow('runtime.host') ?? (refType(of.ref) === 'HostSystem' ? of : undefined);
  return section('sheet.place', {
    facts: [
      refType(of.ref) === 'HostSystem'
        ? undefined
        : linkFact(of, 'summary.host', 'runtime.host', nameOf),
      host === undefined ? undefined : computeFact(host),
      poolFact(of),
      aboveFact(of),
      linkFact(of, 'sheet.vapp', 'parentVApp', nameOf),
      folderFact(of),
      datacenterFact(of),
      roleFact(of),
    ],
  });
}

/** The cluster of a host; what is around a standalone one is no cluster. */
function computeFact(host: Subject): SheetFact | undefined {
  const parent = host.reference('parent');
  return parent !== undefined && refType(parent) === 'ClusterComputeResource'
    ? linkFact(host, 'kind.cluster', 'parent', nameOf)
    : undefined;
}

/** The root pool, which nobody made, is the cluster itself. */
function poolFact(of: Subject): SheetFact | undefined {
  const pool = of.follow('resourcePool');
  if (pool === undefined || isRoot(pool)) return undefined;
  return linkFact(
    of,
    refType(pool.ref) === 'VirtualApp' ? 'sheet.vapp' : 'kind.resource-pool',
    'resourcePool',
    nameOf,
  );
}

/** What a pool stands in; the root pool is the cluster itself. */
function aboveFact(of: Subject): SheetFact | undefined {
  if (!isPool(of.ref)) return undefined;
  const above = of.follow('parent');
  return above === undefined || isRoot(above)
    ? linkFact(of, 'kind.cluster', 'owner', nameOf)
    : linkFact(of, 'kind.resource-pool', 'parent', nameOf);
}

function isPool(ref: Ref): boolean {
  return lineageOf(refType(ref)).includes('ResourcePool');
}

function isRoot(pool: Subject): boolean {
  const parent = pool.reference('parent');
  return parent !== undefined && refType(parent).endsWith('ComputeResource');
}

/** The folders that it is in, from the topmost: `production/web`. */
function folderFact(of: Subject): SheetFact | undefined {
  const names: string[] = [];
  const from = [of.from('parent')];
  let [at, last]: [Subject | undefined, Ref | undefined] = [of.follow('parent'), undefined];
  for (let depth = 0; at !== undefined && depth < 50; depth += 1) {
    if (refType(at.ref) !== 'Folder') break;
    const above: Subject | undefined = at.follow('parent');
    // The topmost stands for the data center.
    if (above === undefined || refType(above.ref) !== 'Folder') break;
    names.unshift(entityName(at.properties, at.ref));
    from.push(at.from('name'));
    last ??= at.ref;
    at = above;
  }
  if (last === undefined) return undefined;
  return fact('summary.folder', { text: names.join('/') }, from);
}

function datacenterFact(of: Subject): SheetFact | undefined {
  let at = of.follow('runtime.host') ?? of;
  for (let depth = 0; depth < 50; depth += 1) {
    const above = at.follow('parent');
    if (above === undefined) return undefined;
    if (refType(above.ref) === 'Datacenter')
      return linkFact(at, 'kind.datacenter', 'parent', nameOf);
    at = above;
  }
  return undefined;
}

/** What the account may do here, by the names of its roles. */
function roleFact(of: Subject): SheetFact | undefined {
  const [manager] = of.allOf('AuthorizationManager');
  const names = of.list('effectiveRole').flatMap((id) => {
    const role = manager?.objects('roleList').find((one) => one['roleId'] === id);
    const info = role?.['info'];
    const label = isDataObject(info) ? info['label'] : undefined;
    const name = typeof label === 'string' && label !== '' ? label : role?.['name'];
    if (typeof name === 'string') return [{ text: name }];
    return typeof id === 'number' ? [{ text: String(id) }] : [];
  });
  return fact('sheet.role', names, [
    of.from('effectiveRole'),
    ...(manager === undefined ? [] : [manager.from('roleList')]),
  ]);
}

/** What people wrote on it. */
export function organisation(of: Subject): SheetSection | undefined {
  return section('sheet.organisation', {
    facts: [
      textFact(of, 'sheet.notes', 'config.annotation', { edit: 'describe' }),
      tagsFact(of),
      ...attributeFacts(of),
    ],
  });
}

function tagsFact(of: Subject): SheetFact | undefined {
  const tags = tagsOf(of.properties).map(({ category, name }) => ({
    text: category === undefined ? name : `${category}: ${name}`,
  }));
  return fact('summary.tags', tags, of.from('tags'), { edit: 'tags.add', isList: true });
}

/** Custom attributes, by the names that people gave them. */
function attributeFacts(of: Subject): readonly SheetFact[] {
  const [manager] = of.allOf('CustomFieldsManager');
  const names = new Map(
    (manager?.objects('field') ?? []).map((field) => [field['key'], field['name']] as const),
  );
  return of.objects('customValue').flatMap((one, index): readonly SheetFact[] => {
    const { key, value } = one;
    const name = names.get(key);
    if (typeof name !== 'string' || typeof value !== 'string' || value === '') return [];
    return [
      {
        id: `attribute.${index}`,
        label: name,
        isOwn: true,
        values: [{ text: value }],
        from: [of.from(`customValue[${typeof key === 'number' ? key : index}]`)],
      },
    ];
  });
}
