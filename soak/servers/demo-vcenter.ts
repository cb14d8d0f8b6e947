import { vsphere } from '#core/providers/vsphere/provider.ts';
import { refId } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { startDemoVcenter } from '../../electron/demo/vcenter.ts';
import type { Random } from '../random.ts';
import { machineChange, machines } from './machines.ts';
import type { MarkedOperation, Subject } from './subject.ts';

/** Enough for a few of each kind; what is tried does not grow with it. */
const vms = 14;

/** The demo vCenter, reached by vim25 with the Automation API beside it, or by that alone. */
export async function startDemoVcenterSubject(
  protocol: 'vim25' | 'automation',
  seed: number,
): Promise<Subject> {
  const demo = await startDemoVcenter({
    vms,
    seed,
    quickStatsSeconds: 0,
    taskSeconds: [0.2, 1.5],
  });
  const { user, password } = demo;
  const { hostname: host, port } = new URL(demo.url);
  const witness = { family: 'vsphere', user, password } as const;
  return {
    upstream: { host, port: Number(port) },
    provider: vsphere,
    access: protocol === 'automation' ? { ...witness, protocol } : witness,
    witness,
    expireSessions: () => demo.misbehave.expireSessions(),
    restart: (seconds) => demo.misbehave.restart(seconds),
    sessions: () => demo.sessions,
    operation: protocol === 'vim25' ? vcenterOperation : automationOperation,
    change: machineChange,
    moves: /(?:quickStats\..*|overallUsage|^cpuMHz|^memoryUsedMiB)$/,
    loginsAndLogouts: ['<Login ', '<Logout ', '"com.vmware.cis.session"'],
    refusals: ['NotAuthenticated', 'com.vmware.vapi.std.errors.unauthenticated'],
    close: () => demo.close(),
  };
}

/** Operations that every server has that speaks vim25. */
export function vim25Operation(
  rows: readonly Row[],
  mark: string,
  random: Random,
): MarkedOperation | undefined {
  const kind = random.pick(['rename', 'snapshot', 'power'] as const);
  const ref = machines(rows, kind === 'power' ? 'on' : undefined)[0]?.ref;
  if (ref === undefined) return undefined;
  switch (kind) {
    case 'rename':
      return {
        ref,
        operation: 'rename',
        inputs: { name: mark },
        once: [['<Rename_Task ', `>${mark}<`]],
      };
    case 'snapshot':
      return {
        ref,
        operation: 'snapshot.create',
        inputs: { name: mark },
        once: [['<CreateSnapshot_Task ', `>${mark}<`]],
      };
    case 'power':
      return {
        ref,
        operation: 'power.off',
        inputs: {},
        once: [['<PowerOffVM_Task ', `>${refId(ref)}<`]],
      };
  }
}

function vcenterOperation(
  rows: readonly Row[],
  mark: string,
  random: Random,
): MarkedOperation | undefined {
  if (random.isTrue(0.75)) return vim25Operation(rows, mark, random);
  const vm = machines(rows)[0];
  return vm === undefined ? undefined : newTag(vm, mark);
}

function automationOperation(
  rows: readonly Row[],
  mark: string,
  random: Random,
): MarkedOperation | undefined {
  const kind = random.pick(['off', 'on', 'tag'] as const);
  const vm = machines(rows, kind === 'tag' ? undefined : kind === 'off' ? 'on' : 'off')[0];
  if (vm === undefined) return undefined;
  const { ref } = vm;
  if (kind === 'tag') return newTag(vm, mark);
  const method = kind === 'off' ? 'stop' : 'start';
  return {
    ref,
    operation: `power.${kind}`,
    inputs: {},
    once: [['"com.vmware.vcenter.vm.power"', `"${method}"`, `"${refId(ref)}"`]],
  };
}

/** Two calls: a category, and a tag in it. */
function newTag({ ref }: Row, mark: string): MarkedOperation {
  const category = `${mark}-category`;
  return {
    ref,
    operation: 'tags.create',
    inputs: { name: mark, category: '+', categoryName: category },
    once: [
      ['"com.vmware.cis.tagging.category"', `"${category}"`],
      ['"com.vmware.cis.tagging.tag"', `"${mark}"`],
    ],
  };
}
