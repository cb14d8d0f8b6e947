import { expect, it } from 'vitest';
import { operationTitle } from './operation-title.ts';

it.each([
  ['vm.create', 'New virtual machine', 'New virtual machine in fra-prod-01'],
  ['folder.create', 'New folder', 'New folder in fra-prod-01'],
  ['rename', 'Rename', 'Rename: fra-prod-01'],
  ['vm.clone', 'Clone', 'Clone: fra-prod-01'],
])('the dialog of %s says what its object is to it', (id, label, title) => {
  expect(operationTitle({ id, label, group: 'create' }, 'fra-prod-01')).toBe(title);
});
