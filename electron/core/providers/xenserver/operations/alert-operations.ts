import { text as say } from '#shared/i18n/make-text.ts';
import type { OperationDefinition } from './definition.ts';

export const alertOperations: readonly OperationDefinition[] = [
  {
    id: 'alert.dismiss',
    label: say('operation.alert.dismiss.label'),
    group: 'manage',
    icon: 'check',
    types: ['message'],
    messages: ['message.destroy'],
    steps: ({ name }) => [say('step.alert.dismiss', { name })],
    run: async (work) => {
      await work.call('message', 'destroy', [work.self]);
      return null;
    },
  },
];
