import { oddAnswers, type AnswerFault } from './proxy/answer-fault.ts';
import type { Random } from './random.ts';

/** What is done to the network, the gateway or the server. Times in milliseconds. */
export type Fault =
  /** All connections end; where `orphaned`, the server is not notified. */
  | { readonly kind: 'cut'; readonly by: 'end' | 'reset'; readonly orphaned: boolean }
  /** All connections stand, and nothing goes through them any more. */
  | { readonly kind: 'half-open' }
  /** Whoever comes anew is refused, or left without an answer; all connections end before. */
  | { readonly kind: 'away'; readonly door: 'refusing' | 'silent'; readonly forMs: number }
  | { readonly kind: 'delay'; readonly delayMs: number; readonly forMs: number }
  | { readonly kind: 'throttle'; readonly bytesPerSecond: number; readonly forMs: number }
  /** The answer to the next request, or to one after so many others. */
  | { readonly kind: 'answer'; readonly fault: AnswerFault; readonly skip: number }
  /** The server ends all sessions. */
  | { readonly kind: 'expire' }
  /** The server starts anew. */
  | { readonly kind: 'restart'; readonly downMs: number }
  /** Another certificate: one that verifies as the old one did, or one that a person has to judge. */
  | { readonly kind: 'certificate'; readonly asks: boolean };

/** What happens next. */
export type Step = { readonly afterMs: number } & (
  | { readonly do: 'fault'; readonly fault: Fault }
  /** Somebody else changes something on the server. */
  | { readonly do: 'change' }
  /** An operation is sent through the faults. */
  | { readonly do: 'operate' }
);

export interface Plan {
  /** Whether the certificate verifies by itself, or was trusted by its fingerprint. */
  readonly trust: 'verified' | 'pinned';
  readonly steps: readonly Step[];
}

/** A sequence of faults, changes and operations; the same for the same chance. */
export function makePlan(random: Random): Plan {
  const trust = random.isTrue(0.3) ? 'verified' : 'pinned';
  const steps: Step[] = [];
  for (let left = random.integer(2, 6); left > 0; left -= 1) {
    for (let more = random.integer(0, 2); more > 0; more -= 1)
      steps.push({ afterMs: pause(random), do: random.isTrue(0.5) ? 'change' : 'operate' });
    const fault = makeFault(random);
    steps.push({ afterMs: pause(random), do: 'fault', fault });
    // What is done right after a fault meets it.
    if (random.isTrue(0.6))
      steps.push({
        afterMs: random.integer(0, 400),
        do: random.isTrue(0.5) ? 'change' : 'operate',
      });
  }
  return { trust, steps };
}

function pause(random: Random): number {
  return random.isTrue(0.5) ? random.integer(0, 300) : random.integer(300, 20_000);
}

function makeFault(random: Random): Fault {
  const kind = random.pick([
    'cut',
    'cut',
    'half-open',
    'away',
    'delay',
    'throttle',
    'answer',
    'answer',
    'answer',
    'expire',
    'restart',
    'certificate',
  ] as const);
  const forMs = random.integer(500, 25_000);
  switch (kind) {
    case 'cut':
      return { kind, by: random.pick(['end', 'reset']), orphaned: random.isTrue(0.4) };
    case 'away':
      return { kind, door: random.pick(['refusing', 'silent']), forMs };
    case 'delay':
      return { kind, delayMs: random.integer(20, 4000), forMs };
    case 'throttle':
      return { kind, bytesPerSecond: random.integer(300, 30_000), forMs };
    case 'answer':
      return { kind, fault: makeAnswerFault(random), skip: random.integer(0, 8) };
    case 'restart':
      return { kind, downMs: random.isTrue(0.5) ? 0 : random.integer(500, 15_000) };
    case 'certificate':
      return { kind, asks: random.isTrue(0.5) };
    default:
      return { kind };
  }
}

function makeAnswerFault(random: Random): AnswerFault {
  const kind = random.pick(['truncate', 'corrupt', 'status', 'status'] as const);
  switch (kind) {
    case 'truncate':
      return {
        kind,
        after: random.isTrue(0.2) ? 0 : random.integer(1, 3000),
        by: random.pick(['end', 'reset']),
      };
    case 'corrupt':
      return {
        kind,
        where: random.isTrue(0.25) ? 'head' : 'body',
        offset: random.integer(0, 3000),
      };
    case 'status':
      return { kind, answer: random.pick(oddAnswers), reaches: random.isTrue(0.5) };
  }
}

/** In a line, for a report. */
export function describeStep(step: Step): string {
  const what = step.do === 'fault' ? JSON.stringify(step.fault) : step.do;
  return `+${step.afterMs} ms ${what}`;
}
