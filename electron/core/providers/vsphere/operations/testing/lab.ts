import { inEnglish } from '#shared/i18n/english.ts';
import type { LookupOption } from '#shared/model/choice.ts';
import type { InputValues } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { isReferenceValue } from '#shared/model/property-value.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { DemoVcenter } from '../../../../../demo/vcenter.ts';
import { reference } from '../../map/read.ts';
import { toMoref } from '../../object-updates.ts';
import type { Operator } from '../../testing/operator.ts';
import { connectVim25 } from '../../vim25/client.ts';

type Wanted = (object: Properties, ref: Ref) => boolean;

interface Choosing {
  readonly inputs?: InputValues;
  readonly under?: string;
  readonly wanted?: (option: LookupOption) => boolean;
}

/** A simulated vCenter, somebody who operates it, and what tests of single operations have taken of it. */
export class Lab {
  readonly demo: DemoVcenter;
  readonly operator: Operator;
  readonly #used = new Set<Ref>();
  #names = 0;

  constructor(demo: DemoVcenter, operator: Operator) {
    this.demo = demo;
    this.operator = operator;
  }

  at(ref: Ref): Properties {
    return this.operator.at(ref);
  }

  /** A name that nothing has yet. */
  name(): string {
    this.#names += 1;
    return `table ${this.#names}`;
  }

  /** The first object of a type that is as wanted, and taken by no other test. */
  take(type: string, wanted: Wanted = () => true): Ref {
    const found = this.free(type, wanted);
    if (found === undefined) throw new Error(`The server has no such ${type} left.`);
    return found;
  }

  /** The same; undefined where there is none. */
  free(type: string, wanted: Wanted): Ref | undefined {
    const found = this.operator
      .all(type)
      .find((ref) => !this.#used.has(ref) && wanted(this.at(ref), ref));
    if (found !== undefined) this.#used.add(found);
    return found;
  }

  /** A machine in a folder, whose host can be reached, that nobody else has. */
  vm(wanted: Wanted = () => true): Ref {
    return this.take(
      'VirtualMachine',
      (vm, ref) => healthy(vm) && isReferenceValue(vm['parent']) && wanted(vm, ref),
    );
  }

  /** A machine whose host can be reached: nothing is done to it. */
  any(wanted: Wanted): Ref {
    return this.operator.find('VirtualMachine', (vm, ref) => healthy(vm) && wanted(vm, ref));
  }

  /** A host in service. */
  host(wanted: Wanted = () => true): Ref {
    return this.take(
      'HostSystem',
      (host, ref) =>
        host['runtime.connectionState'] === 'connected' &&
        host['runtime.inMaintenanceMode'] === false &&
        wanted(host, ref),
    );
  }

  async choose(
    ref: Ref,
    operation: string,
    input: string,
    choosing: Choosing = {},
  ): Promise<string> {
    const { inputs, under, wanted = () => true } = choosing;
    const { options } = await this.operator.choices(ref, operation, input, inputs, under);
    const found = options.find((option) => option.refused === undefined && wanted(option));
    if (found !== undefined) return found.value;
    const labels = options.slice(0, 8).map(({ label }) => inEnglish(label));
    throw new Error(`${input} of ${operation} has no such choice: ${labels.join(', ')}`);
  }

  /** Runs what has to be so before. */
  async prepare(ref: Ref, operation: string, inputs: InputValues = {}): Promise<void> {
    await this.operator.run(ref, operation, inputs);
  }

  until(what: string, condition: () => boolean): Promise<void> {
    return this.operator.until(what, condition);
  }

  /** A folder of machines in a data center of its own making. */
  async folder(): Promise<Ref> {
    const name = this.name();
    const center = this.operator.find('Datacenter');
    await this.prepare(center, 'folder.create', { name, kind: 'vmFolder' });
    return this.named('Folder', name);
  }

  async named(type: string, name: string): Promise<Ref> {
    await this.until(`${type} ${name}`, () => this.operator.named(type, name) !== undefined);
    return this.operator.named(type, name) ?? ('' as Ref);
  }

  /** An image on a datastore that the host of a machine sees. */
  image(vm: Ref): string {
    const machine = [...this.demo.estate.vms].find(({ id }) => `VirtualMachine:${id}` === vm);
    for (const { name, files } of machine?.host.datastores ?? [])
      for (const path of files.keys()) if (path.endsWith('.iso')) return `[${name}] ${path}`;
    throw new Error('No datastore of the host has an image.');
  }

  /** Another program removes all snapshots of a machine, and leaves their disks. */
  async leaveDisks(vm: Ref): Promise<void> {
    const client = await connectVim25({ url: this.demo.url });
    await client.login({ userName: this.demo.user, password: this.demo.password });
    await client.call(toMoref(vm), 'RemoveAllSnapshots_Task', { consolidate: false });
    await client.close();
  }

  /** Hosts of the cluster of a host that are in service, with itself. */
  neighbours(host: Ref): readonly Ref[] {
    const cluster = reference(this.at(host)['parent']);
    return this.operator
      .all('HostSystem')
      .filter(
        (one) =>
          reference(this.at(one)['parent']) === cluster &&
          this.at(one)['runtime.connectionState'] === 'connected' &&
          this.at(one)['runtime.inMaintenanceMode'] === false,
      );
  }

  /** Whether the cluster of a host has DRS. */
  hasDrs(host: Ref): boolean {
    return [...this.demo.estate.hosts].some(
      ({ id, compute }) => `HostSystem:${id}` === host && compute.isCluster && compute.settings.drs,
    );
  }
}

const healthy = (vm: Properties): boolean =>
  vm['runtime.connectionState'] === 'connected' && vm['runtime.question'] === undefined;

export const isMachine: Wanted = (vm) => vm['config.template'] === false;
export const isTemplate: Wanted = (vm) => vm['config.template'] === true;
export const isOn: Wanted = (vm, ref) =>
  isMachine(vm, ref) && vm['runtime.powerState'] === 'poweredOn';
export const isOff: Wanted = (vm, ref) =>
  isMachine(vm, ref) && vm['runtime.powerState'] === 'poweredOff';
