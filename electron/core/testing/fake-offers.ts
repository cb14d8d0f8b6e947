import type { Properties } from '#shared/model/object-update.ts';
import type { OperationOffer } from '#shared/model/operation.ts';

/** A VM's operations. Properties: state, maxCpus, template (has none but to be deleted). */
export function fakeOffers(properties: Properties): readonly OperationOffer[] {
  const name = typeof properties['name'] === 'string' ? properties['name'] : 'it';
  const on = properties['state'] === 'on';
  const maxCpus = properties['maxCpus'];
  const remove: OperationOffer = {
    id: 'delete',
    label: 'Delete',
    group: 'delete',
    destructive: true,
    confirm: `Delete ${name}? Its disks are lost.`,
    ...(on && { refused: 'It is on.' }),
  };
  if (properties['template'] === true) return [remove];
  const powerOn: OperationOffer = {
    id: 'power.on',
    label: 'Power on',
    group: 'power',
    ...(on && { refused: 'It is on already.', done: true }),
  };
  return [powerOn, rename, setCpus(typeof maxCpus === 'number' ? maxCpus : 8), tag, remove];
}

const rename: OperationOffer = {
  id: 'rename',
  label: 'Rename',
  group: 'edit',
  inputs: [{ name: 'name', label: 'Name', type: 'text', required: true, maxLength: 80 }],
};

const tag: OperationOffer = { id: 'tag', label: 'Assign tag', group: 'organise', batch: true };

function setCpus(max: number): OperationOffer {
  const count = { type: 'number', required: true, integer: true, min: 1, max } as const;
  return {
    id: 'cpus',
    label: 'CPUs',
    group: 'edit',
    inputs: [{ name: 'cpus', label: 'CPUs', ...count }],
  };
}
