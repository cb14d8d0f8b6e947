import { text as say } from '#shared/i18n/make-text.ts';
import type { LookupOption } from '#shared/model/operation.ts';
import type { Lookup } from '../../../provider.ts';
import { entry, isHidden, list, nameOf } from '../../map/read.ts';
import { inOrder } from './order.ts';

/** Networks that an adapter can be on; those of the hosts themselves are none. */
export function networkChoices(lookup: Lookup): readonly LookupOption[] {
  return inOrder(
    [...lookup.ofType('network')].flatMap((ref) => {
      const network = lookup.get(ref);
      if (network === undefined || isHidden(network)) return [];
      if (entry(network, 'other_config', 'is_host_internal_management_network') === 'true')
        return [];
      const isPrivate = list(network, 'PIFs').length === 0;
      return [
        {
          value: ref,
          label: nameOf(ref, network),
          kind: 'network' as const,
          ...(isPrivate && { detail: say('choice.privateNetwork') }),
        },
      ];
    }),
  );
}
