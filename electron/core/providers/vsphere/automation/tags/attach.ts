import { text as say } from '#shared/i18n/make-text.ts';
import type { BatchResult } from '../../../provider.ts';
import type { AutomationBatch } from '../operations/definition.ts';
import { dynamicId } from './dynamic-id.ts';

const ASSOCIATION = 'com.vmware.cis.tagging.tag_association';

/**
 * Gives a tag to many objects, or takes it away, by one call. The server says of a batch only that something in it failed, not where:
 * then it is asked which objects have the tag now.
 */
export async function attachOrDetach(
  { subjects, client, signal }: AutomationBatch,
  what: 'attach' | 'detach',
  tag: string,
): Promise<readonly BatchResult[]> {
  const object_ids = subjects.map(({ ref }) => dynamicId(ref));
  const input = { tag_id: tag, object_ids };
  const operation =
    what === 'attach' ? 'attach_tag_to_multiple_objects' : 'detach_tag_from_multiple_objects';
  const { success, error_messages: messages } = await client.call(ASSOCIATION, operation, input, {
    signal,
    strict: true,
  });
  if (success) return subjects.map(() => ({}));
  const having = await client.call(
    ASSOCIATION,
    'list_attached_tags_on_objects',
    { object_ids },
    { signal, strict: true },
  );
  const tagged = new Set(
    having
      .filter(({ tag_ids: ids }) => ids.includes(tag))
      .map(({ object_id: { type, id } }) => `${type}:${id}`),
  );
  const reason = messages
    .map(({ localized, default_message: text }) => localized ?? text)
    .join(' ');
  return subjects.map(({ ref, name }) => {
    if (tagged.has(ref) === (what === 'attach')) return {};
    const message = say('error.tagLeft', { name, reason });
    return { error: { kind: 'fault', message, ref } };
  });
}
