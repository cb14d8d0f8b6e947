import type { ApiDeps, CallHandlers } from './deps.ts';

export function workspaceHandlers({ workspace }: ApiDeps) {
  return {
    'workspace.read': () => workspace.read(),
    'workspace.forget': ({ window }) => workspace.forget(`window.${window}.`),
    'workspace.write': ({ key, value }) => workspace.write(key, value),
  } satisfies Partial<CallHandlers>;
}
