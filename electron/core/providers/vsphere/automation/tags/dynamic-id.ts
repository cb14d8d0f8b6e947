import { refId, refType, type Ref } from '#shared/model/reference.ts';

/** An object as services name it that know objects of any kind (com.vmware.vapi.std.dynamic_ID). */
export function dynamicId(ref: Ref): { readonly type: string; readonly id: string } {
  return { type: refType(ref), id: refId(ref) };
}
