import { t } from '../../i18n/translate.ts';
import { notify } from '../../state/notices.ts';
import { saveFile } from '../../ui/save-file.ts';
import type { Screen } from './screen.ts';

/** Saves what a console shows as a file that is called after it. */
export async function savePicture(screen: Screen | null, name: string): Promise<void> {
  const picture = await screen?.picture();
  if (picture === null || picture === undefined) return notify(t('console.page.picture.none'));
  saveFile(`${fileName(name)}.png`, picture);
}

/** Puts what a console shows onto the clipboard. */
export async function copyPicture(screen: Screen | null): Promise<void> {
  const picture = await screen?.picture();
  if (picture === null || picture === undefined) return notify(t('console.page.picture.none'));
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
    notify(t('console.page.picture.copied'));
  } catch {
    notify(t('console.page.picture.notCopied'));
  }
}

/** A name of a server as that of a file: without what systems do not take. */
function fileName(name: string): string {
  const plain = name.replaceAll(/[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu, '_').trim();
  const at = new Date().toISOString().slice(0, 19).replaceAll(/[T:]/g, '-');
  return `${plain.slice(0, 80)} ${at}`;
}
