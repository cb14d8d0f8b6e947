import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionId, type ConnectionId, type Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { searchWords } from '../../format/search-words.ts';
import { Branch } from '../inventory/branch.ts';
import { filterBranch, matchesRow } from '../inventory/filter.ts';
import { nodeKey, type NodeKey } from './flat-node.ts';
import { flattenAll } from './flatten.ts';
import { repairFlat } from './repair-flat.ts';
import { filteredSource, plainSource } from './tree-source.ts';

const servers = [connectionId('one'), connectionId('two')];
const refs = Array.from({ length: 10 }, (_, i) => `Folder:f-${i}` as Ref);

function row(index: number, parent: number, name: string): Row {
  return {
    ref: refs[index] as Ref,
    kind: 'folder',
    name,
    state: 'none',
    health: 'ok',
    parent: parent < index ? (refs[parent] as Ref) : null,
    facts: {},
  };
}

const anyRow = fc
  .tuple(fc.nat(refs.length - 1), fc.nat(refs.length), fc.constantFrom('a', 'b', 'c'))
  .map(([index, parent, name]) => row(index, parent, name));

const anyStep = fc.oneof(
  fc.record({
    connection: fc.constantFrom(...servers),
    upsert: fc.array(anyRow, { maxLength: 5 }),
    remove: fc.array(fc.constantFrom(...refs), { maxLength: 2 }),
  }),
  fc.record({
    connection: fc.constantFrom(...servers),
    toggle: fc.constantFrom(null, ...refs),
  }),
);

function keysOf(connection: ConnectionId, refs: Iterable<Ref | null>): ReadonlySet<NodeKey> {
  return new Set([...refs].map((ref) => nodeKey(connection, ref)));
}

describe('the flat tree', () => {
  it('repaired step by step equals the one built from scratch', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 25 }), (steps) => {
        const branches = new Map<ConnectionId, Branch>(servers.map((id) => [id, new Branch()]));
        const expanded = new Set<NodeKey>(servers);
        const source = plainSource({ connections: servers, branches, grouped: false }, expanded);
        let flat = flattenAll(source);
        for (const step of steps) {
          if ('toggle' in step) {
            const key = nodeKey(step.connection, step.toggle);
            if (!expanded.delete(key)) expanded.add(key);
            flat = repairFlat(flat, source, new Set([key]));
          } else {
            const touched = branches.get(step.connection)!.apply({
              upsert: step.upsert.map((one) => [one.ref, one] as const),
              remove: step.remove,
            });
            flat = repairFlat(flat, source, keysOf(step.connection, touched.lists));
          }
          expect(flat).toEqual(flattenAll(source));
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('keeps its identity when nothing visible changed', () => {
    const branch = new Branch();
    branch.apply({ upsert: [row(0, 9, 'a'), row(1, 0, 'b')].map((r) => [r.ref, r]), remove: [] });
    const branches = new Map([[servers[0]!, branch]]);
    const source = plainSource(
      { connections: servers, branches, grouped: false },
      new Set(servers),
    );
    const flat = flattenAll(source);
    const touched = branch.apply({ upsert: [[refs[2]!, row(2, 1, 'c')]], remove: [] });
    expect(repairFlat(flat, source, keysOf(servers[0]!, touched.lists))).toBe(flat);
  });
});

describe('the filtered tree', () => {
  const branch = new Branch();
  branch.apply({
    upsert: [row(0, 9, 'dc'), row(1, 0, 'esx-1'), row(2, 1, 'sql-01'), row(3, 1, 'web-01')].map(
      (r) => [r.ref, r] as const,
    ),
    remove: [],
  });
  const branches = new Map([
    [servers[0]!, branch],
    [servers[1]!, new Branch()],
  ]);
  const lines = (text: string, toggled = new Map<NodeKey, boolean>()): readonly string[] => {
    const words = searchWords(text);
    const results = new Map(
      [...branches].map(([id, one]) => [id, filterBranch(one, (each) => matchesRow(each, words))]),
    );
    return flattenAll(
      filteredSource({ connections: servers, branches, grouped: false }, { results, toggled }),
    ).map(
      (node) =>
        `${'  '.repeat(node.depth)}${node.ref === null ? node.key : branch.row(node.ref)!.name}`,
    );
  };

  it('shows matches with what leads to them, and no server without a match', () => {
    expect(lines('SQL')).toEqual(['one', '  dc', '    esx-1', '      sql-01']);
    expect(lines('sql nothing')).toEqual([]);
  });

  it('finds objects by their custom fields', () => {
    const owned = { ...row(3, 1, 'web-01'), facts: { fields: { Owner: 'Ada Lovelace' } } };
    expect(matchesRow(owned, searchWords('lovelace web'))).toBe(true);
    expect(matchesRow(owned, searchWords('owner'))).toBe(false);
  });

  it('keeps a match closed until it is opened, and then shows all below it', () => {
    expect(lines('esx')).toEqual(['one', '  dc', '    esx-1']);
    expect(lines('esx', new Map([[nodeKey(servers[0]!, refs[1]!), true]]))).toEqual([
      'one',
      '  dc',
      '    esx-1',
      '      sql-01',
      '      web-01',
    ]);
  });
});
