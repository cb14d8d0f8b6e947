import { describe, expect, it } from 'vitest';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { HostFacts as PoolHostFacts } from '../../xenserver/facts/host-facts.ts';
import { HostFacts } from './host-facts.ts';

const to = (type: string, value: string) => ({ $type: 'ManagedObjectReference', type, value });

/** Whether each host of a cluster differs from others, by what they run; null for one that does not tell. */
function mixedInCluster(products: readonly (string | null)[]): readonly boolean[] {
  const objects = new Map<string, Properties>(
    products.map((product, index) => [
      `HostSystem:${index}`,
      {
        parent: to('ClusterComputeResource', 'c'),
        ...(product !== null && { 'summary.config.product.fullName': product }),
      },
    ]),
  );
  objects.set('ClusterComputeResource:c', {
    host: products.map((_, index) => to('HostSystem', String(index))),
  });
  const lookup = { get: (ref: Ref) => objects.get(ref), ofType: () => [] };
  return products.map((_, index) =>
    new HostFacts(objects.get(`HostSystem:${index}`) ?? {}, lookup).flags.includes('mixed'),
  );
}

/** The same of the hosts of a pool. */
function mixedInPool(versions: readonly (readonly [string, string] | null)[]): readonly boolean[] {
  const hosts = versions.map(
    (release): Properties =>
      release === null
        ? {}
        : {
            software_version: {
              $type: 'map',
              product_version: release[0],
              build_number: release[1],
            },
          },
  );
  const refs = hosts.map((_, index) => `host:${index}` as Ref);
  const lookup = {
    get: (ref: Ref) => hosts[refs.indexOf(ref)],
    ofType: (type: string) => (type === 'host' ? refs : []),
  };
  return hosts.map((host) => new PoolHostFacts(host, lookup).flags.includes('mixed'));
}

describe('hosts that differ in version within a cluster', () => {
  it('are all those of a cluster that run several, and none of one that runs the same', () => {
    const [old, fresh] = ['VMware ESXi 7.0.3 build-1', 'VMware ESXi 8.0.2 build-2'];
    expect(mixedInCluster([old, old])).toEqual([false, false]);
    expect(mixedInCluster([old, fresh, old])).toEqual([true, true, true]);
    expect(mixedInCluster([old, 'VMware ESXi 7.0.3 build-9'])).toEqual([true, true]);
  });

  it('are told of pools as well', () => {
    expect(
      mixedInPool([
        ['8.3.0', '1'],
        ['8.3.0', '1'],
      ]),
    ).toEqual([false, false]);
    expect(
      mixedInPool([
        ['8.3.0', '1'],
        ['8.2.1', '1'],
      ]),
    ).toEqual([true, true]);
    expect(
      mixedInPool([
        ['8.3.0', '1'],
        ['8.3.0', '2'],
      ]),
    ).toEqual([true, true]);
  });

  it('are none that do not tell what they run', () => {
    expect(mixedInCluster([null, 'VMware ESXi 8.0.2 build-2'])).toEqual([false, false]);
    expect(mixedInPool([null, ['8.3.0', '1']])).toEqual([false, false]);
  });
});
