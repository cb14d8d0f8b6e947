import type { PlanFinding } from '#shared/model/operation-plan.ts';
import type { Ref } from '#shared/model/reference.ts';
import { entry, flag, follow, nameOf, references } from '../map/read.ts';
import { XapiFailure } from '../xapi/errors.ts';
import { isRecord } from '../xapi/values.ts';
import type { Given, OperationDefinition, Subject, Work } from './definition.ts';
import { left } from './left.ts';
import { forGood } from './making.ts';
import { findingOf } from './plan/findings.ts';
import { underWay } from './refusals.ts';
import { putOtherConfig } from './setting.ts';

/** The VMs that run on a host, its own control domains aside. */
function guests({ object, lookup }: Subject): readonly Ref[] {
  return references(object, 'resident_VMs').filter(
    (ref) => !flag(lookup.get(ref), 'is_control_domain'),
  );
}

const isAlone = ({ lookup }: Subject): boolean => [...lookup.ofType('host')].length < 2;

const unreachable = ({ object, lookup }: Subject): string | undefined =>
  follow(lookup, object, 'metrics')?.['live'] === false ? 'The host does not answer.' : undefined;

/** Takes a host out of service; in XenServer nothing else stops it from being given new VMs. */
async function disable(work: Work): Promise<void> {
  if (!flag(work.object, 'enabled')) return;
  work.onFailure({
    left: left.disabled(work.name),
    undo: () => work.step('host', 'enable', [work.self]),
  });
  await work.call('host', 'disable', [work.self]);
}

export const hostOperations: readonly OperationDefinition[] = [
  {
    id: 'host.disable',
    label: 'Disable',
    group: 'manage',
    types: ['host'],
    messages: ['host.disable'],
    done: ({ object }) => (flag(object, 'enabled') ? undefined : 'The host is disabled already.'),
    refusal: unreachable,
    confirm: ({ name }) => `Disable ${name}? No virtual machine is started on it any more.`,
    steps: ({ name }) => [`Disables ${name}: no virtual machine is started on it any more.`],
    run: ({ self, start }) => start('host', 'disable', [self]),
  },
  {
    id: 'host.enable',
    label: 'Enable',
    group: 'manage',
    types: ['host'],
    messages: ['host.enable'],
    done: ({ object }) => (flag(object, 'enabled') ? 'The host is enabled already.' : undefined),
    refusal: unreachable,
    steps: ({ name }) => [`Enables ${name}.`],
    run: async (work) => {
      // XenCenter's mark of its maintenance mode would outlive it.
      if (entry(work.object, 'other_config', 'MAINTENANCE_MODE') !== undefined)
        await putOtherConfig(work, 'MAINTENANCE_MODE', '');
      return work.start('host', 'enable', [work.self]);
    },
  },
  {
    id: 'host.evacuate',
    label: 'Evacuate',
    group: 'manage',
    types: ['host'],
    messages: ['host.disable', 'host.evacuate'],
    done: (subject) =>
      guests(subject).length === 0 && !flag(subject.object, 'enabled')
        ? 'The host is disabled, and no virtual machine runs on it.'
        : undefined,
    refusal: (subject) =>
      isAlone(subject)
        ? 'There is no other host in the pool.'
        : (unreachable(subject) ?? underWay(subject.object)),
    confirm: ({ name }) =>
      `Move all virtual machines off ${name}? The host is disabled first, so that none comes back.`,
    steps: (work) => [...disableSteps(work), ...moveSteps(work)],
    check: preventsEvacuation,
    run: async (work) => {
      await disable(work);
      return work.start('host', 'evacuate', [work.self]);
    },
  },
  stopping('reboot', 'Reboot', 'reset', 'Reboots'),
  stopping('shutdown', 'Shut down', 'shutdown', 'Shuts down'),
];

function stopping(
  message: 'reboot' | 'shutdown',
  label: string,
  icon: string,
  does: string,
): OperationDefinition {
  return {
    id: `host.${message}`,
    label,
    group: 'power',
    icon,
    types: ['host'],
    messages: ['host.disable', 'host.evacuate', `host.${message}`],
    refusal: (subject) => unreachable(subject) ?? underWay(subject.object),
    confirm: ({ name }) =>
      `${label} ${name}? It is disabled, and emptied of virtual machines first.`,
    inputs: (subject) =>
      guests(subject).length === 0
        ? []
        : [
            {
              name: 'guests',
              label: 'Its virtual machines',
              type: 'choice',
              required: true,
              initial: isAlone(subject) ? 'shutdown' : 'move',
              options: [
                ...(isAlone(subject) ? [] : [{ value: 'move', label: 'Move to other hosts' }]),
                { value: 'shutdown', label: 'Shut down' },
              ],
            },
          ],
    steps: (work) => [
      ...disableSteps(work),
      ...(work.text('guests') === 'shutdown'
        ? guests(work).map((ref) => `Shuts down ${nameOf(ref, work.lookup.get(ref))}.`)
        : moveSteps(work)),
      `${does} ${work.name}.`,
    ],
    check: async (work) => (work.text('guests') === 'move' ? preventsEvacuation(work) : []),
    run: async (work) => {
      await disable(work);
      if (work.text('guests') === 'shutdown') await shutDownGuests(work);
      else if (guests(work).length > 0) {
        work.onFailure({ left: left.emptied(work.name), undo: () => stillThere(work) });
        await work.step('host', 'evacuate', [work.self]);
      }
      await work.step('host', message, [work.self]);
      return null;
    },
  };
}

/** There is nothing to take back where no machine has left the host. @throws where one has, for it stays where it is */
async function stillThere(work: Work): Promise<void> {
  const now = await work.call('host', 'get_resident_VMs', [work.self]);
  const resident = new Set(Array.isArray(now) ? now : []);
  for (const ref of guests(work))
    if (!resident.has(work.opaque(ref))) throw new Error(`${ref} is on another host.`);
}

/** What ran in their memory is gone: to start them again would not put it back. */
async function shutDownGuests(work: Work): Promise<void> {
  for (const ref of guests(work)) {
    const sentence = left.shutDown(nameOf(ref, work.lookup.get(ref)));
    await forGood(work, sentence, () => work.step('VM', 'clean_shutdown', [work.opaque(ref)]));
  }
}

function disableSteps({ name, object }: Given): readonly string[] {
  return flag(object, 'enabled')
    ? [`Disables ${name}: no virtual machine is started on it any more.`]
    : [];
}

function moveSteps(work: Given): readonly string[] {
  const count = guests(work).length;
  if (count === 0) return [];
  return [
    `Moves ${count === 1 ? 'a virtual machine' : `${count} virtual machines`} off ${work.name}.`,
  ];
}

/** The VMs that cannot leave the host, with the reason. */
async function preventsEvacuation(work: Work): Promise<readonly PlanFinding[]> {
  const answer = await work.call('host', 'get_vms_which_prevent_evacuation', [work.self]);
  if (!isRecord(answer)) return [];
  return Object.entries(answer).map(([opaque, error]) => {
    const ref = work.refOf('VM', opaque);
    const name = ref === undefined ? opaque : nameOf(ref, work.lookup.get(ref));
    const failure = new XapiFailure(Array.isArray(error) ? error.map(String) : ['UNKNOWN']);
    return findingOf(work, failure, name);
  });
}
