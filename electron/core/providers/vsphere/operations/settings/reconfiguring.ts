import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import { call } from '../call.ts';
import type { Refusal } from '../../../operations/refusal.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import type { VirtualMachineConfigSpec } from '../../vim25/types.gen.ts';

type Spec = Omit<VirtualMachineConfigSpec, '$type'>;

interface Reconfiguring {
  readonly id: string;
  readonly label: Text;
  readonly privileges: readonly string[];
  readonly refusal: (subject: Subject) => Refusal | undefined;
  readonly inputs: (subject: Subject) => readonly OperationInput[];
  readonly choices?: OperationDefinition['choices'];
  /** What is to be changed; empty where it is so already. */
  readonly spec: (work: Work) => Spec;
}

/** Settings that are offered among the others only, and need no operation of their own: fields of VirtualMachineConfigSpec. */
export function reconfiguring({ spec, choices, ...one }: Reconfiguring): OperationDefinition {
  return {
    ...one,
    ...(choices !== undefined && { choices }),
    group: 'edit',
    types: ['VirtualMachine'],
    sends: ['ReconfigVM_Task'],
    prepare: (work) => {
      const changes = spec(work);
      if (Object.keys(changes).length === 0)
        return {
          calls: [],
          steps: [say('step.setting.same', { setting: one.label, name: work.name })],
        };
      return {
        calls: [
          call(work.self, 'ReconfigVM_Task', {
            spec: { $type: 'VirtualMachineConfigSpec', ...changes },
          }),
        ],
        steps: [say('step.setting.change', { setting: one.label, name: work.name })],
      };
    },
  };
}
