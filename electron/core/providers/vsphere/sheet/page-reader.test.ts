import { describe, expect, it } from 'vitest';
import { makeRef } from '#shared/model/reference.ts';
import { toMoref } from '../object-updates.ts';
import { VimFault } from '../vim25/soap/soap-error.ts';
import { keptPaths, PageReader } from './page-reader.ts';
import { isFigure } from './page-paths.ts';

const vm = makeRef('VirtualMachine', 'vm-1');
const cluster = makeRef('ClusterComputeResource', 'domain-c1');

describe('what is read for a page', () => {
  it('is all of it at first, and figures from then on, until something changes', () => {
    const reader = new PageReader();
    const all = reader.next(vm);
    expect(all).toContain('config.hardware');
    reader.take(vm, all, { obj: toMoref(vm) });
    expect(reader.next(vm).every(isFigure)).toBe(true);
    reader.outdate(vm);
    expect(reader.next(vm)).toEqual(all);
    reader.forget(vm);
    expect(reader.next(vm)).toEqual(all);
  });

  it('is nothing of what has no page', () => {
    expect(new PageReader().next(makeRef('Folder', 'group-1'))).toEqual([]);
  });

  it('leaves out what a server does not have, once', () => {
    const reader = new PageReader();
    const fault = (name: string) =>
      new VimFault('no such property', { $type: 'InvalidProperty', name }, 'RetrievePropertiesEx');
    expect(reader.refuses(fault('config.keyId'))).toBe(true);
    expect(reader.next(vm)).not.toContain('config.keyId');
    expect(reader.refuses(fault('config.keyId'))).toBe(false);
    expect(reader.refuses(new Error('gone'))).toBe(false);
  });

  it('keeps of a whole what is not followed already', () => {
    const reader = new PageReader();
    const summary = {
      $type: 'ClusterComputeResourceSummary',
      totalCpu: 1,
      drsScore: 96,
    };
    const changes = reader.take(cluster, ['summary'], {
      obj: toMoref(cluster),
      propSet: [{ name: 'summary', val: summary }],
    });
    expect(changes.map(({ path }) => path)).toEqual(['summary.drsScore', '@page']);
    const known = { name: 'c', 'summary.totalCpu': 1, 'summary.drsScore': 96, '@page': null };
    expect(keptPaths('ClusterComputeResource', known).map(([path]) => path)).toEqual([
      'summary.drsScore',
      '@page',
    ]);
  });

  it('says what the server would not tell, and what failed', () => {
    const reader = new PageReader();
    const [state] = reader
      .take(vm, ['config.hardware'], {
        obj: toMoref(vm),
        missingSet: [{ path: 'config.hardware', fault: { fault: { $type: 'NoPermission' } } }],
      })
      .slice(-1);
    expect(state?.value).toMatchObject({ state: 'read', reason: 'NoPermission' });
    expect(reader.fail(vm, new Error('broken'))?.value).toMatchObject({ state: 'failed' });
    expect(reader.fail(makeRef('Folder', 'group-1'), new Error('broken'))).toBeUndefined();
  });
});
