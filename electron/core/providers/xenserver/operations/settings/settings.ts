import { text as say } from '#shared/i18n/make-text.ts';
import type { InputValues } from '#shared/model/operation.ts';
import { choicesOf } from '../../../operations/choices.ts';
import {
  asksFor,
  doingsOf,
  settingsId,
  settingsInputs,
  type Doing,
} from '../../../operations/settings.ts';
import type { Given, OperationDefinition, Work } from '../definition.ts';
import { named } from '../organisation/setting.ts';
import { given, workOn } from '../run.ts';
import { settingsParts } from './parts.ts';
import { reporting } from './reporting.ts';

/** All that can be changed of an object at once: one operation after the other, as one sequence. */
export const settings: OperationDefinition = {
  id: settingsId,
  label: say('operation.settings.label'),
  group: 'edit',
  icon: 'edit',
  edits: true,
  types: named,
  // What it calls depends on what is changed: the rehearsal compares it with what the account may.
  messages: [],
  inputs: (subject) => settingsInputs(settingsParts(subject)),
  choices: ({ input, search }, asking) => {
    const found = asksFor(settingsParts(asking), input, asking.inputs);
    if (found === undefined) return undefined;
    const { definition, inputs } = found.doing;
    return choicesOf(definition, { input: found.input, search }, { ...asking, inputs });
  },
  steps: (work) =>
    doings(work).flatMap(({ definition, inputs }) => definition.steps(given(work, inputs))),
  run: async (work) => {
    let task: string | null = null;
    for (const { definition, inputs } of inOrder(doings(work)))
      task = (await definition.run(reporting(withInputs(work, inputs), definition))) ?? task;
    return task;
  },
};

/** What nothing takes back comes last. */
function inOrder(all: readonly Doing<OperationDefinition>[]) {
  const rank = ({ definition }: Doing<OperationDefinition>): number =>
    definition.id === 'disk.grow' ? 1 : 0;
  return all.toSorted((a, b) => rank(a) - rank(b));
}

function doings(work: Given): readonly Doing<OperationDefinition>[] {
  return doingsOf(settingsParts(work), work.inputs, work);
}

function withInputs(work: Work, inputs: InputValues): Work {
  const { call, start, step, refOf, opaque } = work;
  const compensation = { add: work.onFailure, keep: work.keep };
  return workOn({ call, start, step, refOf, opaque, compensation }, work, inputs, work.self);
}
