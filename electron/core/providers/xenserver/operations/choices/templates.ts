import { text as say } from '#shared/i18n/make-text.ts';
import type { LookupChoices, LookupOption } from '#shared/model/choice.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import {
  bytesFact,
  countFact,
  factsOf,
  pathOf,
  tableOf,
  wordsFact,
} from '../../../operations/choice-facts.ts';
import { bestFirst } from '../../../operations/choice-order.ts';
import type { Lookup } from '../../../provider.ts';
import { entry, isHidden, nameOf, number, reference, references, text } from '../../map/read.ts';
import { isDefaultTemplate } from '../../map/vm.ts';
import { isTemplate } from '../refusals.ts';

/** Templates that VMs can be made of: those that people made first, then the product's. */
export function templateChoices(lookup: Lookup): LookupChoices {
  const found = [...lookup.ofType('VM')].flatMap((ref) => {
    const vm = lookup.get(ref);
    return vm === undefined || !isTemplate(vm) || isHidden(vm) ? [] : [{ ref, vm }];
  });
  const isProduct = new Set(found.filter(({ vm }) => isDefaultTemplate(vm)).map(({ ref }) => ref));
  const options = found.map(
    ({ ref, vm }): LookupOption => ({
      value: ref,
      label: nameOf(ref, vm),
      kind: 'template',
      ...factsOf({
        origin: isProduct.has(ref)
          ? wordsFact(say('choice.template.product'), 'is_default_template')
          : wordsFact(say('choice.template.own'), 'is_default_template'),
        cpus: countFact(number(vm, 'VCPUs_at_startup'), 'VCPUs_at_startup'),
        memory: bytesFact(number(vm, 'memory_static_max'), 'memory_static_max'),
        size: sizeOf(vm, lookup),
        guest: guestOf(vm),
      }),
    }),
  );
  return tableOf(
    bestFirst(options, ({ value }) => [Number(isProduct.has(value as Ref))]),
    'origin',
    'cpus',
    'memory',
    'size',
    'guest',
  );
}

/** The disks of it together; those of the product describe theirs, and have none. */
function sizeOf(vm: Properties, lookup: Lookup) {
  const disks = references(vm, 'VBDs').flatMap((vbd) => {
    const place = lookup.get(vbd);
    const disk = text(place, 'type') === 'Disk' ? reference(place?.['VDI']) : undefined;
    return disk === undefined ? [] : [disk];
  });
  if (disks.length === 0) return undefined;
  const sizes = disks.map((disk) => number(lookup.get(disk), 'virtual_size') ?? 0);
  return bytesFact(
    sizes.reduce((sum, size) => sum + size, 0),
    ...disks.map((disk) => pathOf(disk, 'virtual_size')),
  );
}

function guestOf(vm: Properties) {
  return wordsFact(entry(vm, 'other_config', 'install-distro'), 'other_config');
}
