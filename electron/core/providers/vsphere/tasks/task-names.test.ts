import { inEnglish } from '#shared/i18n/english.ts';
import { languageFor } from '#shared/i18n/language.ts';
import { render } from '#shared/i18n/render.ts';
import { expect, it } from 'vitest';
import { taskName } from './task-names.ts';

it.each([
  ['VirtualMachine.powerOn', undefined, 'Power on virtual machine'],
  ['VirtualMachine.rename', undefined, 'Rename'],
  ['vim.vm.Snapshot.remove', undefined, 'Delete snapshot'],
  ['ClusterComputeResource.applyEvcMode', undefined, 'Apply evc mode'],
  ['', 'ReconfigVM_Task', 'Reconfig vm'],
  [undefined, undefined, 'Task'],
])('%s, %s: %s', (descriptionId, method, expected) =>
  expect(inEnglish(taskName(descriptionId, method))).toBe(expected),
);

it('one that nobody here has heard of is called by its native name where English is not spoken', () => {
  const name = taskName('ClusterComputeResource.applyEvcMode', undefined);
  expect(render(name, languageFor('de', []))).toBe('ClusterComputeResource.applyEvcMode');
});
