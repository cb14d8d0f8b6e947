import type { RfbChannel } from './rfb-channel.ts';

/** Why a picture ended that was not closed: the server asks for a password of its own, refuses, or speaks otherwise. */
export type ScreenProblem = 'password' | 'refused' | 'garbled';

export interface ScreenEvents {
  /** The picture stands. */
  shown(): void;
  /** What came cannot be shown; what the server says of it, where it does. */
  failed(problem: ScreenProblem, said?: string): void;
}

/** The picture of a console, and its keyboard and pointer. */
export interface Screen {
  /** Nothing is sent while true. */
  viewOnly: boolean;
  /** As large as there is room for, or dot by dot. */
  fit: boolean;
  /** @param symbol of X11 @param code as KeyboardEvent.code @param down absent for a whole stroke */
  key(symbol: number, code: string | null, down?: boolean): void;
  focus(): void;
  blur(): void;
  /** What is on screen, as PNG; null where nothing is. */
  picture(): Promise<Blob | null>;
  close(): void;
}

export type OpenScreen = (target: HTMLElement, channel: RfbChannel, events: ScreenEvents) => Screen;
