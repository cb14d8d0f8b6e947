import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoPool, type DemoPool } from '../electron/demo/xapi/pool.ts';
import { installPython, required, unpackPython } from './install.ts';
import { output } from './program.ts';

/**
 * The demo pool, operated by Ansible's XenServer modules. Of the collection's four, `xenserver_facts` is left out: it speaks to the
 * server that it runs on, by a socket.
 */
const python = required(
  await installPython('ansible', ['ansible-core==2.19.14', 'XenAPI==26.21.1']),
);
const collections = required(
  await unpackPython('ansible', '12.3.0', 'ansible_collections/community/general'),
);

describe.skipIf(python === null || collections === null)(
  'demo pool and the XenServer modules of community.general',
  () => {
    let pool: DemoPool;

    beforeAll(async () => {
      pool = await startDemoPool({ tls: true, taskSeconds: [0, 0.05] });
    });
    afterAll(() => pool.close());

    const play = (book: string, more: object): Promise<string> => {
      const { url, user, password } = pool;
      return output(
        join(dirname(python ?? ''), 'ansible-playbook'),
        [
          fileURLToPath(new URL(`xapi/${book}.yml`, import.meta.url)),
          '--extra-vars',
          JSON.stringify({ url, user, password, ansible_python_interpreter: python, ...more }),
        ],
        {
          ANSIBLE_COLLECTIONS_PATH: collections ?? '',
          ANSIBLE_LOCALHOST_WARNING: 'False',
          ANSIBLE_NOCOLOR: '1',
          LC_ALL: 'C.UTF-8',
        },
      );
    };

    const first = (
      owner: string,
      wanted: (values: Readonly<Record<string, unknown>>) => boolean,
    ) => {
      for (const row of pool.database.all(owner)) if (wanted(row.values)) return row;
      throw new Error(`The pool has no such ${owner}.`);
    };
    const named = (owner: string, name: string): number =>
      [...pool.database.all(owner)].filter(({ values }) => values['name_label'] === name).length;
    const unique = (
      owner: string,
      wanted: (values: Readonly<Record<string, unknown>>) => boolean,
    ): string => {
      const one = first(owner, (values) => {
        const label = values['name_label'];
        return typeof label === 'string' && wanted(values) && named(owner, label) === 1;
      });
      return one.values['name_label'] as string;
    };

    it('make, change, run and remove a machine', async () => {
      const disks = pool.database.count('VDI');
      const network = unique('network', () => true);
      const printed = await play('machine', {
        network,
        other_network: unique('network', ({ name_label }) => name_label !== network),
        sr: unique('SR', ({ type }) => type === 'nfs'),
        template: unique(
          'VM',
          (values) => values['is_default_template'] === true && values['is_a_template'] === true,
        ),
      });
      expect(printed).toMatch(/failed=0 .*ignored=1/);
      expect(named('VM', 'made-by-ansible')).toBe(0);
      expect(pool.database.count('VDI')).toBe(disks);
    });

    it('put a machine through its power states', async () => {
      const answers = (values: Readonly<Record<string, unknown>>): boolean => {
        const metrics = pool.database.find('VM_guest_metrics', String(values['guest_metrics']));
        return (
          values['power_state'] === 'Running' &&
          values['is_control_domain'] === false &&
          metrics?.values['PV_drivers_detected'] === true
        );
      };
      const { values } = first('VM', answers);
      const printed = await play('guest', { uuid: values['uuid'] });
      expect(printed).toMatch(/failed=0 .*ignored=0/);
    });
  },
);
