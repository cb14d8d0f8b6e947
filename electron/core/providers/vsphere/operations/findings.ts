import { isDeepStrictEqual } from 'node:util';
import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { PlanFinding } from '#shared/model/operation-plan.ts';
import { isDataObject } from '#shared/model/property-value.ts';
import type { Ref } from '#shared/model/reference.ts';
import { faultAsError } from '../errors.ts';
import { isFault } from '../vim25/soap/soap-error.ts';
import type { CheckResult, LocalizedMethodFault } from '../vim25/types.gen.ts';
import type { ManagedObjectReference, VimRecord, VimValue } from '../vim25/values.ts';
import { toRef } from '../object-updates.ts';
import { folderName } from './choices/folders.ts';
import type { Work } from './definition.ts';
import { vmFolderOf } from './inputs.ts';
import { nameOf } from './placement/placement.ts';
import { escapeName } from './organisation/settings.ts';

/** What a checker of the server found, in sentences. A server without such a check says so as a warning. */
export async function serverCheck(
  work: Work,
  what: Text,
  start: () => Promise<ManagedObjectReference>,
): Promise<readonly PlanFinding[]> {
  try {
    const result = await work.server.result(await start());
    const results = (Array.isArray(result) ? result : [result]) as readonly VimValue[];
    const found = results.filter(isDataObject).map((one) => findingsOf(one, work.name, what));
    return ofAlternatives(found, (host) => nameOf(host, work.lookup));
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

/** What was found for one destination. */
interface Checked {
  /** Undefined where it holds for every destination. */
  readonly host: Ref | undefined;
  readonly findings: readonly PlanFinding[];
}

function findingsOf(result: VimRecord, name: string, what: Text): Checked {
  const { host, error = [], warning = [] } = result as unknown as CheckResult;
  const sentence = (one: LocalizedMethodFault): Text => {
    const { fault, localizedMessage = '' } = one;
    const record = fault as unknown as VimRecord;
    return faultAsError(record, localizedMessage, { doing: what, name }).message;
  };
  return {
    host: host === undefined ? undefined : toRef(host),
    findings: [
      ...error.map((one) => ({ severity: 'error' as const, message: sentence(one) })),
      ...warning.map((one) => ({
        severity: 'warning' as const,
        message: one.localizedMessage ?? sentence(one),
      })),
    ],
  };
}

/**
 * A check that names no host is answered host by host (VirtualMachineProvisioningChecker): it can be done if one of them fits. Those that
 * do not fit are reported with their reasons; what is so for all hosts is reported once, without a host.
 */
export function ofAlternatives(
  checked: readonly Checked[],
  nameOfHost: (host: Ref) => string,
): readonly PlanFinding[] {
  const hosts = new Set(checked.flatMap(({ host }) => (host === undefined ? [] : [host])));
  const always = checked.flatMap(({ host, findings }) => (host === undefined ? findings : []));
  const byHost = [...hosts].map((host) => ({
    host,
    findings: checked.flatMap((one) => (one.host === host ? one.findings : [])),
  }));
  if (byHost.length < 2) return distinct([...always, ...byHost.flatMap((one) => one.findings)]);
  const isShared = (finding: PlanFinding): boolean =>
    byHost.every(({ findings }) => findings.some((one) => isSame(one, finding)));
  const fits = byHost.some(({ findings }) => findings.every(isWarning));
  const own = byHost.flatMap(({ host, findings }) =>
    findings
      .filter((one) => !isShared(one))
      .map(({ severity, message }): PlanFinding => {
        const about = say('finding.onHost', { host: nameOfHost(host), why: message });
        return { severity: fits ? 'warning' : severity, message: about };
      }),
  );
  const shared = byHost.flatMap(({ findings }) => findings.filter(isShared));
  return distinct([...always, ...shared, ...own]);
}

function isWarning({ severity }: PlanFinding): boolean {
  return severity === 'warning';
}

function isSame(a: PlanFinding, b: PlanFinding): boolean {
  return a.severity === b.severity && isDeepStrictEqual(a.message, b.message);
}

function distinct(findings: readonly PlanFinding[]): readonly PlanFinding[] {
  return findings.filter((one, index) => findings.findIndex((two) => isSame(one, two)) === index);
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
