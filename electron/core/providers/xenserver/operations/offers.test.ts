import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refType } from '#shared/model/reference.ts';
import type { OfferContext } from '../../provider.ts';
import { xenserver } from '../provider.ts';
import { quoted } from './commands/shell.ts';
import { PoolUnderTest } from './testing/pool-under-test.ts';

const on = new PoolUnderTest();

beforeAll(() => on.start({ vms: 200, hosts: 3 }), 30_000);
afterAll(() => on.close());

describe('offers', () => {
  it('list no storage, disks, networks or machines of the pool: they are made at every update', () => {
    for (const [ref, properties] of on.sink.objects) {
      const types = new Set<string>();
      let reads = 0;
      const context: OfferContext = {
        permissions: null,
        get: (one) => {
          reads += 1;
          return on.at(one);
        },
        ofType: (type) => {
          types.add(type);
          return on.sink.lookup.ofType(type);
        },
      };
      xenserver.offers(ref, properties, context);
      expect([...types].filter((type) => type !== 'pool' && type !== 'host')).toEqual([]);
      // A host looks at the machines that run on it, each of its operations anew.
      if (refType(ref) !== 'host') expect(reads, ref).toBeLessThan(250);
    }
  });

  it('guard what is lost for good', () => {
    const destructive = new Set(
      [...on.sink.objects].flatMap(([ref, properties]) =>
        xenserver
          .offers(ref, properties, on.sink.lookup)
          .filter((offer) => offer.destructive === true)
          .map(({ id }) => id),
      ),
    );
    expect([...destructive].sort()).toEqual([
      'disk.delete',
      'disk.remove',
      'power.off',
      'power.reset',
      'snapshot.delete',
      'snapshot.deleteAll',
      'snapshot.revert',
      'snapshot.revertTo',
      'vm.delete',
    ]);
  });
});

describe('words for a shell', () => {
  it.each([
    ['web-01', 'web-01'],
    ['/production/web', '/production/web'],
    ['', "''"],
    ['web 01', "'web 01'"],
    ["it's $HOME", "'it'\\''s $HOME'"],
    ['a;b', "'a;b'"],
    ['~', "'~'"],
  ])('%s is %s', (text, word) => expect(quoted(text)).toBe(word));
});
