import { adapterCases } from './adapter-cases.ts';
import type { Case } from './case.ts';
import { diskCases } from './disk-cases.ts';
import { editCases } from './edit-cases.ts';
import { hostCases } from './host-cases.ts';
import { machineCases } from './machine-cases.ts';
import { organiseCases } from './organise-cases.ts';
import type { PoolUnderTest } from './pool-under-test.ts';
import { powerCases } from './power-cases.ts';
import { settingsCases } from './settings-cases.ts';
import { snapshotCases } from './snapshot-cases.ts';

/** At least one case of each operation, in an order in which one makes what the next takes. */
export function casesOf(on: PoolUnderTest): readonly Case[] {
  return [
    ...powerCases(on),
    ...editCases(on),
    ...settingsCases(on),
    ...organiseCases(on),
    ...snapshotCases(on),
    ...diskCases(on),
    ...adapterCases(on),
    ...machineCases(on),
    ...hostCases(on),
  ];
}

export const titled = (one: Case): Case & { readonly title: string } => ({
  ...one,
  title: `${one.operation} ${one.what ?? ''}`.trim(),
});
