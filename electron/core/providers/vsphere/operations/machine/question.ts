import { text as say } from '#shared/i18n/make-text.ts';
import {
  isDataObject,
  type DataObjectValue,
  type PropertyValue,
} from '#shared/model/property-value.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { call } from '../call.ts';
import { inventoryPath, powercliObject } from '../commands/names.ts';
import { govc, powercli, powershellString } from '../commands/quote.ts';
import type { OperationDefinition } from '../definition.ts';

interface Question {
  readonly id: string;
  readonly text: string;
  readonly answers: readonly { readonly value: string; readonly label: string }[];
  readonly initial?: string;
}

/** What the VM waits for (VirtualMachine.runtime.question). */
function questionOf(vm: Properties): Question | undefined {
  const question = vm['runtime.question'];
  if (!isDataObject(question)) return undefined;
  const { id, text, choice } = question;
  const infos =
    isDataObject(choice) && Array.isArray(choice['choiceInfo']) ? choice['choiceInfo'] : [];
  const answers = infos.filter(isDataObject).map((info: DataObjectValue) => ({
    value: word(info['key']),
    label: word(info['label'] ?? info['summary'] ?? info['key']),
  }));
  const byDefault = isDataObject(choice) ? choice['defaultIndex'] : undefined;
  const initial = typeof byDefault === 'number' ? answers[byDefault]?.value : undefined;
  return {
    id: word(id),
    text: plain(word(text)),
    answers,
    ...onlyDefined({ initial }),
  };
}

function word(value: PropertyValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** Texts of questions begin with the name of a message: `msg.uuid.altered:This virtual machine …`. */
function plain(text: string): string {
  return text.replace(/^(?:msg\.[\w.-]+:\s*)+/, '').trim();
}

/** What a VM asks before it goes on. */
export const questionOperations: readonly OperationDefinition[] = [
  {
    id: 'question.answer',
    label: say('operation.question.answer.label'),
    group: 'guest',
    icon: 'question',
    types: ['VirtualMachine'],
    methods: ['AnswerVM'],
    exists: ({ object }) => questionOf(object) !== undefined,
    inputs: ({ object }) => {
      const question = questionOf(object);
      if (question === undefined) return [];
      const { text, answers, initial } = question;
      return [
        {
          name: 'answer',
          label: say('input.answer'),
          type: 'choice',
          required: true,
          help: text,
          options: answers,
          ...onlyDefined({ initial }),
        },
      ];
    },
    prepare: ({ self, name, object, text }) => {
      const question = questionOf(object);
      if (question === undefined)
        return { calls: [], steps: [say('step.question.none', { name })] };
      const answerChoice = text('answer');
      const label = question.answers.find(({ value }) => value === answerChoice)?.label;
      return {
        calls: [call(self, 'AnswerVM', { questionId: question.id, answerChoice })],
        steps: [
          say('step.question.answer', {
            answer: label ?? answerChoice,
            name,
            question: question.text,
          }),
        ],
      };
    },
    commands: ({ ref, lookup, object, text }) => {
      const label = questionOf(object)?.answers.find(
        ({ value }) => value === text('answer'),
      )?.label;
      return [
        govc('vm.question', '-vm', inventoryPath(ref, lookup), '-answer', text('answer')),
        powercli(
          `Get-VMQuestion -VM ${powercliObject(ref)} | Set-VMQuestion -Option ${powershellString(label ?? text('answer'))} -Confirm:$false`,
        ),
      ];
    },
  },
];
