import { vcenterAbout } from '../../properties/about.ts';
import type { Service } from '../server/call.ts';
import { text } from './vim-values.ts';

/** The little of `com.vmware.appliance` that tells which server this is. */

export const applianceVersion: Service = {
  get: ({ world }) => {
    const { estate } = world.vim;
    const about = vcenterAbout(estate.instanceUuid);
    const version = `${text(about, 'version')}.${text(about, 'patchLevel')}`;
    return {
      version,
      product: text(about, 'name'),
      build: text(about, 'build'),
      type: 'vCenter Server with an embedded Platform Services Controller',
      summary: 'VC-8.0U2b',
      releasedate: 'February 29, 2024',
      install_time: estate.startTime.toISOString(),
    };
  },
};

export const applianceUptime: Service = {
  /** In seconds. */
  get: ({ world: { vim } }) => (vim.estate.now().getTime() - vim.estate.startTime.getTime()) / 1000,
};
