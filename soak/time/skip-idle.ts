import type { VirtualTime } from './virtual-time.ts';

/** Real milliseconds between looks at what this process does. */
const lookMs = 2;
/** A look itself takes less: whoever was at work for longer than this was not idle. */
const idleBelowMs = 0.6;
/** What is skipped at the most after one idle look: work in Node's thread pool is not seen, and must not be late by seconds. */
const mostSkippedMs = 400;

/** Moves time on whenever this process has had nothing to do: no input, no computation, no file under way. */
export function skipIdleTime(time: VirtualTime): void {
  let before = performance.eventLoopUtilization();
  const look = async (): Promise<void> => {
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
