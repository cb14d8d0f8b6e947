import { text as say } from '#shared/i18n/make-text.ts';
import type { LookupOption } from '#shared/model/operation.ts';
import type { Lookup } from '../../../provider.ts';
import { isHidden, nameOf, number } from '../../map/read.ts';
import { isDefaultTemplate } from '../../map/vm.ts';
import { isTemplate } from '../refusals.ts';
import { inOrder } from './order.ts';

/** Templates that VMs can be made of: those that people made first, then the product's. */
export function templateChoices(lookup: Lookup): readonly LookupOption[] {
  const found = [...lookup.ofType('VM')].flatMap((ref) => {
    const vm = lookup.get(ref);
    return vm === undefined || !isTemplate(vm) || isHidden(vm) ? [] : [{ ref, vm }];
  });
  const options = (own: boolean): readonly LookupOption[] =>
    inOrder(
      found
        .filter(({ vm }) => isDefaultTemplate(vm) !== own)
        .map(({ ref, vm }) => ({
          value: ref,
          label: nameOf(ref, vm),
          detail: say('choice.template', {
            cpus: number(vm, 'VCPUs_at_startup') ?? 1,
            memory: number(vm, 'memory_static_max') ?? 0,
          }),
          kind: 'template' as const,
        })),
    );
  return [...options(true), ...options(false)];
}
