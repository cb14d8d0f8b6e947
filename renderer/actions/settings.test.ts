import { describe, expect, it } from 'vitest';
import type { OperationOffer } from '#shared/model/operation.ts';
import { settingsFor } from './settings.ts';

const settings: OperationOffer = {
  id: 'settings',
  label: 'Edit settings',
  group: 'edit',
  edits: true,
  inputs: [
    { name: 'rename/name', label: 'Name', type: 'text', required: true },
    { name: 'vm.cpus/cpus', label: 'vCPUs', type: 'number', required: true },
    { name: 'disk.grow#2000/size', label: 'Size', type: 'number', required: true },
    { name: 'disk.detach#2000/do', label: 'Detach', type: 'boolean', required: false },
  ],
};
const offer = (id: string, more: Partial<OperationOffer> = {}): OperationOffer => ({
  id,
  label: id,
  group: 'edit',
  ...more,
});

describe('settingsFor', () => {
  const of = (one: OperationOffer) => settingsFor(one, [one, settings]);

  it('are those that an operation stands among, whatever thing it is about', () => {
    expect(of(offer('vm.cpus'))).toBe(settings);
    expect(of(offer('vm.cpus', { refused: 'It runs.' }))).toBe(settings);
    expect(of(offer('disk.grow'))).toBe(settings);
    expect(settingsFor(settings, [settings])).toBe(settings);
  });

  it('are none for what is no setting, is agreed to by itself, or is one field', () => {
    expect(of(offer('vm'))).toBeUndefined();
    expect(of(offer('power.off'))).toBeUndefined();
    expect(of(offer('rename'))).toBeUndefined();
    expect(of(offer('disk.detach', { confirm: 'Detach it?' }))).toBeUndefined();
    expect(settingsFor(offer('vm.cpus'), [offer('vm.cpus')])).toBeUndefined();
  });
});
