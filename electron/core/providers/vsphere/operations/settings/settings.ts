import { text as say } from '#shared/i18n/make-text.ts';
import type { InputValues } from '#shared/model/operation.ts';
import { asksFor, doingsOf, settingsId, settingsInputs } from '../../../operations/settings.ts';
import { choicesOf } from '../../../operations/choices.ts';
import type { Doing } from '../../../operations/settings.ts';
import type { OperationDefinition, Prepared, Work } from '../definition.ts';
import { readDevices } from '../hardware/devices.ts';
import { workFor } from '../work.ts';
import type { OperationServer } from '../server.ts';
import { merged } from './merge.ts';
import { hasSettings, settingsParts } from './parts.ts';

/** All that can be changed of an object at once. */
export const settings: OperationDefinition = {
  id: settingsId,
  label: say('operation.settings.label'),
  group: 'edit',
  icon: 'edit',
  edits: true,
  types: ['*'],
  sends: ['ReconfigVM_Task'],
  exists: hasSettings,
  inputs: (subject) => settingsInputs(settingsParts(subject)),
  choices: ({ input, search }, work) => {
    const found = asksFor(settingsParts(work), input, work.given);
    if (found === undefined) return undefined;
    const { definition, inputs } = found.doing;
    return choicesOf(definition, { input: found.input, search }, withInputs(work, inputs));
  },
  prepare: async (work) => {
    const all = await prepareAll(work);
    const devices = all.some(hasDevices) ? await readDevices(all[0]?.work ?? work) : [];
    return merged(
      work,
      all.map(({ prepared }) => prepared),
      devices,
    );
  },
  commands: async (work) => {
    const all = await prepareAll(work);
    const lines = await Promise.all(
      all.map(async ({ doing, work: own, prepared }) =>
        prepared.calls.length === 0
          ? []
          : ((await doing.definition.commands?.(own, prepared)) ?? []),
      ),
    );
    return lines.flat();
  },
};

interface Ready {
  readonly doing: Doing<OperationDefinition>;
  readonly work: Work;
  readonly prepared: Prepared;
}

async function prepareAll(work: Work): Promise<readonly Ready[]> {
  const once = { ...work, server: readingOnce(work.server) };
  return Promise.all(
    doingsOf(settingsParts(work), work.given, work).map(async (doing) => {
      const own = withInputs(once, doing.inputs);
      return { doing, work: own, prepared: await doing.definition.prepare(own) };
    }),
  );
}

function withInputs<W extends Work>(work: W, inputs: InputValues): W {
  return { ...work, ...workFor(work.server, work, inputs) };
}

function hasDevices({ prepared }: Ready): boolean {
  return prepared.calls.some(
    ({ method, parameters }) =>
      method === 'ReconfigVM_Task' &&
      (parameters as { readonly spec: object }).spec !== undefined &&
      'deviceChange' in (parameters as { readonly spec: object }).spec,
  );
}

/** The operations ask for the same: it is read once, so that all of them are about the machine as it was at one moment. */
function readingOnce(server: OperationServer): OperationServer {
  const read = new Map<string, ReturnType<OperationServer['read']>>();
  return {
    ...server,
    read: (ref, paths) => {
      const key = `${ref} ${paths.join(' ')}`;
      const known = read.get(key) ?? server.read(ref, paths);
      read.set(key, known);
      return known;
    },
  };
}
