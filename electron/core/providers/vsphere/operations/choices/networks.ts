import { text as say } from '#shared/i18n/make-text.ts';
import type { LookupChoices } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import { entityName, flag, references, text } from '../../map/read.ts';
import type { Work } from '../definition.ts';
import { byLabel } from '../words.ts';

/** Networks that one of the hosts has, without the uplinks of distributed switches. */
export async function networkChoices(work: Work, hosts: readonly Ref[]): Promise<LookupChoices> {
  const { lookup, server } = work;
  const everywhere = ['Network', 'DistributedVirtualPortgroup', 'OpaqueNetwork'].flatMap((type) => [
    ...lookup.ofType(type),
  ]);
  const refs =
    hosts.length === 0
      ? everywhere
      : [...new Set(hosts.flatMap((host) => references(lookup.get(host) ?? {}, 'network')))];
  const groups = refs.filter((ref) => ref.startsWith('DistributedVirtualPortgroup:'));
  const details = await server.readMany(groups, [
    'config.uplink',
    'config.distributedVirtualSwitch',
  ]);
  const options = refs.flatMap((ref) => {
    const network = lookup.get(ref);
    const more = details.get(ref) ?? {};
    if (network === undefined || flag(more, 'config.uplink') === true) return [];
    const [of] = references(more, 'config.distributedVirtualSwitch');
    const owner = of === undefined ? undefined : lookup.get(of);
    return [
      {
        value: ref,
        label: entityName(network, ref),
        kind: 'network' as const,
        ...(owner !== undefined && of !== undefined && { detail: entityName(owner, of) }),
        ...(flag(network, 'summary.accessible') === false && {
          refused: say('choice.noHostHasIt'),
        }),
      },
    ];
  });
  return { options: options.sort(byLabel) };
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
