import { connectionId, makeRef, type Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { searchWords } from '../renderer/format/search-words.ts';
import { idCandidates, suggestIds } from '../renderer/features/explorer/fields/id-suggestions.ts';
import { Branch } from '../renderer/state/inventory/branch.ts';
import { filterBranch, matchesRow } from '../renderer/state/inventory/filter.ts';
import { nodeKey, type NodeKey } from '../renderer/state/tree/flat-node.ts';
import { flattenAll } from '../renderer/state/tree/flatten.ts';
import { repairFlat } from '../renderer/state/tree/repair-flat.ts';
import { ruleOf, usualTree } from '../renderer/state/tree/tree-choice.ts';
import { plainSource } from '../renderer/state/tree/tree-source.ts';
import { median, report } from './figure.ts';

/** The page's replica and its visible lines with 100,000 objects, all of them open; the filter with 30,000. */
const connection = connectionId('bench');
const perFolder = 500;
const runs = 31;

function row(ref: Ref, kind: Row['kind'], name: string, parent: Ref | null): Row {
  const facts = { ipAddress: '10.1.2.3', hostName: `${name}.corp.example` };
  const places = { machines: parent };
  return { ref, kind, name, parent, state: 'on', health: 'ok', places, facts };
}

function estate(count: number): readonly Row[] {
  const rows: Row[] = [];
  for (let i = 0; i < count; i++) {
    const folder = makeRef('Folder', `group-v${Math.floor(i / perFolder)}`);
    rows.push(
      i % perFolder === 0
        ? row(folder, 'folder', `folder ${i}`, null)
        : row(makeRef('VirtualMachine', `vm-${i}`), 'vm', `app-${(i * 7919) % count}`, folder),
    );
  }
  return rows;
}

function fill(rows: readonly Row[]): Branch {
  const branch = new Branch();
  // As the link brings them: a thousand at a time.
  for (let at = 0; at < rows.length; at += 1000)
    branch.apply({
      upsert: rows.slice(at, at + 1000).map((one) => [one.ref, one] as const),
      remove: [],
    });
  return branch;
}

function time(run: (round: number) => void): number {
  const times: number[] = [];
  for (let round = 0; round < runs; round++) {
    const started = performance.now();
    run(round);
    times.push(performance.now() - started);
  }
  return median(times);
}

const rows = estate(100_000);
const branch = fill(rows);
const open = new Set<NodeKey>([connection]);
for (const one of rows) if (one.kind === 'folder') open.add(nodeKey(connection, one.ref));
const parts = {
  connections: [connection],
  branches: new Map([[connection, branch]]),
  grouped: false,
};
const source = plainSource(parts, open);
let flat = flattenAll(source);
const machines = rows.filter((one) => one.kind === 'vm');

const plain = new Map(rows.map((one) => [one.ref, one] as const));
const changes = (round: number) =>
  machines.slice(round * 500, round * 500 + 500).map((one) => [one.ref, { ...one }] as const);
report({
  name: 'replica: a frame of 500 changed states among 100,000 rows',
  value: time((round) => branch.apply({ upsert: changes(round), remove: [] })),
  unit: 'ms',
  reference: 'setting them in a bare Map',
  referenceValue: time((round) => {
    for (const [ref, one] of changes(round)) plain.set(ref, one);
  }),
  goal: null,
});
report({
  name: 'replica: a new name among 100,000 visible lines',
  value: time((round) => {
    const old = machines[round * 977] as Row;
    const { lists } = branch.apply({
      upsert: [[old.ref, { ...old, name: `renamed-${round}` }]],
      remove: [],
    });
    flat = repairFlat(flat, source, new Set([...lists].map((one) => nodeKey(connection, one))));
  }),
  unit: 'ms',
  reference: 'making all lines anew',
  referenceValue: time(() => void flattenAll(source)),
  goal: 1,
});

const folders = ruleOf({ ...usualTree, projection: 'machines' }, connection);
const hosts = ruleOf(usualTree, connection);
const closed = plainSource(parts, new Set([connection]));
report({
  name: 'tree: another projection of 100,000 rows until its first lines',
  value: time(() => {
    branch.show(hosts);
    branch.show(folders);
    flattenAll(closed);
  }),
  unit: 'ms',
  reference: 'setting them in a bare Map',
  referenceValue: time(() => void new Map(rows.map((one) => [one.ref, one.places] as const))),
  goal: null,
});
report({
  name: 'tree: a frame of 500 changed states among 100,000 rows, with another projection shown',
  value: time((round) => branch.apply({ upsert: changes(round), remove: [] })),
  unit: 'ms',
  reference: 'setting them in a bare Map',
  referenceValue: time((round) => {
    for (const [ref, one] of changes(round)) plain.set(ref, one);
  }),
  goal: null,
});

const field = { resources: ['VirtualMachine'], path: 'vm' };
const candidates = idCandidates(branch.rows(), field);
report({
  name: 'explorer: a key in an identifier field that fits none of 100,000 objects',
  value: time((round) => void suggestIds(candidates, field, `no-such-${round}`)),
  unit: 'ms',
  reference: 'opening the list',
  referenceValue: time(() => void idCandidates(branch.rows(), field)),
  goal: null,
});

const small = fill(estate(30_000));
const words = searchWords('app-12 corp');
const names = [...small.rows()].map((one) => one.name.toLowerCase());
report({
  name: 'replica: the filter over 30,000 rows',
  value: time(() => void filterBranch(small, (row) => matchesRow(row, words))),
  unit: 'ms',
  reference: 'finding a text in 30,000 bare names',
  referenceValue: time(() => void names.filter((name) => name.includes('app-12'))),
  goal: null,
});
