import { isDeepStrictEqual } from 'node:util';
import { text as say } from '#shared/i18n/make-text.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { VirtualDeviceConfigSpec, VirtualMachineConfigSpec } from '../../vim25/types.gen.ts';
import type { VimRecord } from '../../vim25/values.ts';
import { call, type Step } from '../call.ts';
import type { Prepared, Work } from '../definition.ts';
import type { Device } from '../hardware/devices.ts';

type Change = VirtualDeviceConfigSpec;

/**
 * What several operations send, in as few calls as the server allows: all that reconfigures the machine is one ReconfigVM_Task, which
 * comes last, for it is done as a whole or not at all; what comes before it is taken back where it fails.
 * @param devices as they were read for it
 */
export function merged(
  work: Work,
  prepared: readonly Prepared[],
  devices: readonly Device[],
): Prepared {
  const specs: VirtualMachineConfigSpec[] = [];
  const others: Step[] = [];
  for (const { calls, steps } of prepared)
    for (const step of calls)
      if (step.method === 'ReconfigVM_Task')
        specs.push((step.parameters as { readonly spec: VirtualMachineConfigSpec }).spec);
      else others.push({ left: say('left.setting', { step: steps[0] ?? '' }), ...step });
  const version = work.object['config.changeVersion'];
  const spec = mergedSpec(specs, devices);
  // What can be taken back comes first.
  const rank = ({ undo }: Step): number => (undo === undefined ? 1 : 0);
  const calls = [
    ...others.toSorted((a, b) => rank(a) - rank(b)),
    ...(spec === undefined
      ? []
      : [
          call(work.self, 'ReconfigVM_Task', {
            // Somebody else may have changed it since it was last heard of: then the server says so, and nothing is done.
            spec: { ...spec, ...onlyDefined({ changeVersion: textOf(version) }) },
          }),
        ]),
  ];
  const done = prepared.filter((one) => one.calls.length > 0);
  return { calls, steps: (done.length > 0 ? done : prepared).flatMap(({ steps }) => steps) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The specs as one; undefined where there is none. Each is of fields of its own, but for the changes of devices. */
export function mergedSpec(
  specs: readonly VirtualMachineConfigSpec[],
  devices: readonly Device[],
): VirtualMachineConfigSpec | undefined {
  if (specs.length === 0) return undefined;
  const changes = specs.flatMap(({ deviceChange = [] }, index) =>
    deviceChange.map((change) => apart(change, index)),
  );
  const deviceChange = oneOfEach(changes, devices);
  return {
    ...specs.reduce((whole, spec) => ({ ...whole, ...spec })),
    ...(deviceChange.length > 0 && { deviceChange }),
  };
}

/** New devices have temporary keys below zero, which each operation gives out anew: they are told apart. */
function apart(change: Change, index: number): Change {
  const device = change.device as unknown as VimRecord;
  const moved = (field: 'key' | 'controllerKey') => {
    const key = device[field];
    return typeof key === 'number' && key < 0 ? { [field]: key - index * 1000 } : {};
  };
  return {
    ...change,
    device: {
      ...device,
      ...moved('key'),
      ...moved('controllerKey'),
    } as unknown as Change['device'],
  };
}

/** A device is named once: what is removed is not edited, and several edits are one with all that differs from the device as it is. */
function oneOfEach(changes: readonly Change[], devices: readonly Device[]): readonly Change[] {
  const byKey = new Map<number, Change>();
  for (const change of changes) {
    const { key } = change.device;
    const before = byKey.get(key);
    if (before === undefined || change.operation === 'remove') byKey.set(key, change);
    else if (before.operation === 'edit' && change.operation === 'edit')
      byKey.set(key, { ...before, device: both(before, change, devices) });
  }
  return [...byKey.values()];
}

function both(one: Change, other: Change, devices: readonly Device[]): Change['device'] {
  const now: VimRecord | undefined = devices.find(({ key }) => key === one.device.key);
  const edited = other.device as unknown as VimRecord;
  const differs = Object.entries(edited).filter(
    ([field, value]) => !isDeepStrictEqual(value, now?.[field]),
  );
  return { ...one.device, ...Object.fromEntries(differs) };
}
