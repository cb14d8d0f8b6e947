import { text as say } from '#shared/i18n/make-text.ts';
import type { PlanFinding } from '#shared/model/operation-plan.ts';
import type { Ref } from '#shared/model/reference.ts';
import { describeFailure } from '../../failures.ts';
import { nameOf, text } from '../../map/read.ts';
import { XapiFailure } from '../../xapi/errors.ts';
import type { Work } from '../definition.ts';

/** Hosts that are asked why, at the most. */
const mostHosts = 16;

/** A call that only asks: the failure that it answers is a finding. @throws what is no failure of the API */
export async function finding(
  work: Work,
  owner: string,
  message: string,
  values: readonly unknown[],
  about?: string,
): Promise<readonly PlanFinding[]> {
  try {
    await work.call(owner, message, values);
    return [];
  } catch (error) {
    if (!(error instanceof XapiFailure)) throw error;
    return [findingOf(work, error, about)];
  }
}

/** A failure in words, about a host or another object where it is one's. */
export function findingOf(work: Work, failure: XapiFailure, about?: string): PlanFinding {
  const words = describeFailure(failure, {
    name: work.name,
    nameOf: (opaque) => nameOfOpaque(work, opaque),
  });
  const message =
    about === undefined
      ? say('finding.sentence', { why: words })
      : say('finding.about', { about, why: words });
  return { severity: 'error', message };
}

/** Why each host cannot run the VM. */
export async function noHostFindings(work: Work): Promise<readonly PlanFinding[]> {
  const hosts = [...work.lookup.ofType('host')].slice(0, mostHosts);
  const found = await Promise.all(hosts.map((host) => cannotBoot(work, host)));
  const reasons = found.flat();
  return reasons.length > 0
    ? reasons
    : [{ severity: 'error', message: say('finding.noHost', { name: work.name }) }];
}

/** What speaks against running the VM on a host, by the host's name. */
export function cannotBoot(work: Work, host: Ref): Promise<readonly PlanFinding[]> {
  const values = [work.self, work.opaque(host)];
  const name = nameOf(host, work.lookup.get(host));
  return finding(work, 'VM', 'assert_can_boot_here', values, name);
}

export function nameOfOpaque(work: Work, opaque: string): string | undefined {
  for (const owner of ['VM', 'host', 'SR', 'VDI', 'network', 'pool']) {
    const ref = work.refOf(owner, opaque);
    const properties = ref === undefined ? undefined : work.lookup.get(ref);
    if (ref !== undefined && text(properties, 'name_label') !== undefined)
      return nameOf(ref, properties);
  }
  return undefined;
}
