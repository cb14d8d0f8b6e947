// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useAppInfo } from '../state/app-info.ts';
import { FakeCore } from '../testing/fake-core.ts';
import { renderPart } from '../testing/render-part.tsx';
import { SandboxBanner } from './sandbox-banner.tsx';

it('says that the sandbox is off, and nothing where it is on', async () => {
  const info = {
    version: '0',
    host: 'electron',
    platform: 'linux',
    secrets: { backend: 'memory', protection: 'session', plainTextAllowed: false },
    damaged: [],
  } as const;
  await renderPart(<SandboxBanner />, { core: new FakeCore() });
  act(() => useAppInfo.setState({ info: { ...info } as never }));
  expect(screen.queryByRole('alert')).toBeNull();
  act(() => useAppInfo.setState({ info: { ...info, unsandboxed: true } as never }));
  expect(screen.getByRole('alert')).toHaveTextContent(/sandbox/);
});
