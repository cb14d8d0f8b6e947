import { inEnglish } from '#shared/i18n/english.ts';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Operator } from '#core/providers/vsphere/testing/operator.ts';
import type { LookupOption } from '#shared/model/choice.ts';
import type { InputValues } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import { installGovmomi, required } from './install.ts';
import { output, startProgram, type RunningProgram } from './program.ts';

/**
 * Every operation that govmomi's simulator implements, run by Moref's provider; what came of it is asked of govc, which shares
 * nothing with Moref.
 */
const vcsim = required(await installGovmomi('vcsim'));
const govc = required(await installGovmomi('govc'));

describe.skipIf(vcsim === null || govc === null)('operations on vcsim', { timeout: 60_000 }, () => {
  let server: RunningProgram;
  let operator: Operator;
  let folder: string;

  const ask = async (...args: string[]): Promise<string> =>
    (await output(govc ?? '', args, { GOVC_URL: server.firstLine, GOVC_INSECURE: '1' })).trim();
  const property = (ref: string, path: string): Promise<string> =>
    ask('object.collect', '-s', ref, path);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'moref-vcsim-'));
    const flags = [
      '-tls=false',
      '-vm',
      '6',
      '-ds',
      '2',
      '-cluster',
      '2',
      '-host',
      '2',
      '-pool',
      '1',
    ];
    server = await startProgram(vcsim ?? '', flags);
    const image = join(folder, 'debian.iso');
    await writeFile(image, 'not an image');
    await ask('datastore.mkdir', '-ds', 'LocalDS_0', 'iso');
    await ask('datastore.upload', '-ds', 'LocalDS_0', image, 'iso/debian.iso');
    operator = await connect();
  }, 60_000);

  const connect = (): Promise<Operator> => {
    const { origin: url } = new URL(server.firstLine);
    return Operator.connect({ url, user: 'user', password: 'pass' });
  };
  /** vcsim says nothing of many changes, and of some only with the next one: everything is read again. */
  async function lookAnew(): Promise<void> {
    await operator.close();
    operator = await connect();
  }

  afterAll(async () => {
    await operator?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** A VM that no other test has: they are handed out one by one. */
  const used = new Set<Ref>();
  function someVm(): Ref {
    const ref = operator.find(
      'VirtualMachine',
      (vm, one) =>
        vm['runtime.powerState'] === 'poweredOn' &&
        !used.has(one) &&
        !operator.name(one).startsWith('DC0_C0_RP0'),
    );
    used.add(ref);
    return ref;
  }
  async function vmThatIsOff(): Promise<Ref> {
    const ref = someVm();
    await run(ref, 'power.off');
    await lookAnew();
    return ref;
  }
  async function run(ref: Ref, operation: string, inputs: InputValues = {}) {
    const task = await operator.run(ref, operation, inputs);
    if (task !== null) expect(task, JSON.stringify(task.error)).toMatchObject({ state: 'success' });
    return task;
  }
  async function choose(
    ref: Ref,
    operation: string,
    input: string,
    wanted: (option: LookupOption) => boolean = () => true,
    given: { readonly inputs?: InputValues; readonly under?: string } = {},
  ): Promise<string> {
    const { options } = await operator.choices(ref, operation, input, given.inputs, given.under);
    const found = options.find((option) => option.refused === undefined && wanted(option));
    if (found === undefined)
      throw new Error(`${input} has no such choice among ${JSON.stringify(options)}`);
    return found.value;
  }
  const devices = async (ref: Ref): Promise<string> => ask('device.ls', '-vm', ref);

  it('describes', async () => {
    const vm = someVm();
    await run(vm, 'describe', { description: 'two\nlines & <more>' });
    expect(await property(vm, 'config.annotation')).toBe('two\nlines & <more>');
  });

  it('changes vCPUs and memory of what is off', async () => {
    const vm = await vmThatIsOff();
    await run(vm, 'vm.cpus', { cpus: 4 });
    await run(vm, 'vm.memory', { memoryMiB: 512 });
    expect(await property(vm, 'config.hardware.numCPU')).toBe('4');
    expect(await property(vm, 'config.hardware.memoryMB')).toBe('512');
  });

  it('takes snapshots, goes back to them, and deletes them', async () => {
    const vm = someVm();
    await run(vm, 'snapshot.create', { name: 'first', description: 'before' });
    await lookAnew();
    await run(vm, 'snapshot.create', { name: 'second' });
    expect(await ask('snapshot.tree', '-vm', vm)).toMatch(/first\s+second/);
    const [first] = operator.snapshots(vm);
    await run(vm, 'snapshot.revertTo', { snapshot: first?.id ?? '' });
    expect(await ask('snapshot.tree', '-vm', vm, '-C')).toBe('first');
    await run(vm, 'snapshot.revertLatest');
    await run(vm, 'snapshot.delete', { snapshot: first?.id ?? '', children: true });
    await lookAnew();
    await run(vm, 'snapshot.create', { name: 'third' });
    await lookAnew();
    await run(vm, 'snapshot.deleteAll');
    expect(await ask('snapshot.tree', '-vm', vm)).toBe('');
  });

  it('adds, grows, detaches and deletes disks', async () => {
    const vm = someVm();
    await run(vm, 'disk.create', { size: 2, thin: true });
    expect((await devices(vm)).match(/VirtualDisk/g)).toHaveLength(2);
    const { options } = await operator.choices(vm, 'disk.grow', 'disk');
    const disk = options.at(-1)?.value ?? '';
    expect(inEnglish(options.at(-1)?.detail ?? '')).toContain('2 GiB');
    await run(vm, 'disk.grow', { disk, size: 3 });
    expect(await ask('device.info', '-vm', vm, 'disk-*')).toContain('3,145,728 KB');
    await run(vm, 'disk.detach', { disk });
    expect((await devices(vm)).match(/VirtualDisk/g)).toHaveLength(1);
    await run(vm, 'disk.create', { size: 1, storage: await choose(vm, 'disk.create', 'storage') });
    const again = await operator.choices(vm, 'disk.remove', 'disk');
    await run(vm, 'disk.remove', { disk: again.options.at(-1)?.value ?? '' });
    expect((await devices(vm)).match(/VirtualDisk/g)).toHaveLength(1);
  });

  it('adds, moves, disconnects, connects and removes network adapters', async () => {
    const vm = someVm();
    const group = await choose(vm, 'adapter.add', 'network', ({ label }) => label === 'DC0_DVPG0');
    const plain = await choose(vm, 'adapter.add', 'network', ({ label }) => label === 'VM Network');
    await run(vm, 'adapter.add', { network: group });
    const { options } = await operator.choices(vm, 'adapter.network', 'adapter');
    const adapter = options.at(-1)?.value ?? '';
    expect(await devices(vm)).toContain('VirtualVmxnet3');
    await run(vm, 'adapter.network', { adapter, network: plain });
    expect(await ask('device.info', '-vm', vm, 'ethernet-1')).toContain('VM Network');
    await run(vm, 'adapter.disconnect', { adapter });
    expect(await ask('device.info', '-vm', vm, 'ethernet-1')).toMatch(/Connected: +false/);
    await run(vm, 'adapter.connect', { adapter });
    expect(await ask('device.info', '-vm', vm, 'ethernet-1')).toMatch(/Connected: +true/);
    await run(vm, 'adapter.remove', { adapter });
    expect(await devices(vm)).not.toContain('VirtualVmxnet3');
  });

  it('inserts an image that is browsed for, and ejects it', async () => {
    const vm = someVm();
    const store = await choose(vm, 'cd.insert', 'image', ({ label }) => label === 'LocalDS_0');
    const images = await choose(vm, 'cd.insert', 'image', ({ label }) => label === 'iso', {
      under: store,
    });
    const image = await choose(vm, 'cd.insert', 'image', undefined, { under: images });
    expect(image).toBe('[LocalDS_0] iso/debian.iso');
    await run(vm, 'cd.insert', { image });
    expect(await ask('device.info', '-vm', vm, 'cdrom-*')).toContain('iso/debian.iso');
    await run(vm, 'cd.eject');
    expect(await ask('device.info', '-vm', vm, 'cdrom-*')).not.toContain('iso/debian.iso');
  });

  it('clones, and says what it made', async () => {
    const vm = await vmThatIsOff();
    const name = 'clone of it';
    const storage = await choose(vm, 'vm.clone', 'storage');
    const plan = await operator.plan(vm, 'vm.clone', { name, storage }, true);
    expect(plan.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const task = await run(vm, 'vm.clone', { name, storage });
    await operator.until('the name', () => operator.tasks.get(task?.ref ?? vm)?.result === name);
    await lookAnew();
    const clone = operator.named('VirtualMachine', name) ?? '';
    expect(await property(clone, 'config.template')).toBe('false');
    const again = await operator.plan(vm, 'vm.clone', { name }, true);
    expect(again.findings).toMatchObject([{ severity: 'error' }]);
  });

  it('makes a template, deploys from it, and makes a machine of it again', async () => {
    const vm = await vmThatIsOff();
    await run(vm, 'vm.toTemplate');
    expect(await property(vm, 'config.template')).toBe('true');
    await lookAnew();
    const host = await choose(vm, 'vm.create', 'host', ({ kind }) => kind === 'cluster');
    await run(vm, 'vm.create', { name: 'deployed', host });
    await lookAnew();
    await run(vm, 'vm.fromTemplate', { host });
    expect(await property(vm, 'config.template')).toBe('false');
  });

  it('migrates: host, datastore, pool', async () => {
    const vm = operator.find(
      'VirtualMachine',
      (_, ref) => operator.name(ref).startsWith('DC0_C0') && !used.has(ref),
    );
    used.add(vm);
    const cluster = await choose(vm, 'vm.migrate', 'host', ({ label }) => label === 'DC0_C0');
    const host = await choose(vm, 'vm.migrate', 'host', ({ kind }) => kind === 'host', {
      under: cluster,
    });
    const plan = await operator.plan(vm, 'vm.migrate', { host }, true);
    expect(plan).toMatchObject({ outcome: 'run' });
    await run(vm, 'vm.migrate', { host });
    expect(await property(vm, 'runtime.host')).toBe(host);
    const now = await property(vm, 'datastore');
    const storage = await choose(vm, 'vm.migrate', 'storage', ({ value }) => !now.includes(value));
    await run(vm, 'vm.migrate', { storage });
    expect(await property(vm, 'datastore')).toBe(storage);
    const pool = await choose(vm, 'pool', 'pool', ({ kind }) => kind === 'resource-pool');
    await run(vm, 'vm.migrate', { host: pool });
    expect(await property(vm, 'resourcePool')).toBe(pool);
  });

  it('makes a new VM', async () => {
    const center = operator.find('Datacenter');
    const host = await choose(center, 'vm.create', 'host', ({ kind }) => kind === 'host');
    const inputs = { host };
    const storage = await choose(center, 'vm.create', 'storage', undefined, { inputs });
    const network = await choose(center, 'vm.create', 'network', undefined, { inputs });
    const guest = await choose(center, 'vm.create', 'guest', undefined, { inputs });
    const image = '[LocalDS_0] iso/debian.iso';
    const name = 'brand new';
    const given = {
      ...inputs,
      name,
      storage,
      network,
      guest,
      image,
      cpus: 2,
      memoryMiB: 1024,
      diskGib: 3,
    };
    expect((await operator.plan(center, 'vm.create', given, true)).findings).toEqual([]);
    await run(center, 'vm.create', given);
    await lookAnew();
    const vm = (operator.named('VirtualMachine', name) ?? '') as Ref;
    expect(await property(vm, 'config.hardware.numCPU')).toBe('2');
    expect(await property(vm, 'config.guestId')).toBe(guest);
    expect(await devices(vm)).toMatch(/VirtualDisk[\s\S]*/);
    expect(await ask('device.info', '-vm', vm, 'disk-*')).toContain('3,145,728 KB');
    expect(await ask('device.info', '-vm', vm, 'cdrom-*')).toContain('debian.iso');
  });

  it('unregisters, finds the file, registers, and deletes', async () => {
    const vm = await vmThatIsOff();
    const name = operator.name(vm);
    const file = await property(vm, 'summary.config.vmPathName');
    await run(vm, 'vm.unregister');
    await lookAnew();
    const center = operator.find('Datacenter');
    const host = await choose(center, 'vm.register', 'host', ({ kind }) => kind === 'host');
    const store = await choose(center, 'vm.register', 'file', ({ label }) =>
      file.includes(inEnglish(label)),
    );
    const directory = await choose(center, 'vm.register', 'file', ({ label }) => label === name, {
      under: store,
    });
    expect(await choose(center, 'vm.register', 'file', undefined, { under: directory })).toBe(file);
    await run(center, 'vm.register', { file, host });
    await lookAnew();
    const again = (operator.named('VirtualMachine', name) ?? '') as Ref;
    await run(again, 'vm.delete');
    expect(await ask('find', '/', '-type', 'm', '-name', name)).toBe('');
  });

  it('makes, renames, moves and deletes folders, and moves VMs into them', async () => {
    const center = operator.find('Datacenter');
    await run(center, 'folder.create', { name: 'ops a', kind: 'vmFolder' });
    await run(center, 'folder.create', { name: 'ops b', kind: 'vmFolder' });
    const named = (name: string) => (operator.named('Folder', name) ?? '') as Ref;
    await lookAnew();
    await run(named('ops a'), 'rename', { name: 'ops c' });
    await lookAnew();
    await run(named('ops c'), 'folder', { folder: named('ops b') });
    expect(await property(named('ops c'), 'parent')).toBe(named('ops b'));
    const vm = someVm();
    await run(vm, 'folder', { folder: named('ops b') });
    expect(await property(vm, 'parent')).toBe(named('ops b'));
    await expect(operator.run(named('ops b'), 'folder.delete')).rejects.toThrow(/not empty/);
    await run(named('ops c'), 'folder.delete');
    await lookAnew();
  });

  it('makes and deletes resource pools', async () => {
    const cluster = operator.find('ClusterComputeResource');
    await run(cluster, 'pool.create', { name: 'gold' });
    await lookAnew();
    const gold = (operator.named('ResourcePool', 'gold') ?? '') as Ref;
    await run(gold, 'pool.create', { name: 'inner' });
    expect(await ask('find', '/', '-type', 'p', '-name', 'inner')).toContain('/gold/inner');
    await run(gold, 'pool.delete');
    expect(await ask('find', '/', '-type', 'p', '-name', 'gold')).toBe('');
  });

  it('puts a host into maintenance mode and back, disconnects and connects it', async () => {
    const host = operator.find('HostSystem', (_, ref) => operator.name(ref) === 'DC0_C1_H1');
    await run(host, 'host.enterMaintenance', { evacuate: false });
    expect(await property(host, 'runtime.inMaintenanceMode')).toBe('true');
    await lookAnew();
    await run(host, 'host.exitMaintenance');
    expect(await property(host, 'runtime.inMaintenanceMode')).toBe('false');
    await run(host, 'host.disconnect');
    expect(await property(host, 'runtime.connectionState')).toBe('disconnected');
    await lookAnew();
    await run(host, 'host.connect');
    expect(await property(host, 'runtime.connectionState')).toBe('connected');
  });

  it('defines a custom attribute and sets it', async () => {
    const vm = someVm();
    await run(vm, 'customFields.define', { name: 'Owner', type: 'VirtualMachine' });
    expect(await ask('fields.ls')).toContain('Owner');
    await lookAnew();
    await run(vm, 'customFields', { Owner: 'platform & team' });
    expect(await ask('fields.info', '-n', 'Owner', vm)).toContain('platform & team');
  });

  it('shows command lines that govc takes, and that do the same', async () => {
    const vm = await vmThatIsOff();
    const cluster = operator.find('ClusterComputeResource');
    const center = operator.find('Datacenter');
    const host = operator.find('HostSystem', (_, ref) => operator.name(ref) === 'DC0_C1_H0');
    const storage = operator.find('Datastore');
    const network = operator.find('DistributedVirtualPortgroup', (_, ref) =>
      operator.name(ref).includes('DVPG'),
    );
    const done: readonly (readonly [Ref, string, InputValues, () => Promise<string>, RegExp])[] = [
      [
        vm,
        'describe',
        { description: "it's $HOME & more" },
        () => property(vm, 'config.annotation'),
        /^it's \$HOME & more$/,
      ],
      [
        vm,
        'vm.memory',
        { memoryMiB: 256 },
        () => property(vm, 'config.hardware.memoryMB'),
        /^256$/,
      ],
      [vm, 'vm.cpus', { cpus: 3 }, () => property(vm, 'config.hardware.numCPU'), /^3$/],
      [
        vm,
        'snapshot.create',
        { name: 'by govc' },
        () => ask('snapshot.tree', '-vm', vm),
        /by govc/,
      ],
      [vm, 'disk.create', { size: 1 }, () => devices(vm), /VirtualDisk[\s\S]*VirtualDisk/],
      [vm, 'adapter.add', { network }, () => devices(vm), /VirtualVmxnet3/],
      [
        vm,
        'cd.insert',
        { image: '[LocalDS_0] iso/debian.iso' },
        () => ask('device.info', '-vm', vm, 'cdrom-*'),
        /debian\.iso/,
      ],
      [
        vm,
        'vm.clone',
        { name: 'cloned by govc', storage },
        () => ask('find', '/', '-name', 'cloned by govc'),
        /cloned/,
      ],
      [vm, 'power.on', {}, () => property(vm, 'runtime.powerState'), /^poweredOn$/],
      [vm, 'rename', { name: 'renamed by govc' }, () => property(vm, 'name'), /^renamed by govc$/],
      [
        center,
        'folder.create',
        { name: 'folder by govc', kind: 'vmFolder' },
        () => ask('find', '/', '-name', 'folder by govc'),
        /folder/,
      ],
      [
        cluster,
        'pool.create',
        { name: 'pool by govc' },
        () => ask('find', '/', '-name', 'pool by govc'),
        /pool/,
      ],
      [
        host,
        'host.enterMaintenance',
        {},
        () => property(host, 'runtime.inMaintenanceMode'),
        /^true$/,
      ],
      [
        vm,
        'customFields.define',
        { name: 'By govc', type: 'VirtualMachine' },
        () => ask('fields.ls'),
        /By govc/,
      ],
    ];
    for (const [ref, operation, inputs, look, expected] of done) {
      const { commands } = await operator.plan(ref, operation, inputs);
      const line = commands.find(({ tool }) => tool === 'govc')?.text ?? '';
      await output('sh', ['-c', line.replace(/^govc/, '"$GOVC"')], {
        GOVC: govc ?? '',
        GOVC_URL: server.firstLine,
        GOVC_INSECURE: '1',
      });
      expect(await look(), line).toMatch(expected);
    }
  });
});

describe.skipIf(vcsim === null || govc === null)('operations on a single ESXi host', () => {
  it('works without vCenter, and says what takes one', async () => {
    const server = await startProgram(vcsim ?? '', ['-tls=false', '-esx']);
    const { origin: url } = new URL(server.firstLine);
    const operator = await Operator.connect({ url, user: 'user', password: 'pass' });
    try {
      const vm = operator.find('VirtualMachine');
      for (const operation of ['vm.clone', 'vm.migrate', 'vm.toTemplate', 'folder']) {
        const { refused } = operator.offer(vm, operation);
        expect(inEnglish(refused ?? ''), operation).toContain('vCenter');
      }
      for (const inputs of [{ description: 'alone' }, { description: 'still alone' }])
        expect(await operator.run(vm, 'describe', inputs)).toMatchObject({ state: 'success' });
      const ask = (...args: string[]) =>
        output(govc ?? '', args, { GOVC_URL: server.firstLine, GOVC_INSECURE: '1' });
      expect(await ask('object.collect', '-s', vm, 'config.annotation')).toContain('still alone');
      const host = operator.find('HostSystem');
      const { options } = await operator.choices(host, 'vm.create', 'storage', { host });
      const guest = (await operator.choices(host, 'vm.create', 'guest', { host })).options[0];
      const storage = options[0]?.value ?? '';
      const inputs = { name: 'new here', storage, guest: guest?.value ?? '', diskGib: 1 };
      expect(await operator.run(host, 'vm.create', inputs)).toMatchObject({ state: 'success' });
      expect(await ask('find', '/', '-name', 'new here')).toContain('new here');
    } finally {
      await operator.close();
      await server.stop();
    }
  });
});
