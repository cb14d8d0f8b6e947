import { describe, expect, it } from 'vitest';
import type { OperationOffer } from '#shared/model/operation.ts';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { dropCandidates, dropObstacle } from './drag.ts';

const host = { name: 'host', label: 'Host', type: 'lookup', required: false } as const;
const migrate: OperationOffer = {
  id: 'vm.migrate',
  label: 'Migrate',
  group: 'manage',
  inputs: [
    { ...host, accepts: ['host', 'cluster'] },
    { ...host, name: 'storage', accepts: ['datastore'] },
  ],
};
const clone: OperationOffer = {
  id: 'vm.clone',
  label: 'Clone',
  group: 'create',
  inputs: [{ ...host, accepts: ['host'] }],
};
const rename: OperationOffer = {
  id: 'rename',
  label: 'Rename',
  group: 'edit',
  inputs: [{ name: 'name', label: 'Name', type: 'text', required: true }],
};

describe('what is dropped on an object', () => {
  const ids = (...given: Parameters<typeof dropCandidates>) =>
    dropCandidates(...given).map(({ offer, input }) => `${offer.id} ${input.name}`);

  it('goes into the field that takes its kind', () => {
    expect(ids([rename, migrate], 'cluster', false)).toEqual(['vm.migrate host']);
    expect(ids([rename, migrate], 'datastore', false)).toEqual(['vm.migrate storage']);
    expect(ids([rename, migrate], 'network', false)).toEqual([]);
    expect(ids([{ ...migrate, part: true }], 'host', false)).toEqual([]);
  });

  it('is moved, or copied with Ctrl, or whichever there is', () => {
    expect(ids([migrate, clone], 'host', false)).toEqual(['vm.migrate host']);
    expect(ids([migrate, clone], 'host', true)).toEqual(['vm.clone host']);
    expect(ids([clone], 'host', false)).toEqual(['vm.clone host']);
  });

  it('is refused with a reason where nothing can be run', () => {
    const refused = { ...migrate, refused: 'It is suspended.' };
    expect(dropCandidates([refused], 'host', false)[0]?.refused).toBe('It is suspended.');
    const common = { ...migrate, runnable: 0, done: 0, refused: 2, reason: 'No host.' };
    expect(dropCandidates([common], 'host', false)[0]?.refused).toBe('No host.');
    expect(dropCandidates([{ ...common, runnable: 1 }], 'host', false)[0]).not.toHaveProperty(
      'refused',
    );
  });
});

describe('what speaks against a drop', () => {
  const at = (ref: string, server = 'vc') => ({
    connection: connectionId(server),
    ref: ref as Ref,
  });
  const row = (parent: string, on: string) => (): Row =>
    ({ parent: parent as Ref, facts: { host: on as Ref } }) as Row;
  const obstacle = (target: ReturnType<typeof at>, ancestors: readonly string[] = []) =>
    dropObstacle([at('VM:1')], target, row('Pool:1', 'Host:1'), ancestors as Ref[]);

  it('is reported', () => {
    expect(obstacle(at('VM:1'))).toBe('self');
    expect(obstacle(at('Host:2', 'other'))).toBe('otherServer');
    expect(obstacle(at('Snapshot:1'), ['Host:1', 'VM:1'])).toBe('inside');
    expect(obstacle(at('Host:1'))).toBe('there');
    expect(obstacle(at('Pool:1'))).toBe('there');
    expect(obstacle(at('Host:2'))).toBeUndefined();
  });
});
