import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { LookupChoices, LookupOption } from '#shared/model/choice.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { SheetSource } from '#shared/model/sheet.ts';
import {
  countFact,
  factsOf,
  pathOf,
  tableOf,
  wordsFact,
} from '../../../operations/choice-facts.ts';
import { bestFirst } from '../../../operations/choice-order.ts';
import type { Lookup } from '../../../provider.ts';
import { entry, isHidden, list, nameOf, number, references, text } from '../../map/read.ts';

/** Networks that an adapter can be on; those of the hosts themselves are none. @param present those that the object is on */
export function networkChoices(lookup: Lookup, present: readonly Ref[] = []): LookupChoices {
  const options = [...lookup.ofType('network')].flatMap((ref): readonly LookupOption[] => {
    const network = lookup.get(ref);
    if (network === undefined || isHidden(network)) return [];
    if (entry(network, 'other_config', 'is_host_internal_management_network') === 'true') return [];
    return [
      {
        value: ref,
        label: nameOf(ref, network),
        kind: 'network',
        ...(present.includes(ref) && { present: true }),
        ...networkFacts(network, lookup),
      },
    ];
  });
  return tableOf(bestFirst(options), 'type', 'vlan', 'switch', 'machines');
}

function networkFacts(network: Properties, lookup: Lookup): Pick<LookupOption, 'facts'> {
  const isPrivate = list(network, 'PIFs').length === 0;
  const vlan = vlanOf(network, lookup);
  return factsOf({
    type: wordsFact(
      isPrivate ? say('choice.privateNetwork') : say('choice.externalNetwork'),
      'PIFs',
    ),
    vlan: vlan && wordsFact(vlan.text, vlan.from),
    switch: wordsFact(text(network, 'bridge'), 'bridge'),
    machines: countFact(list(network, 'VIFs').length, 'VIFs'),
  });
}

function vlanOf(
  network: Properties,
  lookup: Lookup,
): { readonly text: Text; readonly from: SheetSource } | undefined {
  const [pif] = references(network, 'PIFs');
  const tag = pif === undefined ? undefined : number(lookup.get(pif), 'VLAN');
  if (pif === undefined || tag === undefined) return undefined;
  // −1 is a network card itself, without a tag.
  return { text: tag < 0 ? say('sheet.noVlan') : String(tag), from: pathOf(pif, 'VLAN') };
}
