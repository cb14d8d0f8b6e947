import type { OperationDefinition } from './definition.ts';

export const alertOperations: readonly OperationDefinition[] = [
  {
    id: 'alert.dismiss',
    label: 'Dismiss',
    group: 'manage',
    icon: 'check',
    types: ['message'],
    messages: ['message.destroy'],
    steps: ({ name }) => [`Takes the alert ${name} off the pool, for everybody.`],
    run: async (work) => {
      await work.call('message', 'destroy', [work.self]);
      return null;
    },
  },
];
