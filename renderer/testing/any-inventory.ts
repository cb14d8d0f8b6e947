import fc from 'fast-check';
import { projections } from '#shared/model/projection.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { hideChoices, type TreeChoice } from '../state/tree/tree-choice.ts';

/** All references of a small inventory. */
export const refs = Array.from({ length: 10 }, (_, index) => `VirtualMachine:vm-${index}` as Ref);

/** Below one that comes earlier in the list: as with a real server, there are no rings. */
const placeOf = (index: number) =>
  fc
    .option(fc.nat(refs.length))
    .map((at) => (at === null || at >= index ? null : (refs[at] as Ref)));

/** A row of it, that stands somewhere in each of the trees. */
export const anyRow: fc.Arbitrary<Row> = fc.nat(refs.length - 1).chain((index) =>
  fc
    .record({
      name: fc.constantFrom('a', 'b', 'web-2', 'web-10'),
      kind: fc.constantFrom<Row['kind']>('folder', 'host', 'vm', 'template', 'library'),
      state: fc.constantFrom<Row['state']>('on', 'off', 'disconnected'),
      health: fc.constantFrom<Row['health']>('ok', 'warning', 'error'),
      parent: placeOf(index),
      notInHosts: fc.boolean(),
      host: placeOf(index),
      places: fc.record(
        { machines: placeOf(index), storage: placeOf(index), networks: placeOf(index) },
        { requiredKeys: [] },
      ),
    })
    .map(
      ({ notInHosts, host, ...row }): Row => ({
        ref: refs[index] as Ref,
        ...row,
        ...(notInHosts && { notInHosts }),
        facts: host === null ? {} : { host },
      }),
    ),
);

/** A tree of it. */
export const anyChoice: fc.Arbitrary<TreeChoice> = fc.record({
  projection: fc.constantFrom(...projections),
  groupBy: fc.constant(null),
  belowHost: fc.boolean(),
  hide: fc.subarray([...hideChoices]),
});

/** A frame, or the choice of another tree. */
export const anyStep = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      upsert: fc.array(anyRow, { maxLength: 5 }),
      remove: fc.array(fc.constantFrom(...refs), { maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: anyChoice },
);
