import { afterAll, beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { Folder } from '../estate/entity.ts';
import type { VirtualMachine } from '../estate/entity.ts';
import { rename, setPower } from '../estate/operations.ts';
import { createSnapshot, removeAllSnapshots } from '../estate/machine/snapshots.ts';
import { cloneVm } from '../estate/machine/provision.ts';
import { destinationOf } from '../estate/machine/relocation.ts';
import { destroyVm, migrate } from '../estate/machine/vm-changes.ts';
import { all, propSet, TestClient, textOf, viewSpec } from '../test-client.ts';
import type { Node, Reply } from '../test-client.ts';
import { startDemoVcenter } from '../vcenter.ts';
import type { DemoVcenter } from '../vcenter.ts';

/** Whatever happens, a client that applies every update holds what a fresh read would give. */

const paths = [
  'config.hardware.device[2000].backing.fileName',
  'config.name',
  'guest.ipAddress',
  'name',
  'overallStatus',
  'runtime.bootTime',
  'runtime.host',
  'runtime.powerState',
  'snapshot.currentSnapshot',
];

let demo: DemoVcenter;

beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 24, quickStatsSeconds: 0 });
});

afterAll(() => demo.close());

type Replica = Map<string, Map<string, string>>;

function serialize(node: Node): string {
  return `${node.attributes['xsi:type']} ${node.text}${node.children.map(serialize).join('')}`;
}

function valueOf(node: Node): string | undefined {
  const val = node.children.find(({ name }) => name === 'val');
  return val === undefined ? undefined : serialize(val);
}

function apply(replica: Replica, { body }: Reply): void {
  for (const update of all(body, 'objectSet')) {
    const id = textOf(update, 'obj') ?? '';
    const kind = textOf(update, 'kind');
    if (kind === 'leave') {
      replica.delete(id);
      continue;
    }
    const values = kind === 'enter' ? new Map<string, string>() : replica.get(id);
    expect(values, `modify of ${id}, which never entered`).toBeDefined();
    for (const change of all(update, 'changeSet')) {
      const path = textOf(change, 'name') ?? '';
      const value = valueOf(change);
      if (value === undefined) {
        values?.delete(path);
      } else {
        values?.set(path, value);
      }
    }
    replica.set(id, values ?? new Map());
  }
}

async function freshRead(client: TestClient, view: string): Promise<Replica> {
  const reply = await client.collector(
    'RetrieveProperties',
    `<specSet>${propSet('VirtualMachine', paths)}${viewSpec(view)}</specSet>`,
  );
  return new Map(
    all(reply.body, 'returnval').map((object) => [
      textOf(object, 'obj') ?? '',
      new Map(all(object, 'propSet').map((p) => [textOf(p, 'name') ?? '', valueOf(p) ?? ''])),
    ]),
  );
}

let serial = 0;

/** One step of a random history, on the VM that `n` falls on. */
function step(kind: string, n: number): void {
  const { estate } = demo;
  const vms = [...estate.vms];
  const vm: VirtualMachine | undefined = vms[n % vms.length];
  if (vm === undefined) {
    return;
  }
  serial += 1;
  switch (kind) {
    case 'on':
      setPower(estate, vm, 'poweredOn');
      break;
    case 'off':
      setPower(estate, vm, 'poweredOff');
      break;
    case 'rename':
      rename(estate, vm, `renamed-${serial}`);
      break;
    case 'migrate': {
      const hosts = [...vm.host.compute.hosts];
      migrate(estate, vm, hosts[n % hosts.length] ?? vm.host);
      break;
    }
    case 'snapshot':
      createSnapshot(estate, vm, { name: `s${serial}`, description: '', quiesced: false });
      break;
    case 'consolidate':
      removeAllSnapshots(estate, vm);
      break;
    case 'clone':
      if (vm.parent instanceof Folder) {
        const name = `clone-${serial}`;
        const to = destinationOf(estate, vm, {}, { copy: name });
        cloneVm(estate, vm, { name, folder: vm.parent, to, template: false });
      }
      break;
    default:
      if (vms.length > 10 && vm.power !== 'poweredOn') {
        destroyVm(estate, vm);
      }
  }
}

const action = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(
      fc.constantFrom(
        'on',
        'off',
        'rename',
        'migrate',
        'snapshot',
        'consolidate',
        'clone',
        'destroy',
      ),
      fc.nat(1000),
    ),
  },
  // A wait with its limit, and whether its answer gets lost on the way
  {
    weight: 2,
    arbitrary: fc.record({ limit: fc.integer({ min: 1, max: 30 }), lost: fc.boolean() }),
  },
);

test('the replica equals a fresh read after any history, also with pages and lost answers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 40 }), async (history) => {
      const client = new TestClient(demo.url);
      await client.login(demo.user, demo.password);
      const view = await client.view('VirtualMachine');
      await client.viewFilter(view, 'VirtualMachine', paths);
      const replica: Replica = new Map();
      let version = '';
      const wait = async (limit: number, lost: boolean): Promise<boolean> => {
        const reply = await client.wait(
          version,
          `<maxWaitSeconds>0</maxWaitSeconds><maxObjectUpdates>${limit}</maxObjectUpdates>`,
        );
        expect(reply.status).toBe(200);
        // A piece of a cut set is good for one use: its answer must not be lost
        if (lost && !version.includes('_')) {
          return true;
        }
        apply(replica, reply);
        version = textOf(reply.body, 'version') ?? version;
        return textOf(reply.body, 'version') !== undefined;
      };
      for (const item of history) {
        if (Array.isArray(item)) {
          step(item[0], item[1]);
        } else {
          await wait(item.limit, item.lost);
        }
      }
      while (await wait(1000, false)) {
        // until there is nothing new
      }
      expect(replica).toEqual(await freshRead(client, view));
      await client.call('Logout', ['SessionManager', 'SessionManager']);
    }),
    { numRuns: 40 },
  );
  // Forty histories over the wire, also where many others want the machine
}, 120_000);
