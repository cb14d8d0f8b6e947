/** What is used of the library; its own declarations are of another layout (docs/dependencies.md). */
declare module '@novnc/novnc' {
  interface RfbEvents {
    connect: CustomEvent<unknown>;
    disconnect: CustomEvent<{ readonly clean: boolean }>;
    credentialsrequired: CustomEvent<unknown>;
    securityfailure: CustomEvent<{ readonly status: number; readonly reason?: string }>;
  }

  /** One connection to a server. */
  export default class RFB {
    /** @param channel anything with the members of a WebSocket */
    constructor(target: HTMLElement, channel: object, options?: { readonly shared?: boolean });
    viewOnly: boolean;
    scaleViewport: boolean;
    focusOnClick: boolean;
    background: string;
    addEventListener<T extends keyof RfbEvents>(
      type: T,
      listener: (event: RfbEvents[T]) => void,
    ): void;
    /** @param code as KeyboardEvent.code; null where there is no such key. @param down absent for both */
    sendKey(keysym: number, code: string | null, down?: boolean): void;
    focus(): void;
    blur(): void;
    disconnect(): void;
    toBlob(callback: (blob: Blob | null) => void, type?: string): void;
  }
}
