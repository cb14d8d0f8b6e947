import type { Core } from '#core/start.ts';
import type { MorefContract } from '#shared/contract/contract.ts';
import { createLinkClient } from '#shared/link/client.ts';
import { createPortPair } from '#shared/link/memory-port.ts';

/**
 * Asks the core for the demo estate the way the page does.
 *
 * @throws MorefException if the demo estate cannot be started or reached.
 */
export async function connectDemo(core: Pick<Core, 'attach'>): Promise<void> {
  const [page, host] = createPortPair();
  const detach = core.attach(host);
  const client = createLinkClient<MorefContract>(page);
  try {
    await client.call('demo.connect', {});
  } finally {
    client.close();
    detach();
  }
}
