import { describe, expect, it } from 'vitest';
import type { OperationGroup, OperationOffer } from '#shared/model/operation.ts';
import { operationAction } from './operation-action.ts';

function offer(id: string, group: OperationGroup, more: Partial<OperationOffer> = {}) {
  return { id, label: id, group, ...more };
}

describe('an operation as an action', () => {
  it('has the key of what is done daily; the Delete key deletes the object, not its snapshots', () => {
    const offers = [
      offer('power.on', 'power'),
      offer('snapshot.deleteAll', 'delete'),
      offer('vm.delete', 'delete', { destructive: true }),
      offer('disk.delete', 'delete'),
      offer('vm.cpus', 'edit'),
    ];
    const keys = offers.map((one) => operationAction(one, offers).shortcut);
    expect(keys).toEqual(['Ctrl+B', undefined, 'Delete', undefined, undefined]);
  });

  it('promises a dialog where something is asked, and warns of a loss', () => {
    const asks = offer('rename', 'edit', {
      inputs: [{ name: 'name', label: 'Name', type: 'text', required: true }],
    });
    expect(operationAction(asks, []).label).toBe('rename…');
    expect(operationAction(offer('x', 'power', { destructive: true }), []).danger).toBe(true);
  });

  it('takes an icon of the provider only if there is one of that name', () => {
    expect(operationAction(offer('x', 'edit', { icon: 'trash' }), []).icon).toBe('trash');
    expect(operationAction(offer('x', 'edit', { icon: 'constructor' }), []).icon).toBeUndefined();
  });

  it('puts all that is done with snapshots together', () => {
    expect(operationAction(offer('snapshot.deleteAll', 'delete'), []).group).toBe('snapshot');
  });
});
