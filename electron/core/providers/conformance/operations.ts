import { spoken } from '#shared/i18n/testing/spoken.ts';
import { expect, it } from 'vitest';
import type { MorefError } from '#shared/model/error.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import { notAborted, patience, rejection, type ServerUnderTest } from './server-under-test.ts';

/** Operations, and the tasks that come of them. */
export function operationTests(on: ServerUnderTest): void {
  it('follows a power cycle, and its tasks to their end', async () => {
    const { session, sink } = await on.run();
    const off = on.findVm(sink, 'power.off');
    for (const [request, state] of [
      [off, 'off'],
      [{ ...off, operation: 'power.on' }, 'on'],
    ] as const) {
      const { task } = await session.operate(request, notAborted);
      expect(task).not.toBeNull();
      await sink.until(
        `${off.name} ${state}, its task a success`,
        () =>
          on.row(sink, off.ref).state === state &&
          sink.knownTasks.get(task as Ref)?.state === 'success',
        patience,
      );
      const reported = sink.knownTasks.get(task as Ref);
      expect(reported).toMatchObject({ target: off.ref, targetName: off.name });
      expect(reported?.finishedAt).toBeGreaterThanOrEqual(reported?.startedAt ?? Infinity);
      expect(reported?.initiator).toBeTruthy();
    }
  });

  it.each(['renamed-01', 'a/b\\c 100%', 'ü 中 <&>'])('renames to %s', async (to) => {
    await on.rename(await on.run(), to);
  });

  it('says conflict for an operation that the state forbids', async () => {
    const { session, sink } = await on.run();
    const refused = on.findVm(sink, 'power.on', false);
    const outcome = await session.operate(refused, notAborted).then(
      async ({ task }) => {
        await sink.until(
          'the task to fail',
          () => sink.knownTasks.get(task as Ref)?.state === 'error',
          patience,
        );
        return sink.knownTasks.get(task as Ref)?.error;
      },
      (error: { readonly data: MorefError }) => error.data,
    );
    expect(spoken(outcome)).toMatchObject({
      kind: 'conflict',
      native: { type: expect.any(String) as string },
      message: expect.stringContaining(refused.name) as string,
    });
  });

  it('says missing for an object that is not there', async () => {
    const { session } = await on.run();
    const ref = makeRef(on.vmType, 'vm-999999');
    await expect(
      session.operate({ ref, name: 'ghost', operation: 'power.on', inputs: {} }, notAborted),
    ).rejects.toMatchObject({ data: { kind: 'missing' } });
    await expect(session.read(ref, 'name', notAborted)).rejects.toMatchObject({
      data: { kind: 'missing' },
    });
  });

  it('knows that nothing was sent where nobody listens any more', async () => {
    const { session, sink } = await on.run();
    const request = on.findVm(sink, 'power.off');
    await on.server.close();
    const operate = async (): Promise<unknown> => {
      // Sockets that were open may still take a request.
      const { signal } = new AbortController();
      return rejection(session.operate(request, signal));
    };
    await expect
      .poll(operate, { timeout: patience })
      .toMatchObject({ data: { kind: 'unreachable', unsent: true, ref: request.ref } });
  });
}
