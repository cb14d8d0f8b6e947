import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import { XapiFailure, isFailure } from '../../xapi/errors.ts';
import type { XapiValue } from '../../xapi/values.ts';
import { irrevocably, make, type Making } from '../../../operations/compensation.ts';
import type { Work } from '../definition.ts';

/** The opaque reference that a call answered. */
export function opaqueOf(answer: XapiValue): string {
  return typeof answer === 'string' ? answer : '';
}

/** Makes an object, which is taken back where a later call fails. Returns its opaque reference. @throws what `act` throws */
export function making(
  work: Work,
  act: () => Promise<XapiValue>,
  { left, undo, ...more }: Pick<Making<string>, 'left' | 'undo' | 'find' | 'stillLeft'>,
): Promise<string> {
  return make(work.onFailure, async () => opaqueOf(await act()), {
    left,
    undo: (opaque) => unlessGone(() => undo(opaque)),
    refused,
    ...more,
  });
}

/** Does what nothing takes back; `left` says what it did. */
export function forGood<T>(work: Work, left: Text, act: () => Promise<T>): Promise<T> {
  return irrevocably(work.onFailure, act, { left, refused });
}

function refused(thrown: unknown): boolean {
  if (thrown instanceof XapiFailure) return true;
  return thrown instanceof MorefException && thrown.data.kind === 'cancelled';
}

/** What is not there needs not be taken away. */
export async function unlessGone(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!isFailure(error, 'HANDLE_INVALID')) throw error;
  }
}
