import { foldersOf } from '../map/folders.ts';
import type { ObjectFlag, SnapshotFacts } from '#shared/model/object-facts.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { addresses, vmKind } from '../map/vm.ts';
import { entry, flag, follow, number, poolOf, reference, text, time } from '../map/read.ts';
import { countOf, sumOf, targets, XapiFacts } from './object-facts.ts';
import { isThin } from './disk-facts.ts';

/** What is known of a VM record: a machine, a template, a snapshot. */
export class MachineFacts extends XapiFacts {
  get addresses(): readonly string[] {
    const guest = this.#running ? follow(this.lookup, this.properties, 'guest_metrics') : undefined;
    return guest === undefined ? [] : addresses(guest);
  }

  get macs(): readonly string[] {
    return this.#interfaces.flatMap((vif) => text(vif, 'MAC')?.toLowerCase() ?? []);
  }

  get disks(): readonly string[] {
    return this.#images.flatMap((vdi) =>
      [text(vdi, 'name_label') ?? [], text(vdi, 'uuid') ?? []].flat(),
    );
  }

  get datastores(): readonly string[] {
    return this.namesOf(this.#storage);
  }

  get networks(): readonly string[] {
    return this.namesOf(targets(this.#interfaces, 'network'));
  }

  get uses(): readonly Ref[] {
    const host = reference(this.properties['resident_on']);
    return [
      ...(host === undefined ? [] : [host]),
      ...this.#storage,
      ...targets(this.#interfaces, 'network'),
      ...foldersOf(this.properties),
    ];
  }

  get snapshots(): SnapshotFacts | undefined {
    if (vmKind(this.properties) === 'snapshot') return undefined;
    const count = countOf(this.properties, 'snapshots');
    if (count === 0) return { count };
    const taken = this.parts('snapshots');
    const times = taken.flatMap((snapshot) => time(snapshot, 'snapshot_time') ?? []);
    const bytes = sumOf(
      taken.flatMap((snapshot) =>
        new MachineFacts(snapshot, this.lookup).#images.map((vdi) =>
          number(vdi, 'physical_utilisation'),
        ),
      ),
    );
    return {
      count,
      ...(times.length !== 0 && { oldest: Math.min(...times) }),
      ...(bytes !== undefined && { bytes }),
    };
  }

  get hardwareVersion(): string | undefined {
    const version = number(this.properties, 'hardware_platform_version');
    return version === undefined ? undefined : String(version);
  }

  get createdAt(): number | undefined {
    return time(follow(this.lookup, this.properties, 'metrics'), 'install_time');
  }

  get bootedAt(): number | undefined {
    if (!this.#running) return undefined;
    return time(follow(this.lookup, this.properties, 'metrics'), 'start_time');
  }

  /** XAPI notes it when a machine is shut down, `20260131T07:05:00Z`. */
  get offSince(): number | undefined {
    if (text(this.properties, 'power_state') !== 'Halted') return undefined;
    const noted = entry(this.properties, 'other_config', 'last_shutdown_time');
    return noted === undefined ? undefined : moment(noted);
  }

  get provisionedBytes(): number | undefined {
    return sumOf(this.#images.map((vdi) => number(vdi, 'virtual_size')));
  }

  get usedBytes(): number | undefined {
    return sumOf(this.#images.map((vdi) => number(vdi, 'physical_utilisation')));
  }

  get flags(): readonly ObjectFlag[] {
    const flags: ObjectFlag[] = [];
    if (this.#drives.some((vbd) => text(vbd, 'type') === 'CD' && vbd['empty'] === false))
      flags.push('cd');
    if (this.#images.some((vdi) => isThin(vdi, this.lookup))) flags.push('thin');
    if (this.#isUnprotected) flags.push('unprotected');
    return flags;
  }

  get #running(): boolean {
    return text(this.properties, 'power_state') === 'Running';
  }

  /** In a pool with high availability it runs, and nothing starts it again when its host fails. */
  get #isUnprotected(): boolean {
    if (!this.#running || vmKind(this.properties) !== 'vm') return false;
    if (flag(this.properties, 'is_control_domain')) return false;
    if (text(this.properties, 'ha_restart_priority') !== undefined) return false;
    const pool = poolOf(this.lookup);
    return pool !== undefined && flag(this.lookup.get(pool), 'ha_enabled');
  }

  get #drives(): readonly Properties[] {
    return this.parts('VBDs');
  }

  get #interfaces(): readonly Properties[] {
    return this.parts('VIFs');
  }

  get #images(): readonly Properties[] {
    return this.#drives
      .map((vbd) => (text(vbd, 'type') === 'CD' ? undefined : follow(this.lookup, vbd, 'VDI')))
      .filter((vdi) => vdi !== undefined);
  }

  get #storage(): readonly Ref[] {
    return targets(this.#images, 'SR');
  }
}

function moment(text: string): number | undefined {
  const ms = Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T/, '$1-$2-$3T'));
  return Number.isNaN(ms) || ms <= 0 ? undefined : ms;
}
