import { create } from 'zustand';
import type { AppInfo, DamagedFile, SecretStoreInfo } from '#shared/contract/results.ts';
import { t } from '../i18n/translate.ts';
import { notifyError } from './notices.ts';

interface AppInfoState {
  readonly info: AppInfo | null;
}

/** What runs, where, and how it keeps secrets. */
export const useAppInfo = create<AppInfoState>(() => ({ info: null }));

/** What the core says of itself. What it could not read is reported once in each window. */
export function setAppInfo(info: AppInfo): void {
  if (useAppInfo.getState().info === null) for (const file of info.damaged) notifyDamage(file);
  useAppInfo.setState({ info });
}

export function setSecretStore(secrets: SecretStoreInfo): void {
  useAppInfo.setState(({ info }) => ({ info: info === null ? null : { ...info, secrets } }));
}

/** What a file of Moref holds, by its name. */
const contents = {
  'profiles.json': 'damaged.profiles',
  'certificates.json': 'damaged.certificates',
  'other-servers.json': 'damaged.otherServers',
  'workspace.json': 'damaged.workspace',
  'secrets.json': 'damaged.secrets',
  'tasks.json': 'damaged.tasks',
} as const;

function notifyDamage({ path, outcome, keptAs = '', problem }: DamagedFile): void {
  const name = path.replace(/^.*[\\/]/, '');
  const known = Object.hasOwn(contents, name) ? contents[name as keyof typeof contents] : undefined;
  const what = known === undefined ? path : t(known);
  notifyError(t(`damaged.title.${outcome}`, { what }), {
    kind: 'invalid',
    message: t(`damaged.text.${outcome}`, { path, keptAs, problem, name }),
  });
}
