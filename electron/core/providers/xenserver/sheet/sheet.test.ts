import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { refType } from '#shared/model/reference.ts';
import { valueAtPath } from '#shared/model/value-at-path.ts';
import { startDemoPool, type DemoPool, type DemoPoolOptions } from '../../../../demo/xapi/pool.ts';
import { silentLog } from '../../../log.ts';
import { RecordingSink } from '../../recording-sink.ts';
import { checkSheet, sourcesOf } from '../../sheet/testing/check-sheet.ts';
import { xenserver } from '../provider.ts';
import { sheet } from './sheet.ts';

/** Databases of real pools: the one that comes along, and more where they are at hand. */
const own = fileURLToPath(new URL('../../../../demo/xapi/testdata/', import.meta.url));
const more = fileURLToPath(
  new URL('../../../../../../shared/testdata/xapi/dumps/', import.meta.url),
);
const dumps = [own, more].flatMap((folder) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.xml'))
        .map((name) => [name, { dump: `${folder}${name}` }] as const)
    : [],
);

const open: DemoPool[] = [];
afterEach(async () => {
  for (const pool of open.splice(0)) await pool.close();
});

async function load(options: DemoPoolOptions): Promise<RecordingSink> {
  const pool = await startDemoPool(options);
  open.push(pool);
  if ('dump' in options) pool.misbehave.rawNames();
  const { user, password, url: address } = pool;
  const abort = new AbortController();
  const { signal } = abort;
  const login = { address, user, password, pinnedFingerprint: null };
  const session = await xenserver.connect({ ...login, signal, log: silentLog });
  const sink = new RecordingSink();
  const running = session.run(sink, signal).catch((error: unknown) => sink.ended(error));
  await sink.until('a full set', () => sink.sets > 0, 30_000);
  abort.abort();
  await running;
  await session.close();
  return sink;
}

/** What the pages of a class have to report wherever the record has a value: an administrator's list, not the code's. */
const mustReport: Readonly<Record<string, readonly string[]>> = {
  VM: [
    'power_state',
    'resident_on',
    'affinity',
    'memory_dynamic_max',
    'VCPUs_at_startup',
    'VBDs',
    'VIFs',
    'name_description',
    'tags',
    'uuid',
    'appliance',
    'blocked_operations',
    'has_vendor_device',
  ],
  host: [
    'enabled',
    'PIFs',
    'PBDs',
    'resident_VMs',
    'address',
    'hostname',
    'software_version.product_version',
    'software_version.build_number',
    'cpu_info.cpu_count',
    'cpu_info.modelname',
    'bios_strings.system-product-name',
    'edition',
    'uuid',
    'name_description',
    'updates',
  ],
  pool: ['master', 'default_SR', 'ha_enabled', 'uuid', 'name_description', 'tags'],
  SR: ['type', 'content_type', 'shared', 'PBDs', 'VDIs', 'uuid', 'name_description'],
  VDI: ['virtual_size', 'type', 'SR', 'uuid', 'name_description'],
  network: ['PIFs', 'MTU', 'bridge', 'uuid', 'name_description'],
};

function isSomething(value: PropertyValue | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === -1) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value !== 'object') return true;
  const { $type, dangling, value: id } = value as Record<string, PropertyValue | undefined>;
  if ($type === 'ManagedObjectReference') return dangling !== true && id !== 'OpaqueRef:NULL';
  return Object.keys(value).length > 1;
}

describe.each([['a generated pool', { vms: 60 }] as const, ...dumps])(
  'sheets of %s',
  (_name, options) => {
    it('say what their sources say, and leave nothing out', { timeout: 90_000 }, async () => {
      const sink = await load(options);
      const refs = [...sink.objects.keys()];
      let reported = 0;
      const wrong: string[] = [];
      for (const ref of refs) {
        const properties = sink.known(ref) ?? {};
        const made = sheet(ref, properties, sink.lookup);
        reported += made.sections.length > 0 ? 1 : 0;
        wrong.push(...checkSheet(ref, made, sink.lookup));
        const sources = [...sourcesOf(made)];
        for (const path of mustReport[refType(ref)] ?? [])
          if (
            isSomething(valueAtPath(properties, path)) &&
            !sources.some((one) => one === path || one.startsWith(`${path}.`))
          )
            wrong.push(`${ref} ${path}: nothing is said of it`);
      }
      expect(reported).toBeGreaterThan(0);
      expect(wrong.slice(0, 30)).toEqual([]);
    });
  },
);
