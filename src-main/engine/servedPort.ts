/** What a process that serves the window needs of a message port; Electron's and Node's each become one in a few lines. */
export interface ServedPort<Event> {
  send(event: Event): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}

/** As Electron's `MessagePortMain` has it. */
interface MainPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
}

export function servedPort<Event>(port: MainPort): ServedPort<Event> {
  return {
    send: (event) => port.postMessage(event),
    onMessage: (listener) => void port.on('message', ({ data }) => listener(data)),
    onClose: (listener) => void port.on('close', listener),
  };
}
