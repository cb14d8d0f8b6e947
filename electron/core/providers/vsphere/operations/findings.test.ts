import { spoken } from '#shared/i18n/testing/spoken.ts';
import type { PlanFinding } from '#shared/model/operation-plan.ts';
import type { Ref } from '#shared/model/reference.ts';
import { describe, expect, it } from 'vitest';
import { ofAlternatives } from './findings.ts';

const error = (message: string): PlanFinding => ({ severity: 'error', message });
const warning = (message: string): PlanFinding => ({ severity: 'warning', message });
const on = (host: string, ...findings: readonly PlanFinding[]) => ({
  host: `HostSystem:${host}` as Ref,
  findings,
});
const everywhere = (...findings: readonly PlanFinding[]) => ({ host: undefined, findings });
const found = (...checked: Parameters<typeof ofAlternatives>[0]) =>
  spoken(ofAlternatives(checked, (host) => host.slice('HostSystem:'.length)));

describe('a check without a host', () => {
  it('can be done where one host fits; the others are reported with their reasons', () => {
    expect(found(on('a', error('No CPU.')), on('b'), on('c', error('No disk.')))).toEqual([
      warning('a: No CPU.'),
      warning('c: No disk.'),
    ]);
  });

  it('cannot be done where none fits, each for its own reason', () => {
    expect(found(on('a', error('No CPU.')), on('b', error('No disk.')))).toEqual([
      error('a: No CPU.'),
      error('b: No disk.'),
    ]);
  });

  it('says once what is so for all of them', () => {
    const both = warning('No heartbeat.');
    expect(found(on('a', both, error('No CPU.')), on('b', both))).toEqual([
      both,
      warning('a: No CPU.'),
    ]);
    expect(found(on('a', error('A question.')), on('b', error('A question.')))).toEqual([
      error('A question.'),
    ]);
  });

  it('is bound by what is about no host', () => {
    expect(found(everywhere(error('The name is taken.')), on('a'), on('b'))).toEqual([
      error('The name is taken.'),
    ]);
  });

  it('takes several results of one host together', () => {
    expect(found(on('a'), on('a', error('No CPU.')))).toEqual([error('No CPU.')]);
  });
});
