// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FakeCore } from '../testing/fake-core.ts';
import { aRow, aServer } from '../testing/objects.ts';
import { renderPart } from '../testing/render-part.tsx';
import { LinkBanner } from './link-banner.tsx';

describe('the banner of a lost link', () => {
  it('stands while the way to Moref is lost, says when it is tried again, and goes by itself', async () => {
    const core = new FakeCore();
    core.estate.server(aServer('Berlin'), [aRow('web-01')]);
    const { settle } = await renderPart(<LinkBanner />, { core });
    expect(screen.queryByRole('alert')).toBeNull();
    core.lose();
    await settle();
    expect(screen.getByRole('alert')).toHaveTextContent(/lost its connection to Moref/);
    core.restore();
    await settle();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('tries again at once where somebody asks for it', async () => {
    const core = new FakeCore();
    const { user, settle } = await renderPart(<LinkBanner />, { core });
    core.lose();
    await settle();
    await user.click(screen.getByRole('button', { name: 'Try now' }));
    await settle();
    expect(screen.getByRole('alert')).toBeVisible();
    core.restore();
    await settle();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
