import { afterEach, describe, expect, test } from 'vitest';
import { HttpStatusError } from '../../../net/errors.ts';
import { connectVim25, type Vim25Client } from './client.ts';
import { objectsSpec, recentTasksSpec } from './collector/specs.ts';
import type { UpdateConsumer } from './collector/update-loop.ts';
import { isFault } from './soap/soap-error.ts';
import { readRecorded } from './testing/recorded.ts';
import {
  COOKIE,
  type Reply,
  type Script,
  type ScriptedServer,
  startScripted,
} from './testing/scripted-server.ts';
import { moref } from './values.ts';

const VM = moref('VirtualMachine', 'vm-1');
const USER = { userName: 'u', password: 'p' };
const TASK = '<returnval type="Task">task-1</returnval>';
const GONE = {
  fault: 'NotAuthenticated',
  members: '<object type="Folder">group-d1</object><privilegeId>System.View</privilegeId>',
};
const SESSION_SET =
  '<returnval><objects><obj type="SessionManager">sm-1</obj><propSet><name>currentSession</name><val xsi:type="UserSession"><key>k</key></val></propSet></objects></returnval>';
const SESSION_UNSET =
  '<returnval><objects><obj type="SessionManager">sm-1</obj></objects></returnval>';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function connect(
  script: Script,
  versions: string | null = null,
): Promise<{ client: Vim25Client; server: ScriptedServer }> {
  const server = await startScripted(script, versions);
  ends.push(() => server.close());
  const client = await connectVim25({ url: server.url, keepAliveMs: 0 });
  ends.push(() => client.close());
  return { client, server };
}

describe('connecting', () => {
  test('takes the newest released version that both sides know', async () => {
    const versions = readRecorded('real-vimServiceVersions-8.0.2.xml').toString();
    const { client, server } = await connect(() => undefined, versions);
    expect(client.version).toBe('8.0.2.0');
    expect(server.seen[0]?.soapAction).toBe('"urn:vim25/8.0.2.0"');
  });

  test('goes by about.apiVersion where no versions are published', async () => {
    const { client } = await connect(() => undefined);
    expect(client.version).toBe('8.0.2.0');
    expect(client.content.rootFolder.value).toBe('group-d1');
  });

  test('something else than vSphere says so', async () => {
    const server = await startScripted(() => ({ result: '' }), '<html/>');
    ends.push(() => server.close());
    await expect(connectVim25({ url: server.url })).rejects.toThrow(
      /did not answer as a vSphere server/,
    );
    const busy = await startScripted(() => ({ status: 503 }));
    ends.push(() => busy.close());
    const error: unknown = await connectVim25({ url: busy.url }).catch(
      (failure: unknown) => failure,
    );
    expect(error).toBeInstanceOf(HttpStatusError);
    expect((error as HttpStatusError).retryable).toBe(true);
  });
});

describe('session', () => {
  test('sends the cookie back with its quotes, and logs out at the end', async () => {
    const { client, server } = await connect(({ method }) =>
      method === 'PowerOnVM_Task' ? { result: TASK } : undefined,
    );
    await client.login(USER);
    expect(await client.call(VM, 'PowerOnVM_Task', {})).toEqual(moref('Task', 'task-1'));
    expect(server.seen.at(-1)?.cookie).toBe(COOKIE);
    await client.close();
    expect(server.seen.at(-1)?.method).toBe('Logout');
  });

  test('after an expiry, calls at the same time share one new login and are repeated once each', async () => {
    let logins = 0;
    const { client, server } = await connect(({ method }) => {
      if (method === 'Login') logins += 1;
      if (method === 'RetrievePropertiesEx') return { result: SESSION_UNSET };
      if (method === 'PowerOnVM_Task') return logins < 2 ? GONE : { result: TASK };
      return undefined;
    });
    let relogins = 0;
    await client.login(USER);
    client.session.onRelogin(() => (relogins += 1));
    await Promise.all([1, 2, 3].map(() => client.call(VM, 'PowerOnVM_Task', {})));
    expect(server.count('Login')).toBe(2);
    expect(server.count('PowerOnVM_Task')).toBe(6);
    expect(relogins).toBe(1);
  });

  test('NotAuthenticated for want of a privilege does not log in again', async () => {
    const { client, server } = await connect(({ method }) => {
      if (method === 'RetrievePropertiesEx') return { result: SESSION_SET };
      return method === 'PowerOnVM_Task' ? GONE : undefined;
    });
    await client.login(USER);
    const error: unknown = await client
      .call(VM, 'PowerOnVM_Task', {})
      .catch((failure: unknown) => failure);
    expect(isFault(error, 'NotAuthenticated')).toBe(true);
    expect(server.count('Login')).toBe(1);
    expect(server.count('PowerOnVM_Task')).toBe(1);
  });

  test('a server that never accepts the new session is not asked for ever', async () => {
    const { client, server } = await connect(({ method }) => {
      if (method === 'RetrievePropertiesEx') return { result: SESSION_UNSET };
      return method === 'PowerOnVM_Task' ? GONE : undefined;
    });
    await client.login(USER);
    await expect(client.call(VM, 'PowerOnVM_Task', {})).rejects.toThrow(/NotAuthenticated/);
    expect(server.count('PowerOnVM_Task')).toBe(2);
    expect(server.count('Login')).toBe(2);
  });

  test('faults carry type, members and text', async () => {
    const members =
      '<requestedState>poweredOn</requestedState><existingState>poweredOn</existingState>';
    const { client } = await connect(({ method }) =>
      method === 'PowerOnVM_Task' ? { fault: 'InvalidPowerState', members, text: 'no' } : undefined,
    );
    await expect(client.call(VM, 'PowerOnVM_Task', {})).rejects.toMatchObject({
      message: 'no',
      type: 'InvalidPowerState',
      method: 'PowerOnVM_Task',
      fault: { requestedState: 'poweredOn', existingState: 'poweredOn' },
    });
    const { client: odd } = await connect(({ method }) =>
      method === 'PowerOnVM_Task' ? { status: 404 } : undefined,
    );
    await expect(odd.call(VM, 'PowerOnVM_Task', {})).rejects.toThrow(/HTTP 404/);
  });
});

describe('reading properties', () => {
  const content = (id: string): string =>
    `<objects><obj type="VirtualMachine">${id}</obj><propSet><name>name</name><val xsi:type="xsd:string">${id}</val></propSet></objects>`;

  test('follows the pages', async () => {
    const { client } = await connect(({ method, body }): Reply | undefined => {
      if (method === 'RetrievePropertiesEx')
        return { result: `<returnval><token>t1</token>${content('vm-1')}</returnval>` };
      if (method !== 'ContinueRetrievePropertiesEx') return undefined;
      const more = body.includes('<token>t1</token>');
      return {
        result: `<returnval>${more ? '<token>t2</token>' : ''}${content(more ? 'vm-2' : 'vm-3')}</returnval>`,
      };
    });
    const objects = await client.retrieve([objectsSpec([VM], 'VirtualMachine', ['name'])]);
    expect(objects.map(({ propSet }) => propSet?.[0]?.val)).toEqual(['vm-1', 'vm-2', 'vm-3']);
  });

  test('leaves an object out that is gone, and reports what cannot be read', async () => {
    const { client, server } = await connect(({ method, body }): Reply | undefined => {
      if (method !== 'RetrievePropertiesEx') return undefined;
      if (body.includes('vm-2'))
        return { fault: 'ManagedObjectNotFound', members: '<obj type="VirtualMachine">vm-2</obj>' };
      return {
        result:
          '<returnval><objects><obj type="VirtualMachine">vm-1</obj><missingSet><path>config</path><fault><fault xsi:type="NoPermission"><object type="Folder">f</object><privilegeId>x</privilegeId></fault></fault></missingSet></objects></returnval>',
      };
    });
    const objects = await client.retrieve([
      objectsSpec([VM, moref('VirtualMachine', 'vm-2')], 'VirtualMachine', ['name']),
    ]);
    expect(objects).toHaveLength(1);
    expect(objects[0]?.missingSet?.[0]).toMatchObject({
      path: 'config',
      fault: { fault: { $type: 'NoPermission' } },
    });
    expect(server.count('RetrievePropertiesEx')).toBe(2);
  });
});

/** A consumer that writes down what it hears. */
function recorder(): UpdateConsumer & { readonly log: string[] } {
  const log: string[] = [];
  return {
    log,
    resync: () => void log.push('resync'),
    updates: (batch) => void log.push(...batch.map(({ kind, obj }) => `${kind} ${obj.value}`)),
    synced: (failing) => void log.push(['synced', ...failing].join(' but ')),
    completed: (part) => void log.push(`completed ${part}`),
    lacks: (part, path) => void log.push(`${part} lacks ${path}`),
    heard: () => undefined,
    interrupted: () => void log.push('interrupted'),
  };
}

describe('following updates', () => {
  const set = (version: string, updates: string, truncated = false): Reply => ({
    result: `<returnval><version>${version}</version><filterSet><filter type="PropertyFilter">f</filter>${updates}</filterSet>${truncated ? '<truncated>true</truncated>' : ''}</returnval>`,
  });
  const update = (kind: string, id: string): string =>
    `<objectSet><kind>${kind}</kind><obj type="VirtualMachine">${id}</obj></objectSet>`;
  const EMPTY: Reply = { result: '' };

  /** Plays replies to WaitForUpdatesEx in turn, then stops the loop. @returns log and versions asked with */
  async function follow(
    replies: readonly (Reply | (() => Reply))[],
    other: Script = () => undefined,
  ): Promise<{ log: string[]; versions: string[]; server: ScriptedServer }> {
    const stop = new AbortController();
    const versions: string[] = [];
    let at = 0;
    const { client, server } = await connect((call) => {
      if (call.method !== 'WaitForUpdatesEx') return other(call);
      versions.push(/<version>([^<]*)<\/version>/.exec(call.body)?.[1] ?? '?');
      const reply = replies[at];
      at += 1;
      if (reply !== undefined) return typeof reply === 'function' ? reply() : reply;
      setTimeout(() => stop.abort(), 5);
      return new Promise(() => undefined);
    });
    await client.login(USER);
    const consumer = recorder();
    const spec = {
      parts: [
        { id: 'vms', type: 'VirtualMachine', pathSet: ['name', 'odd'] },
        { id: 'hosts', type: 'HostSystem', pathSet: ['name'] },
        { id: 'tasks', specs: [recentTasksSpec(client.content.taskManager!)] },
      ],
    };
    await client.watch(spec, consumer, stop.signal, { retryMs: [1, 1], pauseMs: 0 });
    return { log: consumer.log, versions, server };
  }

  test('asks again at once after a truncated answer and keeps the version after an empty one', async () => {
    const { log, versions, server } = await follow([
      set('0_1', update('enter', 'vm-1'), true),
      set('1', update('enter', 'vm-2')),
      EMPTY,
      set('2', update('leave', 'vm-1')),
    ]);
    expect(versions).toEqual(['', '0_1', '1', '1', '2']);
    expect(log).toEqual(['resync', 'enter vm-1', 'enter vm-2', 'synced', 'leave vm-1']);
    expect(server.count('CreateContainerView')).toBe(2);
    expect(server.count('CreateFilter')).toBe(3);
    expect(
      server.seen
        .slice(-4)
        .map(({ method }) => method)
        .sort(),
    ).toEqual(['CancelWaitForUpdates', 'DestroyPropertyCollector', 'DestroyView', 'DestroyView']);
  });

  test('resumes with the same version after a cut connection', async () => {
    const { log, versions } = await follow([
      set('1', update('enter', 'vm-1')),
      { cut: true },
      set('2', update('modify', 'vm-1')),
    ]);
    expect(versions).toEqual(['', '1', '1', '2']);
    expect(log).toEqual(['resync', 'enter vm-1', 'synced', 'interrupted', 'modify vm-1']);
  });

  test('begins anew after a cut connection where a server does not count its versions', async () => {
    const { log, versions } = await follow([
      set('-', update('enter', 'vm-1')),
      { cut: true },
      set('-', update('enter', 'vm-2')),
    ]);
    expect(versions).toEqual(['', '-', '', '-']);
    expect(log).toEqual([
      'resync',
      'enter vm-1',
      'synced',
      'interrupted',
      'resync',
      'enter vm-2',
      'synced',
    ]);
  });

  test('begins anew where the connection is cut within a full set', async () => {
    const { log, versions } = await follow([
      set('0_1', update('enter', 'vm-1'), true),
      { cut: true },
      set('1', update('enter', 'vm-1')),
    ]);
    expect(versions).toEqual(['', '0_1', '', '1']);
    expect(log).toEqual(['resync', 'enter vm-1', 'interrupted', 'resync', 'enter vm-1', 'synced']);
  });

  test.each(['InvalidCollectorVersion', 'ManagedObjectNotFound'])(
    'builds all anew after %s',
    async (fault) => {
      const { log, versions, server } = await follow([
        set('1', update('enter', 'vm-1')),
        { fault },
        set('1', update('enter', 'vm-2')),
      ]);
      expect(versions).toEqual(['', '1', '', '1']);
      expect(log).toEqual([
        'resync',
        'enter vm-1',
        'synced',
        'interrupted',
        'resync',
        'enter vm-2',
        'synced',
      ]);
      expect(server.count('CreatePropertyCollector')).toBe(2);
    },
  );

  test('logs in and builds all anew after the session has expired', async () => {
    const unset: Script = ({ method }) =>
      method === 'RetrievePropertiesEx' ? { result: SESSION_UNSET } : undefined;
    const { log, versions, server } = await follow(
      [set('1', update('enter', 'vm-1')), GONE, set('1', update('enter', 'vm-1'))],
      unset,
    );
    expect(versions).toEqual(['', '1', '', '1']);
    expect(log).toEqual(['resync', 'enter vm-1', 'synced', 'resync', 'enter vm-1', 'synced']);
    expect(server.count('Login')).toBe(2);
  });

  test('gives up with the server’s own error when its patience is used up', async () => {
    await expect(
      follow([set('1', ''), { status: 503 }, { cut: true }, { status: 503 }]),
    ).rejects.toThrow(/HTTP 503/);
    const endless = Array.from({ length: 20 }, () => ({ fault: 'SystemError' }));
    await expect(follow(endless)).rejects.toMatchObject({ type: 'SystemError' });
  });

  const isCreate =
    (method: string, ...texts: readonly string[]) =>
    (call: { readonly method: string; readonly body: string }): boolean =>
      call.method === method && texts.every((text) => call.body.includes(text));

  test('leaves out a property that the server does not have, and goes on', async () => {
    const { log, server } = await follow([set('1', update('enter', 'vm-1'))], (call) =>
      isCreate('CreateFilter', '<pathSet>odd<')(call)
        ? { fault: 'InvalidProperty', members: '<name>odd</name>' }
        : undefined,
    );
    expect(log).toEqual(['vms lacks odd', 'resync', 'enter vm-1', 'synced']);
    expect(server.count('CreateFilter')).toBe(4);
  });

  test.each([
    ['a fault', { fault: 'SystemError' }],
    [
      'a property that it names again and again',
      { fault: 'InvalidProperty', members: '<name>odd</name>' },
    ],
    ['a page', { status: 500 }],
    ['too many requests', { status: 429 }],
    ['a cut connection', { cut: true }],
    ['nothing that was created', { result: '' }],
  ] satisfies readonly (readonly [string, Reply])[])(
    'a filter that is refused by %s costs nothing else, and is tried again',
    async (_name, refusal) => {
      let refused = 0;
      let reported = false;
      // Nothing is new until the filter is there.
      const quiet = (): Reply => {
        if (reported || refused <= 2) return EMPTY;
        reported = true;
        return set('2', update('enter', 'vm-1'));
      };
      const { log } = await follow(
        [set('1', update('enter', 'host-1')), ...Array.from({ length: 7 }, () => quiet)],
        (call) => {
          if (!isCreate('CreateFilter', '<type>VirtualMachine<')(call) || (refused += 1) > 2)
            return undefined;
          return refusal;
        },
      );
      expect(log.filter((line) => !line.includes('lacks'))).toEqual([
        'resync',
        'enter host-1',
        'synced but vms',
        'enter vm-1',
        'completed vms',
      ]);
    },
  );

  test('where nobody answers at all, nothing is said of a part', async () => {
    let cuts = 0;
    const { log } = await follow([set('1', update('enter', 'vm-1'))], ({ method }) =>
      method === 'CreateFilter' && (cuts += 1) <= 2 ? { cut: true } : undefined,
    );
    expect(log).toEqual(['interrupted', 'resync', 'enter vm-1', 'synced']);
  });

  test('finds the part of which the server cannot tell, and goes on without it', async () => {
    const live = new Set<string>();
    const filters: string[] = [];
    const { log } = await follow(
      Array.from({ length: 12 }, () => () => {
        if (filters.some((type) => live.has(type) && type === 'HostSystem'))
          return { fault: 'SystemError' };
        return set(String(live.size), live.has('VirtualMachine') ? update('enter', 'vm-1') : '');
      }),
      ({ method, body }) => {
        if (method === 'CreatePropertyCollector') live.clear();
        if (method === 'CreateFilter') {
          const type = /<type>(\w+)</.exec(body)?.[1] ?? '';
          live.add(type);
          filters.push(type);
        }
        if (method === 'DestroyPropertyFilter') live.delete(filters.at(-1) ?? '');
        return undefined;
      },
    );
    expect(log.slice(0, 3)).toEqual(['resync', 'interrupted', 'resync']);
    expect(log).toContain('synced but hosts');
    expect(log.filter((line) => line === 'enter vm-1').length).toBeGreaterThan(0);
  });

  test('a session does not wait twice', async () => {
    const { client } = await connect(({ method }) =>
      method === 'WaitForUpdatesEx' ? new Promise(() => undefined) : undefined,
    );
    await client.login(USER);
    const stop = new AbortController();
    const first = client.watch({ parts: [] }, recorder(), stop.signal);
    await expect(client.watch({ parts: [] }, recorder(), stop.signal)).rejects.toThrow(
      /watching already/,
    );
    stop.abort();
    await first;
  });
});
