import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoVcenter, type DemoVcenter } from '../electron/demo/vcenter.ts';
import { installGovmomi, installPython, required } from './install.ts';
import { output } from './program.ts';

/** The demo vCenter, checked by clients that nobody here wrote. */
const pythons = [
  ['8.0.3', required(await installPython('pyvmomi-8.0.3', ['pyvmomi==8.0.3.0.1']))],
  ['9.0', required(await installPython('pyvmomi', ['pyvmomi==9.0.0.0']))],
] as const;
const govc = required(await installGovmomi('govc'));
const script = (name: string): string =>
  fileURLToPath(new URL(`../electron/demo/peers/${name}.py`, import.meta.url));

describe.each([
  ['HTTPS', true],
  ['HTTP', false],
] as const)('demo vCenter over %s', (_, tls) => {
  let demo: DemoVcenter;

  beforeAll(async () => {
    demo = await startDemoVcenter({ tls, taskSeconds: [0.3, 0.6] });
  });
  afterAll(() => demo.close());

  describe.each(pythons)('serves pyVmomi %s', (_version, python) => {
    /** Runs a script that prints a line for each thing that it checked, `ok` first where it is well. */
    const runs = async (name: string): Promise<readonly string[]> => {
      const printed = await output(python ?? '', [
        script(name),
        demo.url,
        demo.user,
        demo.password,
      ]);
      const lines = printed.trim().split('\n');
      expect(lines.filter((line) => !line.startsWith('ok'))).toEqual([]);
      return lines;
    };

    it.skipIf(python === null)('log in, list, power on, wait for the task', async () => {
      expect((await runs('pyvmomi_check')).length).toBeGreaterThan(5);
    });

    it.skipIf(python === null)('every property of one object of each type', async () => {
      expect((await runs('pyvmomi_walk')).length).toBeGreaterThan(50);
    });
  });

  describe.skipIf(govc === null)('serves govc', () => {
    const ask = (...args: string[]) =>
      output(govc ?? '', args, {
        GOVC_URL: demo.url,
        GOVC_USERNAME: demo.user,
        GOVC_PASSWORD: demo.password,
        GOVC_INSECURE: '1',
      });
    const vms = async () =>
      (await ask('find', '/', '-type', 'm')).split('\n').filter((line) => line !== '');

    it('about, find, ls', async () => {
      expect(await ask('about')).toMatch(/VMware vCenter Server/);
      expect((await vms()).length).toBeGreaterThanOrEqual(200);
      expect((await ask('ls', '/')).trim().split('\n')).toHaveLength(2);
    });

    it('vm.info of a machine by its path', async () => {
      const [path] = await vms();
      const info = JSON.parse(await ask('vm.info', '-json', path ?? '')) as {
        readonly virtualMachines: readonly { readonly name: string }[];
      };
      expect(info.virtualMachines[0]?.name).toBe(path?.slice(path.lastIndexOf('/') + 1));
    });

    it('power on and off, waiting for the task', async () => {
      const filter = ['-runtime.powerState', 'poweredOff', '-runtime.connectionState', 'connected'];
      const found = await ask('find', '/', '-type', 'm', ...filter, '-config.template', 'false');
      const off = found.split('\n').find((path) => path !== '');
      if (off === undefined) throw new Error('no machine is powered off');
      expect(await ask('vm.power', '-on', off)).toContain('OK');
      expect(await ask('object.collect', '-s', off, 'runtime.powerState')).toContain('poweredOn');
      expect(await ask('vm.power', '-off', off)).toContain('OK');
      expect(await ask('object.collect', '-s', off, 'runtime.powerState')).toContain('poweredOff');
      await expect(ask('vm.power', '-off', off)).rejects.toThrow();
      expect(await ask('tasks')).toContain('PowerOnVM');
    });

    /** A machine that is off and no template; taken once. The data center has none that is locked. */
    const machine = async (used: Set<string>) => {
      const filter = ['-runtime.powerState', 'poweredOff', '-runtime.connectionState', 'connected'];
      const found = await ask('find', '/', '-type', 'm', ...filter, '-config.template', 'false');
      const path = found.split('\n').find((it) => it.startsWith('/Dublin/vm/') && !used.has(it));
      if (path === undefined) throw new Error('no test machine is powered off');
      used.add(path);
      return path;
    };
    const used = new Set<string>();
    const property = async (path: string, name: string) =>
      (await ask('object.collect', '-s', path, name)).trim();

    it('vm.change, vm.disk.create, vm.disk.change', async () => {
      const vm = await machine(used);
      await ask('vm.change', '-vm', vm, '-c', '6', '-m', '6144', '-annotation', 'by govc');
      expect(await property(vm, 'config.hardware.numCPU')).toBe('6');
      expect(await property(vm, 'config.annotation')).toBe('by govc');
      const disks = Number(await property(vm, 'summary.config.numVirtualDisks'));
      const [, site = ''] = vm.split('/');
      const [store = ''] = (await property(vm, 'datastore')).split(',');
      const where = ['-dc', `/${site}`, '-ds', store, '-vm', vm];
      await ask('vm.disk.create', ...where, '-name', 'extra-by-govc/data', '-size', '5G');
      expect(await property(vm, 'summary.config.numVirtualDisks')).toBe(String(disks + 1));
      const devices = JSON.parse(await ask('device.info', '-vm', vm, '-json', 'disk-*')) as {
        readonly devices: readonly { readonly name: string; readonly capacityInKB: number }[];
      };
      const added = devices.devices.find(({ capacityInKB }) => capacityInKB === 5 * 1024 ** 2);
      await ask('vm.disk.change', '-vm', vm, '-disk.name', added?.name ?? '', '-size', '7G');
      expect(await ask('device.info', '-vm', vm, added?.name ?? '')).toContain('7,340,032 KB');
    });

    it('snapshot.create, tree, revert, remove', async () => {
      const vm = await machine(used);
      await ask('snapshot.create', '-vm', vm, 'one');
      await ask('snapshot.create', '-vm', vm, 'two');
      expect(await ask('snapshot.tree', '-vm', vm)).toMatch(/one[^]*two/);
      await ask('snapshot.revert', '-vm', vm, 'one');
      await ask('snapshot.remove', '-vm', vm, 'two');
      expect(await ask('snapshot.tree', '-vm', vm)).not.toContain('two');
      await ask('snapshot.remove', '-vm', vm, '*');
    });

    it('vm.migrate to a host', async () => {
      const vm = await machine(used);
      const host = await property(vm, 'runtime.host');
      const cluster = await property(host, 'parent');
      const hosts = (await property(cluster, 'host')).split(',');
      const inMaintenance = await Promise.all(
        hosts.map((it) => property(it, 'runtime.inMaintenanceMode')),
      );
      const other = hosts.find((it, n) => it !== host && inMaintenance[n] === 'false');
      if (other !== undefined) {
        await ask('vm.migrate', '-host', other, vm);
        expect(await property(vm, 'runtime.host')).toBe(other);
      }
    });

    it('vm.clone, vm.markastemplate, vm.markasvm, vm.destroy', async () => {
      const vm = await machine(used);
      const name = 'clone-by-govc';
      const [, site = ''] = vm.split('/');
      const host = (await property(vm, 'runtime.host')) || '';
      const pool = (await property(vm, 'resourcePool')) || '';
      const folder = vm.slice(0, vm.lastIndexOf('/'));
      const datastore = (await property(vm, 'datastore')).split(',')[0] ?? '';
      await ask(
        'vm.clone',
        '-dc',
        `/${site}`,
        '-vm',
        vm,
        '-on=false',
        '-folder',
        folder,
        '-pool',
        pool,
        '-ds',
        datastore,
        '-host',
        host,
        name,
      );
      const clone = `${folder}/${name}`;
      expect(await property(clone, 'runtime.powerState')).toBe('poweredOff');
      await ask('vm.markastemplate', clone);
      expect(await property(clone, 'config.template')).toBe('true');
      await ask('vm.markasvm', '-pool', pool, '-host', host, clone);
      expect(await property(clone, 'config.template')).toBe('false');
      await ask('vm.destroy', clone);
      expect(await vms()).not.toContain(clone);
    });

    it('folder.create, object.mv, object.destroy', async () => {
      const vm = await machine(used);
      const [, site = ''] = vm.split('/');
      const folder = `/${site}/vm/made-by-govc`;
      await ask('folder.create', folder);
      await ask('object.mv', vm, folder);
      expect(await vms()).toContain(`${folder}${vm.slice(vm.lastIndexOf('/'))}`);
      await ask('object.destroy', folder);
      expect(await vms()).not.toContain(`${folder}${vm.slice(vm.lastIndexOf('/'))}`);
    });

    it('pool.create, pool.change, pool.destroy', async () => {
      const [root = ''] = (await ask('find', '/', '-type', 'p', '-name', 'Resources')).split('\n');
      await ask('pool.create', '-mem.limit', '4096', `${root}/made-by-govc`);
      await ask('pool.change', '-mem.reservation', '1024', `${root}/made-by-govc`);
      const info = await ask('pool.info', '-json', `${root}/made-by-govc`);
      expect(info).toContain('"reservation": 1024');
      await ask('pool.destroy', `${root}/made-by-govc`);
    });

    it('datastore.ls, device.cdrom.insert, device.cdrom.eject', async () => {
      const vm = await machine(new Set());
      const [, site = ''] = vm.split('/');
      const stores = (await ask('find', `/${site}`, '-type', 's')).split('\n');
      const store = stores.find((it) => it.endsWith('-nfs-iso')) ?? '';
      const dc = ['-dc', `/${site}`, '-ds', store];
      expect(await ask('datastore.ls', ...dc)).toContain('ISO');
      const images = await ask('datastore.ls', ...dc, 'ISO/Linux');
      const image = images.split('\n').find((it) => it.endsWith('.iso')) ?? '';
      await ask('device.cdrom.insert', ...dc, '-vm', vm, `ISO/Linux/${image}`);
      expect(await ask('device.info', '-vm', vm, 'cdrom-*')).toContain(image);
      await ask('device.cdrom.eject', '-vm', vm);
      expect(await ask('device.info', '-vm', vm, 'cdrom-*')).not.toContain(image);
    });

    it('host.maintenance.enter and exit', async () => {
      const filter = [
        '-runtime.inMaintenanceMode',
        'false',
        '-runtime.connectionState',
        'connected',
      ];
      const hosts = (await ask('find', '/', '-type', 'h', ...filter)).split('\n');
      const host = hosts.find((it) => it.includes('fra-prod-01')) ?? '';
      await ask('host.maintenance.enter', host);
      expect(await property(host, 'runtime.inMaintenanceMode')).toBe('true');
      await ask('host.maintenance.exit', host);
      expect(await property(host, 'runtime.inMaintenanceMode')).toBe('false');
    });

    it('fields.add, fields.set', async () => {
      const [path = ''] = await vms();
      await ask('fields.add', '-type', 'VirtualMachine', `By govc`);
      await ask('fields.set', 'By govc', 'yes', path);
      expect(await ask('fields.info', '-n', 'By govc', path)).toContain('yes');
    });

    it('object.rename, and refuses a wrong password', async () => {
      const [path = ''] = await vms();
      await ask('object.rename', path, 'renamed-by-govc');
      expect((await vms()).some((name) => name.endsWith('/renamed-by-govc'))).toBe(true);
      await expect(
        output(govc ?? '', ['about', '-u', demo.url.replace('://', '://nobody:wrong@')], {
          GOVC_INSECURE: '1',
        }),
      ).rejects.toThrow(/incorrect user name or password|Cannot complete login/i);
    });
  });
});
