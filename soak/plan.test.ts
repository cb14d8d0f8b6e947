import { expect, it } from 'vitest';
import { makePlan } from './plan.ts';
import { Random } from './random.ts';

it('is the same for the same seed', () => {
  expect(makePlan(new Random(7))).toEqual(makePlan(new Random(7)));
  expect(makePlan(new Random(7))).not.toEqual(makePlan(new Random(8)));
});

it('has every kind of fault among a few hundred, and changes and operations between them', () => {
  const kinds = new Set<string>();
  for (let seed = 1; seed <= 300; seed += 1)
    for (const step of makePlan(new Random(seed)).steps) {
      kinds.add(step.do);
      if (step.do !== 'fault') continue;
      const { fault } = step;
      kinds.add(fault.kind === 'answer' ? fault.fault.kind : fault.kind);
    }
  expect([...kinds].sort()).toEqual(
    [
      'away',
      'certificate',
      'change',
      'corrupt',
      'cut',
      'delay',
      'expire',
      'fault',
      'half-open',
      'operate',
      'restart',
      'status',
      'throttle',
      'truncate',
    ].sort(),
  );
});
