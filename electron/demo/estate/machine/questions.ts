import { VimFault } from '../../wire/fault.ts';
import { invalidArgument } from '../../wire/fault.ts';
import type { VirtualMachine } from '../entity.ts';
import type { Estate } from '../estate.ts';
import { setPower } from '../operations.ts';
import type { VmQuestion } from './vm-parts.ts';

/** Questions that a VM waits for the answer of. */

/** What a VM asks whose files turned up at another place. */
export function movedOrCopied(id: string, ifCancelled: 'powerOff' | 'cancelPowerOn'): VmQuestion {
  return {
    id,
    text: 'msg.uuid.altered:This virtual machine might have been moved or copied.\nIn order to configure certain management and networking features, VMware ESX needs to know if this virtual machine was moved or copied.\n\nIf you don’t know, answer “I Copied It”.\n',
    choices: [
      ['0', 'button.uuid.cancel', 'Cancel'],
      ['1', 'button.uuid.movedTheVM', 'I Moved It'],
      ['2', 'button.uuid.copiedTheVM', 'I Copied It'],
    ],
    defaultIndex: 2,
    effects: { '0': ifCancelled },
  };
}

function setQuestion(estate: Estate, vm: VirtualMachine, question: VmQuestion | undefined): void {
  vm.question = question;
  estate.changed(vm, 'runtime.question', 'summary.runtime.question', 'disabledMethod');
}

/** @throws VimFault ConcurrentAccess when the question is not pending, InvalidArgument */
export function answerQuestion(
  estate: Estate,
  vm: VirtualMachine,
  { id, choice }: { id: string; choice: string },
): void {
  const { question } = vm;
  if (question === undefined || question.id !== id) {
    throw new VimFault('ConcurrentAccess', 'The question is not pending (any more).');
  }
  if (!question.choices.some(([key]) => key === choice)) {
    throw invalidArgument('answerChoice');
  }
  const effect = question.effects[choice];
  vm.unknownOrigin = effect === 'cancelPowerOn';
  setQuestion(estate, vm, undefined);
  if (effect === 'powerOff') {
    setPower(estate, vm, 'poweredOff');
  }
}

/**
 * For a task that powers a VM on: asks where the VM comes from, if that is unknown, and waits for the answer.
 *
 * @returns false while the question is pending; it throws when the answer was to cancel
 */
export function originSettled(estate: Estate, vm: VirtualMachine): () => boolean {
  let asked = false;
  return () => {
    if (!vm.unknownOrigin) {
      return true;
    }
    if (vm.question !== undefined) {
      return false;
    }
    if (asked) {
      const reason = 'The power on was canceled by the answer to the question.';
      throw new VimFault('GenericVmConfigFault', reason, { reason });
    }
    asked = true;
    setQuestion(estate, vm, movedOrCopied(`_vmx${vm.serial}`, 'cancelPowerOn'));
    return false;
  };
}
