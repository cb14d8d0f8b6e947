import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRef, refType, type Ref } from '#shared/model/reference.ts';
import type { Sheet } from '#shared/model/sheet.ts';
import { startDemoVcenter, type DemoVcenter } from '../../../../demo/vcenter.ts';
import { silentLog } from '../../../log.ts';
import type { Session } from '../../provider.ts';
import { RecordingSink } from '../../recording-sink.ts';
import { checkSheet, sourcesOf } from '../../sheet/testing/check-sheet.ts';
import { vsphere } from '../provider.ts';
import { mustReport } from './testing/must-tell.ts';
import { sheet } from './sheet.ts';

const sheetTypes = [
  'VirtualMachine',
  'HostSystem',
  'ClusterComputeResource',
  'ResourcePool',
  'VirtualApp',
  'Datastore',
  'Network',
  'DistributedVirtualPortgroup',
  'VmwareDistributedVirtualSwitch',
] as const;

describe('sheets of a demo vCenter', { timeout: 90_000 }, () => {
  let demo: DemoVcenter;
  let sink: RecordingSink;
  let session: Session;
  let running: Promise<void>;
  const abort = new AbortController();

  beforeAll(async () => {
    demo = await startDemoVcenter({ vms: 60, quickStatsSeconds: 0, taskSeconds: [0, 0.05] });
    sink = new RecordingSink();
    const { user, password, url: address } = demo;
    const login = { address, user, password, pinnedFingerprint: null };
    session = await vsphere.connect({ ...login, signal: abort.signal, log: silentLog });
    running = session.run(sink, abort.signal).then(() => session.close());
    await sink.until('a full set', () => sink.sets > 0, 20_000);
  }, 60_000);

  afterAll(async () => {
    abort.abort();
    await running;
    await demo.close();
  });

  /** A root pool has no page. */
  const isShown = (ref: Ref): boolean => of(ref).sections.length > 0;
  const of = (ref: Ref): Sheet => sheet(ref, sink.known(ref) ?? {}, sink.lookup);

  it('say what is cached, and that the rest is being read, until somebody looks', () => {
    const [vm] = [...sink.lookup.ofType('VirtualMachine')];
    const { sections, late } = of(vm as Ref);
    expect(late).toEqual({ state: 'reading' });
    expect(sections.map(({ id }) => id)).toContain('sheet.compute');
    expect(sections.find(({ id }) => id === 'relation.disks')?.reading).toBe(true);
    expect(sink.known(vm as Ref)?.['config.hardware']).toBeUndefined();
  });

  it('say what their sources say, and leave nothing out', async () => {
    const refs = sheetTypes.flatMap((type) => [...sink.lookup.ofType(type)]);
    for (const type of sheetTypes) expect([...sink.lookup.ofType(type)], type).not.toEqual([]);
    session.attend?.(new Set(refs));
    await sink.until(
      'all pages',
      () => refs.every((ref) => of(ref).late?.state === 'read' || !isShown(ref)),
      30_000,
    );
    const shown = refs.filter(isShown);
    const wrong = shown.flatMap((ref) => checkSheet(ref, of(ref), sink.lookup));
    expect(wrong).toEqual([]);
    expect(shown.flatMap((ref) => leftOut(ref, of(ref)))).toEqual([]);
  });

  it('are forgotten when nobody looks any more, and what is followed stays', async () => {
    const [first, second] = [...sink.lookup.ofType('VirtualMachine')] as [Ref, Ref];
    session.attend?.(new Set([second]));
    await sink.until('the page of the other', () => of(first).late?.state === 'reading', 10_000);
    expect(Object.keys(sink.known(first) ?? {})).not.toContain('config.hardware');
    expect(sink.known(first)?.['name']).toBeDefined();
    expect(of(second).late?.state).toBe('read');
  });

  it('of what is off have no meters of its load', () => {
    const off = [...demo.estate.vms].find(
      ({ power, template }) => power === 'poweredOff' && !template,
    );
    const { sections } = of(makeRef('VirtualMachine', off?.id ?? ''));
    expect(sections.find(({ id }) => id === 'sheet.compute')?.meters).toBeUndefined();
  });

  /** Properties with a value of which the page says nothing. */
  function leftOut(ref: Ref, reported: Sheet): readonly string[] {
    const sources = [...sourcesOf(reported)];
    const properties = sink.known(ref) ?? {};
    return mustReport(refType(ref), properties).filter(
      (path) =>
        !sources.some(
          (source) =>
            source === path || source.startsWith(`${path}.`) || source.startsWith(`${path}[`),
        ),
    );
  }
});
