import type { Text } from '#shared/i18n/text.ts';

/** Why an operation cannot be run, as a sentence; `done` where the object is already as it would leave it. */
export type Refusal = Text | AlreadySo;

export interface AlreadySo {
  readonly reason: Text;
  readonly done: true;
}

/** The object is already as the operation would leave it. */
export function already(reason: Text): AlreadySo {
  return { reason, done: true };
}

export function isAlreadySo(refusal: Refusal | undefined): refusal is AlreadySo {
  return typeof refusal === 'object' && 'done' in refusal;
}

/** The first reason that there is. */
export function firstOf<S>(
  subject: S,
  ...checks: readonly ((subject: S) => Refusal | undefined)[]
): Refusal | undefined {
  for (const check of checks) {
    const refusal = check(subject);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** What is already so takes no privilege: it is reported before the one that the account lacks. */
export function orLacking(
  refusal: Refusal | undefined,
  lacking: () => Text | undefined,
): Refusal | undefined {
  return isAlreadySo(refusal) ? refusal : (lacking() ?? refusal);
}
