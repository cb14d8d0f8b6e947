import { expect, it } from 'vitest';
import { patience, type ServerUnderTest } from './server-under-test.ts';

/** What goes on after the server, the session or the connection was lost. */
export function mishapTests(on: ServerUnderTest): void {
  it.each(['expireSessions', 'restart', 'dropConnections'] as const)(
    'goes on after %s',
    async (mishap) => {
      const entry = await on.run();
      const { sink } = entry;
      on.server[mishap]();
      if (mishap === 'dropConnections') {
        await sink.until('word of the interruption', () => sink.interruptedNow, patience);
        await sink.until('its end', () => !sink.interruptedNow, patience);
      } else await sink.until('a new full set', () => sink.sets > 1, patience);
      await on.rename(entry, 'after-the-mishap');
      expect(sink.error).toBeUndefined();
      expect(
        [...sink.objects.keys()].filter((ref) => ref.startsWith(`${on.vmType}:`)),
      ).toHaveLength(on.server.vms().length);
      await entry.end();
      expect(await on.server.sessions()).toBe(0);
    },
  );
}
