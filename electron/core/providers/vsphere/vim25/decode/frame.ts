import type { VimValue } from '../values.ts';
import { type FieldPlan, GENERIC, type Plan } from './plan.ts';
import type { OpenRecord } from './record.ts';

/** An open element. Frames are used again: one per depth. */
export interface Frame {
  plan: Plan;
  /** The field of the enclosing known type; null under arrays and unknown types. */
  field: FieldPlan | null;
  name: string;
  text: string;
  record: OpenRecord | null;
  array: VimValue[] | null;
  /** Index of the last field set, to notice disorder. */
  last: number;
  disordered: boolean;
  /** The `type` and `serverGuid` attributes of a reference. */
  refType: string | null;
  refGuid: string | null;
  /** The plan that the value turned out not to follow; null while it does. */
  declared: Plan | null;
  /** Its text holds what is no text. */
  damaged: boolean;
  repeated: Set<string> | null;
}

export function newFrame(): Frame {
  return {
    plan: GENERIC,
    field: null,
    name: '',
    text: '',
    record: null,
    array: null,
    last: -1,
    disordered: false,
    refType: null,
    refGuid: null,
    declared: null,
    damaged: false,
    repeated: null,
  };
}

/** Makes a frame that was used before ready for another element; its plan is for the caller to set. */
export function reset(frame: Frame, name: string): void {
  frame.name = name;
  frame.text = '';
  frame.record = null;
  frame.array = null;
  frame.last = -1;
  frame.disordered = false;
  frame.refType = null;
  frame.refGuid = null;
  frame.declared = null;
  frame.damaged = false;
  frame.repeated = null;
  frame.field = null;
}
