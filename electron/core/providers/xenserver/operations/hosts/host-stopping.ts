import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import type { Ref } from '#shared/model/reference.ts';
import { nameOf } from '../../map/read.ts';
import type { Given, OperationDefinition, Subject, Work } from '../definition.ts';
import {
  disable,
  disableSteps,
  guests,
  isAlone,
  moveSteps,
  nothingDone,
  preventsEvacuation,
  refuseStuck,
  unreachable,
} from './host-guests.ts';
import { left } from '../left.ts';
import { forGood } from '../machine/making.ts';
import { underWay, vmRefusal } from '../refusals.ts';
import { isFailure } from '../../xapi/errors.ts';

interface Stopping {
  readonly message: 'reboot' | 'shutdown';
  readonly label: Text;
  readonly icon: string;
  readonly question: (name: string) => Text;
  readonly step: (name: string) => Text;
}

/** Why a guest cannot be asked to shut down: it is paused, or does not run the VM tools. */
function unaskable({ lookup }: Subject, ref: Ref): Text | undefined {
  return vmRefusal(lookup.get(ref) ?? {}, 'clean_shutdown', ['Running'], lookup);
}

/** A host that is emptied, and then goes down or comes back. */
export function stopping({ message, label, icon, question, step }: Stopping): OperationDefinition {
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
    inputs: (subject) => (guests(subject).length === 0 ? [] : [guestsInput(subject)]),
    steps: (work) => [...disableSteps(work), ...guestSteps(work), step(work.name)],
    check: async (work) => (work.text('guests') === 'move' ? preventsEvacuation(work) : []),
    run: async (work) => {
      // One that came after the question was asked is moved.
      const moves = !['shutdown', 'off'].includes(work.text('guests'));
      if (moves) await refuseStuck(work);
      else if (work.text('guests') === 'shutdown') refuseUnaskable(work);
      await disable(work);
      if (!moves) await shutDownGuests(work);
      else if (guests(work).length > 0) {
        work.onFailure({ left: left.emptied(work.name), undo: () => stillThere(work) });
        await work.step('host', 'evacuate', [work.self]);
      }
      await work.step('host', message, [work.self]);
      return null;
    },
  };
}

function guestsInput(subject: Subject): OperationInput {
  const anyStuck = guests(subject).some((ref) => unaskable(subject, ref) !== undefined);
  return {
    name: 'guests',
    label: say('input.guests'),
    type: 'choice',
    required: true,
    initial: isAlone(subject) ? 'shutdown' : 'move',
    options: [
      ...(isAlone(subject) ? [] : [{ value: 'move', label: say('input.guests.move') }]),
      { value: 'shutdown', label: say('input.guests.shutdown') },
      ...(anyStuck ? [{ value: 'off', label: say('input.guests.off') }] : []),
    ],
  };
}

function guestSteps(work: Given): readonly Text[] {
  if (!['shutdown', 'off'].includes(work.text('guests'))) return moveSteps(work);
  return guests(work).map((ref) => {
    const name = nameOf(ref, work.lookup.get(ref));
    return unaskable(work, ref) === undefined
      ? say('step.host.shutdownVm', { name })
      : say('step.power.offHard', { name });
  });
}

/** One guest that cannot be asked would leave the others shut down for nothing. @throws MorefException `conflict` */
function refuseUnaskable(work: Work): void {
  const reasons = guests(work).flatMap((ref) => {
    const why = unaskable(work, ref);
    const name = nameOf(ref, work.lookup.get(ref));
    return why === undefined ? [] : [say('error.about', { name, why })];
  });
  if (reasons.length > 0) throw nothingDone(work, reasons);
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
    const message = unaskable(work, ref) === undefined ? 'clean_shutdown' : 'hard_shutdown';
    await forGood(work, sentence, () =>
      unlessOff(() => work.step('VM', message, [work.opaque(ref)])),
    );
  }
}

/** A guest that went down by itself meanwhile is as it was to be. */
async function unlessOff(shutDown: () => Promise<unknown>): Promise<void> {
  try {
    await shutDown();
  } catch (error) {
    if (
      !isFailure(error, 'VM_BAD_POWER_STATE') ||
      error.named['actual']?.toLowerCase() !== 'halted'
    )
      throw error;
  }
}
