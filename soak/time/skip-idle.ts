import { waitedForProcessorMs } from './starvation.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Real milliseconds between looks at what this process does. */
const lookMs = 2;
/** A look itself takes less: whoever was at work for longer than this was not idle. */
const idleBelowMs = 0.6;
/** What is skipped at the most after one idle look: work in Node's thread pool is not seen, and must not be late by seconds. */
const mostSkippedMs = 400;

/**
 * Moves time on whenever this process has had nothing to do: no input, no computation, no file under way. Holds it while the process could
 * have done something and had no processor.
 */
export function skipIdleTime(time: VirtualTime): void {
  let before = performance.eventLoopUtilization();
  let waited = waitedForProcessorMs() ?? 0;
  const look = async (): Promise<void> => {
    // On a busy machine others have the processor: what this process could not do in that time is not late.
    const now = waitedForProcessorMs() ?? 0;
    time.hold(now - waited);
    waited = now;
    const { active } = performance.eventLoopUtilization(before);
    if (active < idleBelowMs && !hasFilesUnderWay()) time.skip(mostSkippedMs);
    before = performance.eventLoopUtilization();
    await time.runDue();
    setRealTimeout(() => void look(), lookMs);
  };
  setRealTimeout(() => void look(), lookMs);
}

/** As it was when this module was loaded. */
const setRealTimeout = setTimeout;

function hasFilesUnderWay(): boolean {
  return process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq'));
}
