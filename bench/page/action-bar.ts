import type { Locator } from '@playwright/test';

/** Milliseconds from a key in an element until the bar of actions says what can be done, seen frame by frame. */
export async function untilActions(element: Locator, key: string): Promise<number> {
  const reported = element.evaluate(
    (listening) =>
      new Promise<number>((resolve) => {
        listening.addEventListener(
          'keydown',
          () => {
            const started = performance.now();
            let emptied = false;
            const look = (): void => {
              const actions = document.querySelectorAll('[role=toolbar].action-bar button').length;
              // What stood there was of the selection before.
              emptied ||= actions <= 1;
              if (emptied && actions > 1) resolve(performance.now() - started);
              else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          },
          { once: true, capture: true },
        );
      }),
  );
  await element.press(key);
  return reported;
}
