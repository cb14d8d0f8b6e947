import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { PlanFinding } from '#shared/model/operation-plan.ts';
import { isDataObject } from '#shared/model/property-value.ts';
import { faultAsError } from '../errors.ts';
import { isFault } from '../vim25/soap/soap-error.ts';
import type { CheckResult, LocalizedMethodFault } from '../vim25/types.gen.ts';
import type { ManagedObjectReference, VimRecord, VimValue } from '../vim25/values.ts';
import { toRef } from '../object-updates.ts';
import { folderName } from './choices/folders.ts';
import type { Work } from './definition.ts';
import { vmFolderOf } from './inputs.ts';
import { escapeName } from './settings.ts';

/** What a checker of the server found, in sentences. A server without such a check says so as a warning. */
export async function serverCheck(
  work: Work,
  what: Text,
  start: () => Promise<ManagedObjectReference>,
): Promise<readonly PlanFinding[]> {
  try {
    const result = await work.server.result(await start());
    const results = (Array.isArray(result) ? result : [result]) as readonly VimValue[];
    return results.flatMap((one) => (isDataObject(one) ? findingsOf(one, work.name, what) : []));
  } catch (error) {
    if (isFault(error, 'NotSupported', 'NotImplemented', 'InvalidRequest', 'MethodNotFound'))
      return [unchecked];
    throw error;
  }
}

/** The server has no means to find out beforehand. */
export const unchecked: PlanFinding = {
  severity: 'warning',
  message: say('finding.unchecked'),
};

function findingsOf(result: VimRecord, name: string, what: Text): readonly PlanFinding[] {
  const { error = [], warning = [] } = result as unknown as CheckResult;
  const sentence = (one: LocalizedMethodFault): Text => {
    const { fault, localizedMessage = '' } = one;
    const record = fault as unknown as VimRecord;
    return faultAsError(record, localizedMessage, { doing: what, name }).message;
  };
  return [
    ...error.map((one) => ({ severity: 'error' as const, message: sentence(one) })),
    ...warning.map((one) => ({
      severity: 'warning' as const,
      message: one.localizedMessage ?? sentence(one),
    })),
  ];
}

/** A name may be there once in a folder of VMs. */
export async function nameTaken(work: Work): Promise<readonly PlanFinding[]> {
  const folder = vmFolderOf(work);
  const index = work.server.content.searchIndex;
  if (folder === undefined || index === undefined) return [];
  const name = work.text('name');
  const found = await work.server.call(index, 'FindChild', {
    entity: folder,
    name: escapeName(name),
  });
  if (found === undefined) return [];
  const where = folderName(toRef(folder), work.lookup);
  const message = say('finding.nameTaken', { name, folder: where });
  return [{ severity: 'error', message }];
}
