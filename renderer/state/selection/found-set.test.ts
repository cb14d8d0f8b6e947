import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionId, makeRef, objectKey } from '#shared/model/reference.ts';
import { FoundSet } from './found-set.ts';
import { addressesOf } from './selection.ts';

const servers = ['a', 'b'].map(connectionId);
const objects = servers.flatMap((connection) =>
  Array.from({ length: 4 }, (_, index) => ({ connection, ref: makeRef('VM', `${index}`) })),
);

function found(keys: ReadonlySet<string>, query: string | null = 'web'): FoundSet {
  const byServer = servers.map((connection) => {
    const own = objects.filter((one) => one.connection === connection && keys.has(objectKey(one)));
    return [connection, new Set(own.map(({ ref }) => ref))] as const;
  });
  return new FoundSet(new Map(byServer), query === null ? null : { query });
}

describe('what a search found', () => {
  it('is a set like any other, whatever is taken out', () => {
    const some = fc.subarray(objects.map(objectKey));
    fc.assert(
      fc.property(some, some, (keys, out) => {
        const left = new Set(keys);
        let set = found(left);
        for (const key of out) {
          set = set.without(key);
          left.delete(key);
        }
        expect(set.size).toBe(left.size);
        expect([...set].toSorted()).toEqual([...left].toSorted());
        for (const object of objects)
          expect(set.has(objectKey(object))).toBe(left.has(objectKey(object)));
        expect(addressesOf(set).map(objectKey).toSorted()).toEqual([...left].toSorted());
      }),
    );
  });

  it('is reported by what was looked for, and what was taken out since', () => {
    const keys = objects.map(objectKey);
    const [first = keys[0]] = keys;
    if (first === undefined) throw new Error('There are objects.');
    expect(found(new Set(keys)).described).toEqual({ by: 'query', query: 'web' });
    expect(found(new Set(keys)).without(first).described).toEqual({
      by: 'query',
      query: 'web',
      except: [{ connection: servers[0], type: 'VM', ids: ['0'] }],
    });
    expect(found(new Set(keys), null).described).toBeNull();
  });
});
