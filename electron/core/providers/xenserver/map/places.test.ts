import { expect, it } from 'vitest';
import type { MappedRow } from '#shared/model/mapped-row.ts';
import { otherProjections } from '#shared/model/projection.ts';
import type { Ref } from '#shared/model/reference.ts';
import { RowStore } from '../../../inventory/row-store.ts';
import { folderRef, mapFolder } from './folders.ts';
import { placesOf } from './places.ts';

function row(
  ref: string,
  parent: string | null,
  more: Partial<MappedRow> = {},
  folder?: string,
): MappedRow {
  const made: MappedRow = {
    ref: ref as Ref,
    kind: ref.startsWith('VM') ? 'vm' : 'other',
    name: ref,
    state: 'none',
    health: 'unknown',
    parent: parent as Ref | null,
    facts: {},
    ...more,
  };
  const places = placesOf(
    made,
    folder === undefined ? {} : { other_config: { $type: 'map', folder } },
  );
  return places === undefined ? made : { ...made, places };
}

/** What stands where in the three trees. */
function trees(rows: readonly MappedRow[]) {
  const store = new RowStore();
  for (const one of rows) store.set(one);
  store.settle();
  return Object.fromEntries(
    otherProjections.map((projection) => [
      projection,
      Object.fromEntries(
        [...store.values()].flatMap(({ ref, places }) =>
          places?.[projection] === undefined ? [] : [[ref, places[projection]]],
        ),
      ),
    ]),
  );
}

const inside = (pool: Partial<MappedRow> = {}): readonly MappedRow[] => [
  row('pool:p', null, pool),
  row('host:h', 'pool:p'),
  row('VM:running', 'host:h'),
  row('VM:off', 'pool:p'),
  row('VM:dom0', 'host:h', { hidden: true }),
  row('SR:shared', 'pool:p'),
  row('SR:local', 'host:h'),
  row('network:lan', 'pool:p'),
  row('group:templates', 'pool:p'),
  row('VM:template', 'group:templates', { kind: 'template' }),
];

it('shows machines and networks below the pool, local storage below its host', () => {
  expect(trees(inside())).toEqual({
    machines: {
      'pool:p': null,
      'VM:running': 'pool:p',
      'VM:off': 'pool:p',
      'group:templates': 'pool:p',
      'VM:template': 'group:templates',
    },
    storage: { 'pool:p': null, 'host:h': 'pool:p', 'SR:shared': 'pool:p', 'SR:local': 'host:h' },
    networks: { 'pool:p': null, 'network:lan': 'pool:p' },
  });
});

it('shows a host without a pool in its place where it stands at all', () => {
  expect(trees(inside({ hidden: true, standIn: 'host:h' as Ref }))).toMatchObject({
    machines: { 'VM:running': null, 'VM:off': null },
    storage: { 'host:h': null, 'SR:shared': 'host:h', 'SR:local': 'host:h' },
    networks: { 'network:lan': null },
  });
});

it('shows machines in the folders that administrators put them in', () => {
  const rows = [
    ...inside(),
    row('VM:web', 'host:h', {}, '/production/web/'),
    row('VM:lost', 'pool:p', {}, '/gone'),
    ...['production', 'production/web'].map((path) =>
      mapFolder(folderRef(path), { get: () => undefined, ofType: () => ['pool:p' as Ref] }),
    ),
  ];
  expect(trees(rows)).toMatchObject({
    machines: {
      'group:folder:production': 'pool:p',
      'group:folder:production/web': 'group:folder:production',
      'VM:web': 'group:folder:production/web',
      'VM:lost': 'pool:p',
    },
  });
});
