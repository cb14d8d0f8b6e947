import type { VirtualMachine } from './estate/entity.ts';
import { all, first, TestClient, textOf } from './test-client.ts';
import type { Node, Reply } from './test-client.ts';
import { startDemoVcenter } from './vcenter.ts';
import type { DemoOptions, DemoVcenter } from './vcenter.ts';

/** For the tests of operations: a demo vCenter with a client that calls, waits for tasks and watches properties. */

export interface TaskResult {
  readonly id: string;
  readonly state: string;
  /** Type of the fault. */
  readonly fault: string | undefined;
  readonly info: Node;
}

type Target = readonly [type: string, id: string];

/** A watched object: what a client sees of it that applies the updates. */
export class Watch {
  readonly changes: { name: string; op: string; val: Node | undefined }[] = [];
  readonly #client: TestClient;
  #version = '';

  constructor(client: TestClient) {
    this.#client = client;
  }

  /** Waits for updates until a property was changed to a text, or in any way. */
  async until(name: string, text?: string): Promise<void> {
    for (let n = 0; n < 50; n += 1) {
      const from = this.changes.length;
      const reply = await this.#client.wait(this.#version);
      this.#version = textOf(reply.body, 'version') ?? this.#version;
      this.#take(reply);
      const isThere = this.changes
        .slice(from)
        .some((it) => it.name === name && (text === undefined || it.val?.text === text));
      if (isThere) {
        return;
      }
    }
    throw new Error(`${name} did not become ${text ?? 'anything new'}.`);
  }

  /** Reads the first state, and forgets it. */
  async start(): Promise<void> {
    const reply = await this.#client.wait('');
    this.#version = textOf(reply.body, 'version') ?? '';
    this.changes.length = 0;
  }

  #take({ body }: Reply): void {
    for (const change of all(body, 'changeSet')) {
      this.changes.push({
        name: textOf(change, 'name') ?? '',
        op: textOf(change, 'op') ?? '',
        val: change.children.find(({ name }) => name === 'val'),
      });
    }
  }
}

export class OperationsBench {
  readonly demo: DemoVcenter;
  readonly client: TestClient;

  private constructor(demo: DemoVcenter) {
    this.demo = demo;
    this.client = new TestClient(demo.url, demo.estate.product);
  }

  static async start(options: DemoOptions = {}): Promise<OperationsBench> {
    const demo = await startDemoVcenter({
      vms: 120,
      quickStatsSeconds: 0,
      taskSeconds: [0.02, 0.05],
      ...options,
    });
    const bench = new OperationsBench(demo);
    await bench.client.login(demo.user, demo.password);
    return bench;
  }

  close(): Promise<void> {
    return this.demo.close();
  }

  vm(matches: (vm: VirtualMachine) => boolean): VirtualMachine {
    for (const vm of this.demo.estate.vms) {
      if (vm.connectionState === 'connected' && !vm.locked && matches(vm)) {
        return vm;
      }
    }
    throw new Error('The estate has no such VM.');
  }

  /** A VM that is off, has no snapshots and is in a folder. */
  off(extra: (vm: VirtualMachine) => boolean = () => true): VirtualMachine {
    return this.vm(
      (vm) =>
        vm.power === 'poweredOff' &&
        !vm.template &&
        vm.rootSnapshots.length === 0 &&
        vm.parent !== undefined &&
        vm.disks.length > 0 &&
        extra(vm),
    );
  }

  /** The same, running. */
  on(extra: (vm: VirtualMachine) => boolean = () => true): VirtualMachine {
    return this.vm(
      (vm) =>
        vm.power === 'poweredOn' &&
        vm.rootSnapshots.length === 0 &&
        vm.question === undefined &&
        vm.parent !== undefined &&
        extra(vm),
    );
  }

  /** Calls a method that answers at once; the fault's type, or undefined. */
  async refusal(method: string, target: Target, parameters = ''): Promise<string | undefined> {
    const reply = await this.client.call(method, target, parameters);
    return reply.status === 200 ? undefined : faultType(reply);
  }

  async call(method: string, target: Target, parameters = ''): Promise<Reply> {
    const reply = await this.client.call(method, target, parameters);
    if (reply.status !== 200) {
      throw new Error(`${method}: ${textOf(reply.body, 'faultstring') ?? reply.xml}`);
    }
    return reply;
  }

  /** Calls a method that starts a task, and waits for its end. */
  async run(method: string, target: Target, parameters = ''): Promise<TaskResult> {
    const reply = await this.call(method, target, parameters);
    return this.finish(first(reply.body, 'returnval').text);
  }

  /** Waits for the end of a task. */
  async finish(id: string): Promise<TaskResult> {
    const other = new TestClient(this.client.url, this.client.product);
    other.cookie = this.client.cookie;
    const collector = first(
      (await other.collector('CreatePropertyCollector')).body,
      'returnval',
    ).text;
    await other.collector(
      'CreateFilter',
      `<spec><propSet><type>Task</type><pathSet>info.state</pathSet></propSet><objectSet><obj type="Task">${id}</obj></objectSet></spec><partialUpdates>true</partialUpdates>`,
      collector,
    );
    let version = '';
    for (;;) {
      const reply = await other.collector(
        'WaitForUpdatesEx',
        `<version>${version}</version><options><maxWaitSeconds>10</maxWaitSeconds></options>`,
        collector,
      );
      version = textOf(reply.body, 'version') ?? version;
      const state = all(reply.body, 'val').at(-1)?.text ?? '';
      if (state === 'success' || state === 'error') {
        await other.collector('DestroyPropertyCollector', '', collector);
        const fetched = await this.call('Fetch', ['Task', id], '<prop>info</prop>');
        const info = first(fetched.body, 'returnval');
        const fault = all(info, 'fault')[0]?.attributes['xsi:type'];
        return { id, state, fault: state === 'error' ? fault : undefined, info };
      }
    }
  }

  /** The text of a property, by Fetch. */
  async read([type, id]: Target, path: string): Promise<Node> {
    const reply = await this.call(
      'Fetch',
      [type, id],
      `<prop>${path.replaceAll('"', '&quot;')}</prop>`,
    );
    return all(reply.body, 'returnval')[0] ?? { name: '', attributes: {}, children: [], text: '' };
  }

  /** Watches paths of an object; its first state is read and left out. */
  async watch([type, id]: Target, ...paths: string[]): Promise<Watch> {
    await this.client.filter(type, id, paths);
    const watch = new Watch(this.client);
    await watch.start();
    return watch;
  }
}

export function faultType({ body }: Reply): string | undefined {
  return first(body, 'detail').children[0]?.attributes['xsi:type'];
}
