import { create } from 'zustand';
import type { AppInfo, SecretStoreInfo } from '#shared/contract/results.ts';

interface AppInfoState {
  readonly info: AppInfo | null;
}

/** What runs, where, and how it keeps secrets. */
export const useAppInfo = create<AppInfoState>(() => ({ info: null }));

export function setAppInfo(info: AppInfo): void {
  useAppInfo.setState({ info });
}

export function setSecretStore(secrets: SecretStoreInfo): void {
  useAppInfo.setState(({ info }) => ({ info: info === null ? null : { ...info, secrets } }));
}
