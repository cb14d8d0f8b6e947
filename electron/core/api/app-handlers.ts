import type { ApiDeps, CallHandlers } from './deps.ts';

export function appHandlers({ app, damaged, vault, connections, profiles }: ApiDeps) {
  return {
    'app.info': async () => ({ ...app, damaged, secrets: await vault.info() }),
    'secrets.allowPlainText': async ({ allow }) => {
      const info = await vault.allowPlainText(allow);
      for (const { id } of profiles.list()) connections.reported(id);
      return info;
    },
  } satisfies Partial<CallHandlers>;
}
