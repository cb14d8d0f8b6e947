import { expect, it } from 'vitest';
import type { Ref } from '#shared/model/reference.ts';
import { declaredType } from './declared-type.ts';
import { onDemand } from './on-demand.ts';
import { propertySets } from './property-sets.ts';

const vm = 'VirtualMachine:vm-1' as Ref;

it.each([
  [vm, 'name', 'string'],
  [vm, 'config', 'VirtualMachineConfigInfo'],
  [vm, 'runtime.host', 'HostSystem'],
  [vm, 'datastore', 'Datastore[]'],
  [vm, 'summary.config.numCpu', 'int'],
  [vm, 'summary.nothing', undefined],
  [vm, 'nothing', undefined],
  ['ClusterComputeResource:c-1' as Ref, 'summary', 'ComputeResourceSummary'],
  ['SupervisorZone:z-1' as Ref, 'name', undefined],
])('%s %s is %s', (ref, path, type) => {
  expect(declaredType(ref, path)).toBe(type);
});

it('offers to read what the type has and the cache has not', () => {
  const entries = onDemand(vm, {});
  const paths = entries.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['config', 'summary', 'guest', 'layoutEx']));
  expect(paths).not.toContain('name');
  expect(new Set(paths).size).toBe(paths.length);
  expect(entries.find(({ path }) => path === 'config')).toEqual({
    path: 'config',
    onDemand: true,
    type: 'VirtualMachineConfigInfo',
  });
  expect(onDemand('SupervisorZone:z-1' as Ref, {})).toEqual([]);
});

it('knows every path that is cached', () => {
  const unknown = Object.entries(propertySets).flatMap(([type, paths]) =>
    paths.filter((path) => declaredType(`${type}:x` as Ref, path) === undefined),
  );
  expect(unknown).toEqual([]);
});
