import { text as say } from '#shared/i18n/make-text.ts';
import type { LookupChoices, LookupOption } from '#shared/model/choice.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { valueAtPath } from '#shared/model/value-at-path.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { factsOf, pathOf, tableOf, wordsFact } from '../../../operations/choice-facts.ts';
import { bestFirst } from '../../../operations/choice-order.ts';
import type { Lookup } from '../../../provider.ts';
import { entityName, flag, references, text } from '../../map/read.ts';
import type { Work } from '../definition.ts';

const groupPaths = ['config.uplink', 'config.distributedVirtualSwitch', 'config.defaultPortConfig'];

/** Networks that one of the hosts has, without the uplinks of distributed switches. */
export async function networkChoices(work: Work, hosts: readonly Ref[]): Promise<LookupChoices> {
  const { lookup, server, object } = work;
  const everywhere = ['Network', 'DistributedVirtualPortgroup', 'OpaqueNetwork'].flatMap((type) => [
    ...lookup.ofType(type),
  ]);
  const hasIt = new Map<Ref, number>();
  for (const host of hosts)
    for (const ref of references(lookup.get(host) ?? {}, 'network'))
      hasIt.set(ref, (hasIt.get(ref) ?? 0) + 1);
  const refs = hosts.length === 0 ? everywhere : [...hasIt.keys()];
  const groups = refs.filter((ref) => refType(ref) === 'DistributedVirtualPortgroup');
  const details = await server.readMany(groups, groupPaths);
  const present = new Set(references(object, 'network'));
  const options = refs.flatMap((ref) => {
    const network = lookup.get(ref);
    const more = details.get(ref) ?? {};
    if (network === undefined || flag(more, 'config.uplink') === true) return [];
    const one = option(ref, network, more, lookup);
    const seen = hasIt.get(ref) ?? 0;
    return [
      {
        ...one,
        ...(present.has(ref) && { present: true as const }),
        ...(hosts.length > 1 &&
          one.refused === undefined &&
          seen < hosts.length && {
            warning: say('choice.onSomeHosts', { seen, of: hosts.length }),
          }),
      },
    ];
  });
  return tableOf(bestFirst(options), 'type', 'switch', 'vlan');
}

const types: Readonly<Record<string, LookupOption['label']>> = {
  Network: say('choice.network.standard'),
  DistributedVirtualPortgroup: say('choice.network.distributed'),
  OpaqueNetwork: say('choice.network.opaque'),
};

function option(ref: Ref, network: Properties, more: Properties, lookup: Lookup): LookupOption {
  const [of] = references(more, 'config.distributedVirtualSwitch');
  const owner = of === undefined ? undefined : lookup.get(of);
  return {
    value: ref,
    label: entityName(network, ref),
    kind: 'network',
    ...factsOf({
      type: wordsFact(types[refType(ref)], 'summary'),
      switch:
        owner === undefined || of === undefined
          ? undefined
          : wordsFact(entityName(owner, of), pathOf(of, 'name')),
      vlan: wordsFact(vlanOf(more), 'config.defaultPortConfig.vlan.vlanId'),
    }),
    ...(flag(network, 'summary.accessible') === false && { refused: say('choice.noHostHasIt') }),
  };
}

/** A tag, none, or the ranges of a trunk. */
function vlanOf(group: Properties): LookupOption['label'] | undefined {
  const id = valueAtPath(group, 'config.defaultPortConfig.vlan.vlanId');
  if (typeof id === 'number') return id === 0 ? say('sheet.noVlan') : String(id);
  if (!Array.isArray(id)) return undefined;
  const ranges = id as readonly { readonly start?: number; readonly end?: number }[];
  return ranges
    .map(({ start, end }) => (start === end ? String(start) : `${start}–${end}`))
    .join(', ');
}

/** Name of a network for sentences. */
export function networkName({ lookup }: Pick<Work, 'lookup'>, ref: Ref): string {
  const network = lookup.get(ref);
  return network === undefined
    ? ref
    : text(network, 'name') === undefined
      ? ref
      : entityName(network, ref);
}
