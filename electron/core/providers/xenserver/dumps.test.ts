import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { isReferenceValue, type PropertyValue } from '#shared/model/property-value.ts';
import type { Encoding } from '#shared/model/profile.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { startDemoPool, type DemoPool } from '../../../demo/xapi/pool.ts';
import { RowStore } from '../../inventory/row-store.ts';
import { silentLog } from '../../log.ts';
import { RecordingSink } from '../recording-sink.ts';
import { xenserver } from './provider.ts';

/** Databases of real pools: the one that comes along, and more where they are at hand. */
const own = fileURLToPath(new URL('../../../demo/xapi/testdata/', import.meta.url));
const more = fileURLToPath(new URL('../../../../../shared/testdata/xapi/dumps/', import.meta.url));
const dumps = [own, more].flatMap((folder) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.xml'))
        .map((name) => [name, `${folder}${name}`] as const)
    : [],
);

const open: DemoPool[] = [];
afterEach(async () => {
  for (const pool of open.splice(0)) await pool.close();
});

async function load(
  dump: string,
  encoding: Encoding = 'json',
): Promise<{ pool: DemoPool; sink: RecordingSink }> {
  const pool = await startDemoPool({ dump });
  open.push(pool);
  pool.misbehave.rawNames();
  const { user, password, url: address } = pool;
  const abort = new AbortController();
  const { signal } = abort;
  const login = { address, user, password, pinnedFingerprint: null, encoding };
  const session = await xenserver.connect({ ...login, signal, log: silentLog });
  const sink = new RecordingSink();
  const running = session.run(sink, signal).catch((error: unknown) => sink.ended(error));
  await sink.until('a full set', () => sink.sets > 0, 20_000);
  abort.abort();
  await running;
  await session.close();
  return { pool, sink };
}

it('of a server with protection policies has them, and what they hold', {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moref-dump-'));
  const path = join(folder, 'policies.xml');
  const policy =
    '<row ref="OpaqueRef:policy" _ref="OpaqueRef:policy" uuid="policy-1" name__label="nightly"/>';
  const dump = readFileSync(`${own}small_vms.xml`, 'utf8')
    .replace(/<table name="VMPP"\s*\/>/, `<table name="VMPP">${policy}</table>`)
    .replace('protection_policy="OpaqueRef:NULL"', 'protection_policy="OpaqueRef:policy"');
  writeFileSync(path, dump);
  try {
    const { sink } = await load(path);
    const vms = [...sink.objects].filter(([, { protection_policy: held }]) =>
      isReferenceValue(held),
    );
    expect(vms.map(([, { protection_policy: held }]) => held)).toEqual([
      { $type: 'ManagedObjectReference', type: 'VMPP', value: 'policy-1' },
    ]);
    expect(sink.objects.get('VMPP:policy-1' as Ref)?.['name_label']).toBe('nightly');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe.each(dumps)('the dump %s', { timeout: 60_000 }, (_name, path) => {
  it('loads into a complete tree', async () => {
    const { pool, sink } = await load(path);
    const store = new RowStore();
    for (const [ref, properties] of sink.objects)
      store.set(xenserver.mapRow(ref, properties, sink.lookup));
    store.settle();
    for (const [ref, properties] of sink.objects) {
      if (xenserver.standsInTree?.(refType(ref)) !== false) continue;
      expect(xenserver.mapRow(ref, properties, sink.lookup).hidden, ref).toBe(true);
    }
    const rows = new Map([...store.values()].map((row) => [row.ref, row]));

    for (const owner of ['pool', 'host', 'VM', 'VDI', 'SR', 'network', 'VBD', 'VIF', 'PIF', 'PBD'])
      expect([...sink.lookup.ofType(owner)], owner).toHaveLength(pool.database.count(owner));
    for (const row of rows.values()) {
      expect(row.name, row.ref).not.toBe('');
      expect(row.kind, row.ref).not.toBe('other');
      if (row.parent !== null) expect(rows.has(row.parent), row.ref).toBe(true);
    }
    const roots = [...rows.values()].filter(({ parent }) => parent === null);
    expect(roots.map(({ kind }) => kind)).toEqual([expect.stringMatching(/^(pool|host)$/)]);
    const machines = [...sink.objects].filter(
      ([ref, vm]) =>
        ref.startsWith('VM:') &&
        vm['is_a_template'] === false &&
        vm['is_a_snapshot'] === false &&
        vm['is_control_domain'] === false,
    );
    for (const [ref] of machines) expect(rows.get(ref)?.kind, ref).toBe('vm');
  });

  it('is the same in XML-RPC, with names of members as old servers write them', async () => {
    const [json, xml] = [await load(path), await load(path, 'xml')];
    const sorted = ({ sink }: typeof json) =>
      [...sink.objects].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(sorted(xml)).toEqual(sorted(json));
  });

  it('offers and relates every object, and shows what its references say', async () => {
    const { sink } = await load(path);
    let dangling = 0;
    for (const [ref, properties] of sink.objects) {
      for (const offer of xenserver.offers(ref, properties, sink.lookup))
        expect(offer.label, ref).not.toBe('');
      for (const { columns, entries } of xenserver.relations(ref, properties, sink.lookup))
        for (const entry of entries) {
          expect(entry.name).not.toBe('');
          if (entry.ref !== null) expect(sink.objects.has(entry.ref), entry.ref).toBe(true);
          if (entry.ref !== null) expect(entry.cells).toHaveLength(columns.length);
        }
      for (const [type, value, isDangling] of referencesIn(Object.values(properties))) {
        if (isDangling) dangling += 1;
        else expect(sink.objects.has(`${type}:${value}` as Ref), `${ref} → ${value}`).toBe(true);
      }
    }
    // Real pools always have some; they are kept, and marked.
    expect(dangling).toBeGreaterThan(0);
  });
});

function referencesIn(
  values: readonly (PropertyValue | undefined)[],
): readonly (readonly [type: string, value: string, dangling: boolean])[] {
  return values.flatMap((value) => {
    if (typeof value !== 'object' || value === null) return [];
    if (isReferenceValue(value)) return [[value.type, value.value, value.dangling === true]];
    return referencesIn(Array.isArray(value) ? value : Object.values(value));
  });
}
