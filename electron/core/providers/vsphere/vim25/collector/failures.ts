import {
  HttpStatusError,
  ResponseTooLargeError,
  TimeoutError,
  UnreachableError,
} from '../../../../net/errors.ts';
import { isBadAnswer } from '../soap/answer.ts';
import { isFault, VimFault } from '../soap/soap-error.ts';

/** The collector, or the version that was asked with, is no more: all is built anew. */
const LOST = [
  'InvalidCollectorVersion',
  'ManagedObjectNotFound',
  'NotAuthenticated',
  'InvalidArgument',
];

export function isLostCollector(error: unknown): boolean {
  return isFault(error, ...LOST);
}

/** True for what may pass by itself: a session stands, so whatever answers in the server's place will. */
export function isNetworkFailure(error: unknown): boolean {
  return (
    error instanceof UnreachableError ||
    error instanceof TimeoutError ||
    error instanceof HttpStatusError ||
    isBadAnswer(error)
  );
}

/** True for an answer, of whatever kind, that what is asked for can be to blame for. */
export function isOfWhatIsAsked(error: unknown): boolean {
  if (error instanceof HttpStatusError) return !error.retryable;
  return (
    isBadAnswer(error) ||
    error instanceof ResponseTooLargeError ||
    (error instanceof VimFault && !isLostCollector(error))
  );
}
