import { inEnglish } from '#shared/i18n/english.ts';
import { expect, it } from 'vitest';
import { taskName } from './task-names.ts';

it.each([
  ['VirtualMachine.powerOn', undefined, 'Power on virtual machine'],
  ['ClusterComputeResource.applyEvcMode', undefined, 'Apply evc mode'],
  ['', 'ReconfigVM_Task', 'Reconfig vm'],
  [undefined, undefined, 'Task'],
])('%s, %s: %s', (descriptionId, method, expected) =>
  expect(inEnglish(taskName(descriptionId, method))).toBe(expected),
);
