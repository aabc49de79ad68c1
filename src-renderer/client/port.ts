/**
 * The next port that main hands to this window under that mark. A port cannot cross the preload's bridge: it comes as a message
 * from this very window.
 */
export function nextPort(mark: string): Promise<MessagePort> {
  return new Promise((resolve) => {
    const take = (event: MessageEvent): void => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== mark || port === undefined) return;
      window.removeEventListener('message', take);
      resolve(port);
    };
    window.addEventListener('message', take);
  });
}
