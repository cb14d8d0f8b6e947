import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoVcenter, type DemoVcenter } from '../electron/demo/vcenter.ts';
import { installGovmomi, installPython, required } from './install.ts';
import { output } from './program.ts';

/** The demo vCenter, checked by clients that nobody here wrote. */
const python = required(await installPython('pyvmomi', ['pyvmomi==9.0.0.0']));
const govc = required(await installGovmomi('govc'));
const check = fileURLToPath(new URL('../electron/demo/peers/pyvmomi_check.py', import.meta.url));

describe.each([
  ['HTTPS', true],
  ['HTTP', false],
] as const)('demo vCenter over %s', (_, tls) => {
  let demo: DemoVcenter;

  beforeAll(async () => {
    demo = await startDemoVcenter({ tls, taskSeconds: [0.3, 0.6] });
  });
  afterAll(() => demo.close());

  it.skipIf(python === null)(
    'serves pyVmomi: log in, list, power on, wait for the task',
    async () => {
      const printed = await output(python ?? '', [check, demo.url, demo.user, demo.password]);
      const lines = printed.trim().split('\n');
      expect(lines.filter((line) => !line.startsWith('ok'))).toEqual([]);
      expect(lines.length).toBeGreaterThan(5);
    },
  );

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
