import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Where a peer can be dialled. */
export interface Port {
  readonly number: number;
  /** Nothing listens there any more, at once. The sockets it has let in stay, and it resolves only when the last of them has ended. */
  close(): Promise<void>;
}

/**
 * Opens a port of this machine. After a pause a peer asks for the one it had: others know it by that; where somebody else took it, the system gives another.
 * @param wanted 0: the system's choice
 * @throws system errors
 */
export async function openPort(host: string, wanted: number, answer: (socket: Socket) => void): Promise<Port> {
  const server = createServer(answer);
  try {
    await listen(server, host, wanted);
  } catch (error) {
    if (wanted === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    await listen(server, host, 0);
  }
  return {
    number: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  server.listen(port, host);
  await once(server, 'listening');
}
