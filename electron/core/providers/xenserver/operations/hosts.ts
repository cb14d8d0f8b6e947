import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
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

const unreachable = ({ object, lookup }: Subject): Text | undefined =>
  follow(lookup, object, 'metrics')?.['live'] === false ? say('refusal.hostSilent') : undefined;

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
    label: say('operation.host.disable.label'),
    group: 'manage',
    types: ['host'],
    messages: ['host.disable'],
    done: ({ object }) => (flag(object, 'enabled') ? undefined : say('refusal.hostDisabled')),
    refusal: unreachable,
    confirm: ({ name }) => say('confirm.host.disable', { name }),
    risk: () => say('risk.host.disable'),
    steps: ({ name }) => [say('step.host.disable', { name })],
    run: ({ self, start }) => start('host', 'disable', [self]),
  },
  {
    id: 'host.enable',
    label: say('operation.host.enable.label'),
    group: 'manage',
    types: ['host'],
    messages: ['host.enable'],
    done: ({ object }) => (flag(object, 'enabled') ? say('refusal.hostEnabled') : undefined),
    refusal: unreachable,
    steps: ({ name }) => [say('step.host.enable', { name })],
    run: async (work) => {
      // XenCenter's mark of its maintenance mode would outlive it.
      if (entry(work.object, 'other_config', 'MAINTENANCE_MODE') !== undefined)
        await putOtherConfig(work, 'MAINTENANCE_MODE', '');
      return work.start('host', 'enable', [work.self]);
    },
  },
  {
    id: 'host.evacuate',
    label: say('operation.host.evacuate.label'),
    group: 'manage',
    types: ['host'],
    messages: ['host.disable', 'host.evacuate'],
    done: (subject) =>
      guests(subject).length === 0 && !flag(subject.object, 'enabled')
        ? say('refusal.hostEmptied')
        : undefined,
    refusal: (subject) =>
      isAlone(subject)
        ? say('refusal.hostAlone')
        : (unreachable(subject) ?? underWay(subject.object)),
    confirm: ({ name }) => say('confirm.host.evacuate', { name }),
    risk: () => say('risk.host.evacuate'),
    steps: (work) => [...disableSteps(work), ...moveSteps(work)],
    check: preventsEvacuation,
    run: async (work) => {
      await disable(work);
      return work.start('host', 'evacuate', [work.self]);
    },
  },
  stopping({
    message: 'reboot',
    label: say('operation.host.reboot.short'),
    icon: 'reset',
    question: (name) => say('confirm.host.reboot', { name }),
    step: (name) => say('step.host.reboot', { name }),
  }),
  stopping({
    message: 'shutdown',
    label: say('operation.host.shutdown.short'),
    icon: 'shutdown',
    question: (name) => say('confirm.host.shutdown', { name }),
    step: (name) => say('step.host.shutdown', { name }),
  }),
];

interface Stopping {
  readonly message: 'reboot' | 'shutdown';
  readonly label: Text;
  readonly icon: string;
  readonly question: (name: string) => Text;
  readonly step: (name: string) => Text;
}

function stopping({ message, label, icon, question, step }: Stopping): OperationDefinition {
  return {
    id: `host.${message}`,
    label,
    group: 'power',
    icon,
    types: ['host'],
    messages: ['host.disable', 'host.evacuate', `host.${message}`],
    refusal: (subject) => unreachable(subject) ?? underWay(subject.object),
    confirm: ({ name }) => question(name),
    risk: () => say('risk.host.emptied'),
    inputs: (subject) =>
      guests(subject).length === 0
        ? []
        : [
            {
              name: 'guests',
              label: say('input.guests'),
              type: 'choice',
              required: true,
              initial: isAlone(subject) ? 'shutdown' : 'move',
              options: [
                ...(isAlone(subject) ? [] : [{ value: 'move', label: say('input.guests.move') }]),
                { value: 'shutdown', label: say('input.guests.shutdown') },
              ],
            },
          ],
    steps: (work) => [
      ...disableSteps(work),
      ...(work.text('guests') === 'shutdown'
        ? guests(work).map((ref) =>
            say('step.host.shutdownVm', { name: nameOf(ref, work.lookup.get(ref)) }),
          )
        : moveSteps(work)),
      step(work.name),
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

function disableSteps({ name, object }: Given): readonly Text[] {
  return flag(object, 'enabled') ? [say('step.host.disable', { name })] : [];
}

function moveSteps(work: Given): readonly Text[] {
  const count = guests(work).length;
  if (count === 0) return [];
  return [say('step.host.move', { count, name: work.name })];
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
