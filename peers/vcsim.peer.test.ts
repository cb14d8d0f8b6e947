import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { installGovmomi, required } from './install.ts';
import { startMoref, until, type FollowedServer, type Moref } from './moref.ts';
import { output, startProgram, type RunningProgram } from './program.ts';

/** Moref against govmomi's simulator: a vCenter that nobody here wrote. What it holds is asked of govc. */
const vcsim = required(await installGovmomi('vcsim'));
const govc = required(await installGovmomi('govc'));

describe.skipIf(vcsim === null || govc === null).each([
  [
    'vCenter over TLS',
    [
      '-dc',
      '2',
      '-cluster',
      '2',
      '-pool',
      '1',
      '-app',
      '1',
      '-folder',
      '1',
      '-pod',
      '1',
      '-vm',
      '3',
    ],
  ],
  ['vCenter over HTTP', ['-tls=false', '-vm', '5']],
  ['vCenter that tells its set in several answers', ['-tls=false', '-vm', '150']],
  ['standalone ESXi', ['-esx']],
])('vcsim: %s', (_, flags) => {
  let server: RunningProgram;
  let moref: Moref;
  let followed: FollowedServer;
  const ask = (...args: string[]) =>
    output(govc ?? '', args, { GOVC_URL: server.firstLine, GOVC_INSECURE: '1' });

  beforeAll(async () => {
    server = await startProgram(vcsim ?? '', flags);
    const url = new URL(server.firstLine);
    moref = await startMoref();
    followed = await moref.connect(url.origin, 'user', 'pass');
  }, 60_000);

  afterAll(async () => {
    await moref?.close();
    await server?.stop();
  });

  const rowNamed = (name: string): Row => {
    const row = [...followed.rows.values()].find(
      (candidate) => candidate.name === name && candidate.kind === 'vm',
    );
    if (row === undefined) throw new Error(`no VM is named ${name}`);
    return row;
  };
  const rowOf = (ref: Ref): Row | undefined => followed.rows.get(ref);
  const someVm = (): Row => {
    const vm = [...followed.rows.values()].find((row) => row.kind === 'vm' && row.state === 'on');
    if (vm === undefined) throw new Error('no VM is powered on');
    return vm;
  };
  async function runOperation(
    row: Row,
    operation: string,
    inputs: Record<string, string> = {},
  ): Promise<void> {
    const { task } = await moref.client.call('operations.run', {
      connection: followed.connection,
      ref: row.ref,
      operation,
      inputs,
    });
    if (task === null) throw new Error(`${operation} started no task`);
    await until(
      () => moref.tasks.get(task)?.state === 'success',
      `${operation} of ${row.name} to succeed`,
    );
    expect(moref.tasks.get(task)).toMatchObject({ own: true, target: row.ref });
  }

  it('has every object that the server has, under its name', async () => {
    const kinds = [
      'VirtualMachine',
      'HostSystem',
      'Datacenter',
      'Datastore',
      'ClusterComputeResource',
      'Network',
    ];
    for (const type of kinds) {
      const listing = await ask('find', '-i', '/', '-type', type);
      const expected = listing
        .split('\n')
        .filter((line) => line.startsWith(`${type}:`))
        .sort();
      const seen = [...followed.rows.keys()].filter((ref) => refType(ref) === type).sort();
      expect(seen, type).toEqual(expected);
    }
    const paths = (await ask('find', '/', '-type', 'm')).split('\n').filter((line) => line !== '');
    const names = [...followed.rows.values()]
      .filter(({ kind }) => kind === 'vm')
      .map(({ name }) => name);
    expect(names.sort()).toEqual(paths.map((path) => path.slice(path.lastIndexOf('/') + 1)).sort());
  });

  it('places every VM below the compute resource or pool that the server runs it in', async () => {
    for (const row of followed.rows.values()) {
      if (row.kind !== 'vm') continue;
      const answer = await ask('object.collect', '-json', row.ref, 'resourcePool', 'runtime.host');
      const properties = JSON.parse(answer) as {
        readonly name: string;
        readonly val: { readonly value: string };
      }[];
      const value = (name: string) => properties.find((one) => one.name === name)?.val.value;
      expect(refId(row.facts.host ?? ('' as Ref)), row.name).toBe(value('runtime.host'));
      expect(
        row.parent === null ? null : rowOf(row.parent),
        `what ${row.name} stands below`,
      ).toBeDefined();
      const parent = row.parent === null ? undefined : rowOf(row.parent);
      if (parent?.kind === 'resource-pool' || parent?.kind === 'vapp')
        expect(refId(parent.ref)).toBe(value('resourcePool'));
      else expect(['host', 'cluster']).toContain(parent?.kind);
    }
  });

  it('sees a power cycle through the property cache, and follows its tasks', async () => {
    const vm = someVm();
    await runOperation(vm, 'power.off');
    await until(() => rowOf(vm.ref)?.state === 'off', 'the VM to be off');
    expect(await ask('object.collect', '-s', vm.ref, 'runtime.powerState')).toContain('poweredOff');
    await runOperation(vm, 'power.on');
    await until(() => rowOf(vm.ref)?.state === 'on', 'the VM to be on');
  });

  it('refuses what makes no sense without asking the server', async () => {
    await expect(
      moref.client.call('operations.run', {
        connection: followed.connection,
        ref: someVm().ref,
        operation: 'power.on',
      }),
    ).rejects.toMatchObject({ data: { kind: 'conflict' } });
  });

  it('renames, and finds the new name on the server', async () => {
    const vm = someVm();
    const newName = `${vm.name} / renamed ä 100%`;
    await runOperation(vm, 'rename', { name: newName });
    await until(() => rowOf(vm.ref)?.name === newName, 'the new name');
    expect(rowNamed(newName).ref).toBe(vm.ref);
  });

  it("follows what others do: another session's task, a VM that goes", async () => {
    const vm = someVm();
    const path = (await ask('ls', '-L', vm.ref)).trim();
    await ask('vm.power', '-off', path);
    await until(() => rowOf(vm.ref)?.state === 'off', 'the VM to be off');
    await ask('object.destroy', vm.ref);
    await until(() => rowOf(vm.ref) === undefined, 'the VM to be gone');
    expect([...moref.tasks.values()].some((task) => !task.own && task.target === vm.ref)).toBe(
      true,
    );
  });

  it('reads a heavy property on demand', async () => {
    const vm = someVm();
    const entry = await moref.client.call('objects.read', {
      connection: followed.connection,
      ref: vm.ref,
      path: 'config',
    });
    expect(entry.value).toMatchObject({
      $type: 'VirtualMachineConfigInfo',
      uuid: vm.facts.uuid,
    });
  });
});
